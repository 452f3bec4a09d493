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

-- The places of drafts in the count of their prefix and year; drawn once for each draft. The commit need not wait for the
-- disk: the write-ahead log is in order, so whatever is acknowledged later by a draft's submission carries its drawing with
-- it. A draft that is not answered is gone.
create function draw_receipt_counters(p_drafts uuid[], p_years text[]) returns table (draft uuid, counter integer)
language plpgsql volatile as $$
begin
  -- Here and below a draft is looked for by `any(…)` first: by its key, whatever the plan.
  if exists (select from unnest(p_drafts, p_years) a(id, year) join draft d on d.id = a.id and d.id = any(p_drafts)
              where d.receipt_year is distinct from a.year) then
    perform set_config('synchronous_commit', 'off', true);
    -- Two clicks at once: the second waits here, and finds what the first has drawn.
    with locked as materialized (
      select d.id, d.receipt_prefix as prefix, a.year, a.place
        from (select id, year, min(place) as place from unnest(p_drafts, p_years) with ordinality u(id, year, place)
               group by id, year) a
        join draft d on d.id = a.id and d.id = any(p_drafts) and d.receipt_year is distinct from a.year
       order by d.id for update of d),
    numbered as (
      select id, prefix, year, row_number() over (partition by prefix, year order by place)::integer as place from locked),
    totals as (select prefix, year, count(*)::integer as many from locked group by prefix, year),
    counted as (
      insert into receipt_counter as c (prefix, year, last) select prefix, year, many from totals order by prefix, year
      on conflict (tenant_id, prefix, year) do update set last = c.last + excluded.last
      returning c.prefix, c.year, c.last)
    update draft d set receipt_year = n.year, receipt_counter = c.last - t.many + n.place
      from numbered n join totals t using (prefix, year) join counted c using (prefix, year)
     where d.id = n.id and d.id = any(p_drafts);
  end if;
  return query
    select distinct d.id, d.receipt_counter from unnest(p_drafts, p_years) a(id, year)
      join draft d on d.id = a.id and d.id = any(p_drafts) and d.receipt_year = a.year;
end $$;
comment on function draw_receipt_counters(uuid[], text[]) is '受付番号の通し番号を割り当てる';

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
comment on function submit_application(uuid, integer, uuid, text, uuid, bytea, bytea, timestamptz, timestamptz, bytea, bytea,
  integer, text, text, date, bytea, bytea, jsonb, text[], uuid[], text[], text[], bytea[], bytea[], text[], jsonb, jsonb, bytea,
  bytea, uuid, text, bytea) is '申請を受け付ける';

-- The same for several at once, in the ordinary case: no places are asked for, the draft is as it was read, and nothing
-- stands in the way. Returns the ids of those that were submitted; each of the others is left exactly as it was, and is
-- asked alone by `submit_application`, which says why. It takes none of the locks of `put_envelope` and `append_event`:
-- these are the first message and the first event of an application that nobody else can know yet.
create function submit_applications(
  p_ids uuid[], p_draft_versions integer[], p_request_keys uuid[], p_receipts text[],
  p_accounts uuid[], p_contacts bytea[], p_secrets bytea[], p_sent_at timestamptz[], p_arrived_at timestamptz[],
  p_duplicates bytea[], p_exclusives bytea[], p_payments integer[], p_sections text[], p_section_phones text[],
  p_next_by date[], p_copies bytea[], p_notices bytea[],
  p_envelope_ids uuid[], p_headers text[], p_key_ids text[], p_signatures bytea[], p_sealed bytea[],
  -- Addresses of each application's files, with commas between them.
  p_files text[],
  p_actors text[], p_codes jsonb[], p_payload_hashes bytea[], p_payload_boxes bytea[],
  p_mail_ids uuid[], p_mail_keys text[], p_mail_boxes bytea[]
) returns setof uuid
language plpgsql volatile as $$
begin
  perform require_sequencer();
  return query
  with asked as (
    select * from unnest(p_ids, p_draft_versions, p_request_keys, p_receipts, p_accounts, p_contacts, p_secrets, p_sent_at,
      p_arrived_at, p_duplicates, p_exclusives, p_payments, p_sections, p_section_phones, p_next_by, p_copies, p_notices,
      p_envelope_ids, p_headers, p_key_ids, p_signatures, p_sealed, p_files, p_actors, p_codes, p_payload_hashes,
      p_payload_boxes, p_mail_ids, p_mail_keys, p_mail_boxes)
      a(id, draft_version, request_key, receipt, account, contact, secret, sent_at, arrived_at, duplicate, exclusive, payment,
        section, section_phone, next_by, copy, notice, envelope_id, header, key_id, signature, sealed, files, actor, codes,
        payload_hash, payload_box, mail_id, mail_key, mail_box)),
  locked as materialized (
    select d.id, d.version, d.procedure_id, d.version_hash from draft d where d.id = any(p_ids) order by d.id for update),
  entered as (
    insert into application as n (
      id, request_key, receipt_number, procedure_id, version_hash, account_id, contact_token, secret_token, state_at, next_by,
      section, section_phone, payment_total, sent_at, arrived_at, duplicate_token, exclusive_token, copy)
    select a.id, a.request_key, a.receipt, l.procedure_id, l.version_hash, a.account, a.contact, a.secret, a.arrived_at,
      a.next_by, a.section, a.section_phone, a.payment, a.sent_at, a.arrived_at, a.duplicate, a.exclusive, a.copy
    from asked a join locked l on l.id = a.id and l.version = a.draft_version
    on conflict do nothing returning n.id),
  done as materialized (select a.* from asked a join entered e on e.id = a.id),
  noticed as (
    insert into notice (application_id, code, kind, at, body)
    select d.id, 'submitted', 'submitted', d.arrived_at, d.notice from done d),
  sent as (
    insert into relay_outbox (envelope_id, to_zone, kind, order_key, header, key_id, signature, sealed, files)
    select d.envelope_id, 'office', 'submission', d.receipt, d.header, d.key_id, d.signature, d.sealed,
      string_to_array(d.files, ',') from done d),
  recorded as (
    insert into event (stream, stream_id, number, type, actor_kind, actor_id, at, codes, payload_hash)
    select 'application', d.id::text, 1, 'submitted', 'resident', d.actor, d.arrived_at,
      d.codes || jsonb_build_object('receiptNumber', d.receipt, 'standing', 'none'), d.payload_hash from done d),
  boxed as (
    insert into event_payload (stream, stream_id, number, box)
    select 'application', d.id::text, 1, d.payload_box from done d),
  pending as (insert into event_pending (stream, stream_id, number) select 'application', d.id::text, 1 from done d),
  mailed as (
    insert into mail_outbox (id, idempotency_key, box)
    select d.mail_id, d.mail_key, d.mail_box from done d where d.mail_box is not null on conflict do nothing),
  ended as (delete from draft d using done o where d.id = o.id and d.id = any(p_ids))
  select d.id from done d;
end $$;
comment on function submit_applications(uuid[], integer[], uuid[], text[], uuid[], bytea[], bytea[], timestamptz[],
  timestamptz[], bytea[], bytea[], integer[], text[], text[], date[], bytea[], bytea[], uuid[], text[], text[], bytea[],
  bytea[], text[], text[], jsonb[], bytea[], bytea[], uuid[], text[], bytea[]) is '申請をまとめて受け付ける';
