-- Why: before every write a submission asked for an earlier one of the same draft or request key. The application's own
-- unique keys say it at the insert, so the question is asked only when the insert met one.

-- The receipt number that this draft or this form has already.
create function receipt_of_submission(p_id uuid, p_request_key uuid) returns text
language sql stable security invoker as $$
  select coalesce(
    (select a.receipt_number from application a where a.id = p_id),
    (select a.receipt_number from application a where a.request_key = p_request_key))
$$;
comment on function receipt_of_submission(uuid, uuid) is 'この下書き・送信の受付番号';

create or replace function submit_application(
  p_id uuid, p_draft_version integer, p_request_key uuid, p_receipt text,
  p_account uuid, p_contact bytea, p_secret bytea, p_sent_at timestamptz, p_arrived_at timestamptz,
  p_duplicate bytea, p_exclusive bytea, p_payment integer, p_section text, p_section_phone text, p_next_by date,
  p_copy bytea, p_notice bytea, p_claims jsonb,
  p_standings text[], p_envelope_ids uuid[], p_headers text[], p_key_ids text[], p_signatures bytea[], p_sealed bytea[],
  p_files text[],
  p_actor jsonb, p_codes jsonb, p_payload_hash bytea, p_payload_box bytea,
  p_mail_id uuid, p_mail_key text, p_mail_box bytea
) returns table (outcome text, receipt_number text, standing text)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  v_version integer;
  v_procedure text;
  v_version_hash text;
  v_known text;
  v_standing text := 'none';
  v_index integer;
  v_claim jsonb;
  v_taken text;
begin
  -- Two clicks at once: the second waits here and finds no draft any more.
  select d.version, d.procedure_id, d.version_hash into v_version, v_procedure, v_version_hash
    from draft d where d.id = p_id for update;
  if v_version is distinct from p_draft_version then
    v_known := receipt_of_submission(p_id, p_request_key);
    return query select case when v_known is null then 'draft-changed' else 'repeated' end, v_known, null::text;
    return;
  end if;

  insert into application (
    id, request_key, receipt_number, procedure_id, version_hash, account_id, contact_token, secret_token,
    state_at, next_by, section, section_phone, payment_total, sent_at, arrived_at, duplicate_token, exclusive_token, copy)
  values (
    p_id, p_request_key, p_receipt, v_procedure, v_version_hash, p_account, p_contact, p_secret,
    p_arrived_at, p_next_by, p_section, p_section_phone, p_payment, p_sent_at, p_arrived_at, p_duplicate, p_exclusive, p_copy)
  on conflict do nothing;
  if not found then
    v_known := receipt_of_submission(p_id, p_request_key);
    if v_known is null then
      raise exception 'already-open' using errcode = 'YP001';
    end if;
    return query select 'repeated', v_known, null::text;
    return;
  end if;

  for v_claim in select * from jsonb_array_elements(p_claims) loop
    v_taken := take_places(
      v_claim ->> 'register', v_claim ->> 'entry', p_receipt, (v_claim ->> 'quantity')::integer,
      (v_claim ->> 'seats')::integer, v_claim ->> 'method', (v_claim ->> 'waitingList')::boolean, p_arrived_at,
      (v_claim ->> 'officeSeats')::integer);
    if v_taken = 'full' then
      raise exception 'full' using errcode = 'YP002';
    end if;
    -- One place to wait for makes the whole application wait.
    if v_standing <> 'waiting' then v_standing := v_taken; end if;
  end loop;
  v_index := array_position(p_standings, v_standing);

  insert into notice (application_id, code, kind, at, body) values (p_id, 'submitted', 'submitted', p_arrived_at, p_notice);
  perform put_envelope(
    p_envelope_ids[v_index], 'office', 'submission', p_receipt, p_headers[v_index], p_key_ids[v_index],
    p_signatures[v_index], p_sealed[v_index], p_files);
  perform append_event('application', p_id::text, 'submitted', p_actor, p_arrived_at,
    p_codes || jsonb_build_object('receiptNumber', p_receipt, 'standing', v_standing), p_payload_hash, p_payload_box);
  if p_mail_box is not null then
    insert into mail_outbox (id, idempotency_key, box) values (p_mail_id, p_mail_key, p_mail_box) on conflict do nothing;
  end if;
  delete from draft d where d.id = p_id;
  return query select 'submitted', p_receipt, v_standing;
end $$;
