-- Why: zones share no tables and the outer one can't call in. A message is a row of the sender's transaction, sealed to
-- the receiving zone; it leaves the outbox only after the receiver's signed acknowledgement, and is handled once there.

create table relay_outbox (
  tenant_id text not null default current_tenant(),
  envelope_id uuid not null,
  ordinal bigint generated always as identity,
  to_zone text not null check (to_zone in ('internet', 'office', 'mynumber')),
  kind text not null,
  -- Messages with the same key arrive in their order: the receipt number, or what a publication is about.
  order_key text not null,
  -- The exact bytes that were signed.
  header text not null,
  key_id text not null,
  signature bytea not null,
  sealed bytea,
  files text[] not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  acknowledged_at timestamptz,
  acknowledgement_key_id text,
  acknowledgement bytea,
  -- The receiver would not take it, and signed why: it stays here, visible, and others go on.
  refused_at timestamptz,
  refusal text,
  primary key (tenant_id, envelope_id),
  check (sealed is not null or acknowledged_at is not null),
  check ((acknowledged_at is null) = (acknowledgement is null)),
  check ((refused_at is null) = (refusal is null))
);
-- Encrypted bytes can't be made smaller: no time is spent on trying.
alter table relay_outbox alter column sealed set storage external;
comment on table relay_outbox is '領域間の連携: 送るもの';
create index relay_outbox_waiting on relay_outbox (to_zone, tenant_id, ordinal)
  where acknowledged_at is null and refused_at is null;
-- The few that the other side would not take.
create index relay_outbox_refused on relay_outbox (refused_at, tenant_id)
  where acknowledged_at is null and refused_at is not null;
select enforce_tenancy('relay_outbox', 'select,insert,update');

create table relay_inbox (
  tenant_id text not null default current_tenant(),
  envelope_id uuid not null,
  ordinal bigint generated always as identity,
  from_zone text not null check (from_zone in ('internet', 'office', 'mynumber')),
  kind text not null,
  order_key text not null,
  header text not null,
  key_id text not null,
  signature bytea not null,
  -- Dropped when handled: from then on the capability's own rows hold it.
  sealed bytea,
  received_at timestamptz not null default clock_timestamp(),
  handled_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp(),
  -- Handling failed too often; it and what follows it under the same key wait for a person.
  parked_at timestamptz,
  fault text,
  primary key (tenant_id, envelope_id),
  check (sealed is not null or handled_at is not null)
);
alter table relay_inbox alter column sealed set storage external;
comment on table relay_inbox is '領域間の連携: 届いたもの';
create index relay_inbox_waiting on relay_inbox (ordinal, tenant_id) where handled_at is null;
create index relay_inbox_order on relay_inbox (order_key, from_zone, tenant_id, ordinal) where handled_at is null;
select enforce_tenancy('relay_inbox', 'select,insert,update');

-- Requests between zones count once.
create table relay_nonce (
  tenant_id text not null default current_tenant(),
  from_zone text not null check (from_zone in ('office', 'mynumber')),
  nonce text not null check (length(nonce) between 16 and 64),
  at timestamptz not null,
  primary key (tenant_id, from_zone, nonce)
);
comment on table relay_nonce is '領域間の連携: 使用済みの要求';
create index relay_nonce_by_age on relay_nonce (at, tenant_id);
select enforce_tenancy('relay_nonce', 'select,insert,delete');

-- Puts a sealed envelope into the sender's transaction. Callable inside other functions. The lock keeps the order of
-- commits for one key: without it a later message could be seen, and sent, before an earlier one.
-- There are 4,096 of them, so that a transaction of any size stays within the server's lock table.
create function put_envelope(
  the_envelope_id uuid, the_to_zone text, the_kind text, the_order_key text, the_header text,
  the_key_id text, the_signature bytea, the_sealed bytea, the_files text[] default '{}'
) returns void
  language plpgsql volatile security invoker
  as $$
  begin
    perform pg_advisory_xact_lock(hashtext(current_schema() || '/' || current_tenant() || '/envelope'), hashtext(the_order_key) & 4095);
    insert into relay_outbox (envelope_id, to_zone, kind, order_key, header, key_id, signature, sealed, files)
      values (the_envelope_id, the_to_zone, the_kind, the_order_key, the_header, the_key_id, the_signature, the_sealed, the_files);
  end $$;
comment on function put_envelope(uuid, text, text, text, text, text, bytea, bytea, text[]) is '封をした連携データを送り箱に入れる';
