-- Why: mail must never stand in a resident's way and never be sent twice for one reason. The row is the outbox; a worker
-- sends after the commit. The address and the words are encrypted and dropped some days after sending.

create table mail_outbox (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  idempotency_key text not null,
  box bytea,
  queued_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  -- Given up after the last attempt; the fault is a code, never an address.
  failed_at timestamptz,
  fault text,
  primary key (tenant_id, id),
  unique (idempotency_key, tenant_id),
  check (box is not null or sent_at is not null or failed_at is not null)
);
alter table mail_outbox alter column box set storage external;
comment on table mail_outbox is '送信メール';
create index mail_outbox_waiting on mail_outbox (next_attempt_at, tenant_id) where sent_at is null and failed_at is null;
select enforce_tenancy('mail_outbox', 'select,insert,update');
