-- Why: a submission is one read and one write. The read draws the receipt number, because number and arrival are inside
-- the sealed payload; the write is one statement that either does everything or nothing: idempotency, places, the
-- application with the resident's copy, the sealed row for the relay, the evidence, the mail, and the end of the draft.
-- A number is drawn by counting on; the process remembers which draft it was for, so that trying again uses up no other.

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

-- The receipt number that this draft or this form has already.
create function receipt_of_submission(p_id uuid, p_request_key uuid) returns text
language sql stable security invoker as $$
  select coalesce(
    (select a.receipt_number from application a where a.id = p_id),
    (select a.receipt_number from application a where a.request_key = p_request_key))
$$;
comment on function receipt_of_submission(uuid, uuid) is 'この下書き・送信の受付番号';

-- `outcome`: submitted · repeated (the same draft or request key before: its receipt is returned) · draft-changed (saved
-- elsewhere since it was read). What undoes the whole statement is raised: YP001 a second open application with the same
-- exclusive key, YP002 no places. p_claims: [{register, entry, quantity, seats, method, waitingList}]: all of them or none. The envelopes are sealed once for each
-- standing that the places may turn out to have; the one that became true is sent.
create function submit_application(
  p_id uuid, p_draft_version integer, p_request_key uuid, p_receipt text,
  p_account uuid, p_contact bytea, p_secret bytea, p_sent_at timestamptz, p_arrived_at timestamptz,
  p_duplicate bytea, p_exclusive bytea, p_payment integer, p_section text, p_section_phone text, p_next_by date,
  p_copy bytea, p_claims jsonb,
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
comment on function submit_application(uuid, integer, uuid, text, uuid, bytea, bytea, timestamptz, timestamptz, bytea, bytea,
  integer, text, text, date, bytea, jsonb, text[], uuid[], text[], text[], bytea[], bytea[], text[], jsonb, jsonb, bytea,
  bytea, uuid, text, bytea) is '申請を受け付ける';

-- The same for several at once, in the ordinary case: no places are asked for, the draft is as it was read, and nothing
-- stands in the way. Returns the ids of those that were submitted; each of the others is left exactly as it was, and is
-- asked alone by `submit_application`, which says why. It takes none of the locks of `put_envelope` and `append_event`:
-- these are the first message and the first event of an application that nobody else can know yet.
-- What is bytes comes in one piece for all of them (`piece_of`): ten pieces of each application, in the order in which they
-- are taken below.
create function submit_applications(
  p_ids uuid[], p_draft_versions integer[], p_request_keys uuid[], p_receipts text[], p_accounts uuid[],
  p_sent_at timestamptz[], p_arrived_at timestamptz[], p_payments integer[], p_sections text[], p_section_phones text[],
  p_next_by date[], p_envelope_ids uuid[], p_headers text[], p_key_ids text[],
  -- Addresses of each application's files, with commas between them.
  p_files text[],
  p_actors text[], p_codes jsonb[], p_mail_ids uuid[], p_mail_keys text[],
  p_bytes bytea, p_cuts integer[]
) returns setof uuid
language plpgsql volatile as $$
begin
  perform require_sequencer();
  return query
  with asked as (
    select a.*, (a.n::integer - 1) * 10 as at from unnest(p_ids, p_draft_versions, p_request_keys, p_receipts, p_accounts,
      p_sent_at, p_arrived_at, p_payments, p_sections, p_section_phones, p_next_by, p_envelope_ids, p_headers, p_key_ids,
      p_files, p_actors, p_codes, p_mail_ids, p_mail_keys)
      with ordinality a(id, draft_version, request_key, receipt, account, sent_at, arrived_at, payment, section,
        section_phone, next_by, envelope_id, header, key_id, files, actor, codes, mail_id, mail_key, n)),
  locked as materialized (
    select d.id, d.version, d.procedure_id, d.version_hash from draft d where d.id = any(p_ids) order by d.id for update),
  entered as (
    insert into application as n (
      id, request_key, receipt_number, procedure_id, version_hash, account_id, contact_token, secret_token, state_at, next_by,
      section, section_phone, payment_total, sent_at, arrived_at, duplicate_token, exclusive_token, copy)
    select a.id, a.request_key, a.receipt, l.procedure_id, l.version_hash, a.account, piece_of(p_bytes, p_cuts, a.at + 1),
      piece_of(p_bytes, p_cuts, a.at + 2), a.arrived_at, a.next_by, a.section, a.section_phone, a.payment, a.sent_at,
      a.arrived_at, piece_of(p_bytes, p_cuts, a.at + 3), piece_of(p_bytes, p_cuts, a.at + 4),
      piece_of(p_bytes, p_cuts, a.at + 5)
    from asked a join locked l on l.id = a.id and l.version = a.draft_version
    on conflict do nothing returning n.id),
  done as materialized (select a.* from asked a join entered e on e.id = a.id),
  sent as (
    insert into relay_outbox (envelope_id, to_zone, kind, order_key, header, key_id, signature, sealed, files)
    select d.envelope_id, 'office', 'submission', d.receipt, d.header, d.key_id, piece_of(p_bytes, p_cuts, d.at + 6),
      piece_of(p_bytes, p_cuts, d.at + 7), string_to_array(d.files, ',') from done d),
  recorded as (
    insert into event (stream, stream_id, number, type, actor_kind, actor_id, at, codes, payload_hash)
    select 'application', d.id::text, 1, 'submitted', 'resident', d.actor, d.arrived_at, d.codes,
      piece_of(p_bytes, p_cuts, d.at + 8) from done d),
  boxed as (
    insert into event_payload (stream, stream_id, number, box)
    select 'application', d.id::text, 1, piece_of(p_bytes, p_cuts, d.at + 9) from done d),
  pending as (insert into event_pending (stream, stream_id, number) select 'application', d.id::text, 1 from done d),
  mailed as (
    insert into mail_outbox (id, idempotency_key, box)
    select d.mail_id, d.mail_key, piece_of(p_bytes, p_cuts, d.at + 10) from done d where d.mail_id is not null
    on conflict do nothing),
  ended as (delete from draft d using done o where d.id = o.id and d.id = any(p_ids))
  select d.id from done d;
end $$;
comment on function submit_applications(uuid[], integer[], uuid[], text[], uuid[], timestamptz[], timestamptz[], integer[],
  text[], text[], date[], uuid[], text[], text[], text[], text[], jsonb[], uuid[], text[], bytea, integer[])
  is '申請をまとめて受け付ける';
