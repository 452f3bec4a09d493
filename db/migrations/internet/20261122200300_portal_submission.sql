-- Why: a submission is one read and one write. The read draws the receipt number, because number and arrival are inside
-- the sealed payload; the write is one statement that either does everything or nothing: idempotency, places, the
-- application with the resident's copy, the sealed row for the relay, the evidence, the mail, and the end of the draft.

create table receipt_counter (
  tenant_id text not null default current_tenant(),
  prefix text not null,
  -- Era letter and year, e.g. `R8`.
  year text not null,
  last integer not null check (last between 1 and 900000),
  primary key (tenant_id, prefix, year)
);
comment on table receipt_counter is '受付番号の通し番号（オンライン分）';
select enforce_tenancy('receipt_counter');

-- The draft's place in the count of its prefix and year; drawn once. The commit need not wait for the disk: the write-ahead
-- log is in order, so whatever is acknowledged later by this draft's submission carries this drawing with it.
create function draw_receipt_counter(p_draft uuid, p_year text) returns integer
language plpgsql volatile as $$
declare
  v_draft draft%rowtype;
begin
  select * into v_draft from draft where id = p_draft;
  if not found then return null; end if;
  if v_draft.receipt_year = p_year then return v_draft.receipt_counter; end if;

  perform set_config('synchronous_commit', 'off', true);
  -- Two clicks at once: the second waits here and finds what the first has drawn.
  select * into v_draft from draft where id = p_draft for update;
  if not found then return null; end if;
  if v_draft.receipt_year = p_year then return v_draft.receipt_counter; end if;
  insert into receipt_counter as c (prefix, year, last) values (v_draft.receipt_prefix, p_year, 1)
    on conflict (tenant_id, prefix, year) do update set last = c.last + 1
    returning last into v_draft.receipt_counter;
  update draft set receipt_year = p_year, receipt_counter = v_draft.receipt_counter where id = p_draft;
  return v_draft.receipt_counter;
end $$;

-- `outcome`: submitted · repeated (the same draft or request key before: its receipt is returned) · draft-changed (saved
-- elsewhere since it was read). What undoes the whole statement is raised: YP001 a second open application with the same
-- exclusive key, YP002 no places. p_claims: [{register, entry, quantity, seats, method, waitingList}]: all of them or none. The envelopes are sealed once for each
-- standing that the places may turn out to have; the one that became true is sent.
create function submit_application(
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
  v_draft draft%rowtype;
  v_known text;
  v_standing text := 'none';
  v_index integer;
  v_claim jsonb;
  v_taken text;
begin
  select * into v_draft from draft d where d.id = p_id for update;
  select a.receipt_number into v_known from application a where a.id = p_id or a.request_key = p_request_key;
  if v_known is not null then
    return query select 'repeated', v_known, null::text;
    return;
  end if;
  if v_draft.id is null or v_draft.version <> p_draft_version then
    return query select 'draft-changed', null::text, null::text;
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

  insert into application (
    id, request_key, receipt_number, procedure_id, version_hash, account_id, contact_token, secret_token,
    state_at, next_by, section, section_phone, payment_total, sent_at, arrived_at, duplicate_token, exclusive_token, copy)
  values (
    p_id, p_request_key, p_receipt, v_draft.procedure_id, v_draft.version_hash, p_account, p_contact, p_secret,
    p_arrived_at, p_next_by, p_section, p_section_phone, p_payment, p_sent_at, p_arrived_at, p_duplicate, p_exclusive, p_copy)
  on conflict do nothing;
  if not found then
    raise exception 'already-open' using errcode = 'YP001';
  end if;
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
