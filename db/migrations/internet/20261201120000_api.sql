-- Why: partner systems file for people. Who they are comes from the office, sealed and signed; what they did is counted
-- here, so that the same request twice is one application, and everything they have to be told is a row until they were told.

create table api_client (
  tenant_id text not null default current_tenant(),
  id text not null,
  -- Of the newest word of the office: an older one never replaces a newer one.
  version integer not null check (version > 0),
  -- What it may do and how it proves itself, encrypted: the secrets of its webhook are inside.
  box bytea not null,
  received_at timestamptz not null,
  primary key (tenant_id, id)
);
comment on table api_client is '連携システム（インターネット側の写し、暗号化）';
select enforce_tenancy('api_client');

-- A signed assertion counts once (RFC 7523, `jti`).
create table api_assertion (
  tenant_id text not null default current_tenant(),
  token bytea not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token)
);
comment on table api_assertion is '使われたクライアント証明（再送の防止）';
create index api_assertion_by_expiry on api_assertion (expires_at, tenant_id);
select enforce_tenancy('api_assertion');

-- Which application a client sent under which key. Made before the application, with its id to be.
create table api_filing (
  tenant_id text not null default current_tenant(),
  application_id uuid not null,
  client_id text not null,
  -- SHA-256 of the body: the same key with another body is a mistake of the sender.
  body_hash bytea not null,
  -- Absent until it was submitted.
  receipt_number text,
  -- The applicant agreed that this system is told the result of the decision.
  result_agreed boolean not null default false,
  made_at timestamptz not null,
  primary key (tenant_id, application_id),
  unique (receipt_number, tenant_id)
);
comment on table api_filing is '連携システムからの申請';
create index api_filing_by_age on api_filing (made_at, tenant_id);
select enforce_tenancy('api_filing');

-- Files sent ahead of an application; removed when none took them along.
create table api_attachment (
  tenant_id text not null default current_tenant(),
  file_id uuid not null,
  client_id text not null,
  procedure_id text not null,
  -- Of a file that answers a correction request: it goes with that answer and with nothing else.
  correction_id text,
  -- What the answer of its field will say of it, encrypted: a name can be personal.
  box bytea not null,
  expires_at timestamptz not null,
  taken_along boolean not null default false,
  primary key (tenant_id, file_id)
);
comment on table api_attachment is '連携システムが先に送った添付ファイル';
create index api_attachment_by_expiry on api_attachment (expires_at, tenant_id) where not taken_along;
select enforce_tenancy('api_attachment');

-- What a client is to be told. The row is the queue (decision 0007).
create table api_delivery (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  client_id text not null,
  -- Or the id of a delivery of open data.
  receipt_number text not null,
  event text not null,
  -- The exact bytes that are signed and sent. No personal data.
  body text not null,
  made_at timestamptz not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  delivered_at timestamptz,
  given_up_at timestamptz,
  -- HTTP status or the kind of the fault of the last attempt.
  code text,
  -- The office was told that it did not go through; it is told as well when it does.
  reported boolean not null default false,
  primary key (tenant_id, id)
);
comment on table api_delivery is '連携システムへの通知（Webhook）';
create index api_delivery_due on api_delivery (next_at, tenant_id) where delivered_at is null and given_up_at is null;
create index api_delivery_over on api_delivery (made_at, tenant_id) where delivered_at is not null or given_up_at is not null;
select enforce_tenancy('api_delivery');

-- How much a client, or a network that asks for tokens, may still ask: one row that all processes draw from.
create table api_bucket (
  tenant_id text not null default current_tenant(),
  -- Keyed hash of the client, or of the network and what it asks for.
  token bytea not null,
  -- Calls that are left, as of `taken_at`; more come with the time.
  calls double precision not null,
  taken_at timestamptz not null,
  primary key (tenant_id, token)
);
comment on table api_bucket is '連携システムの呼び出し回数の上限';
create index api_bucket_by_age on api_bucket (taken_at, tenant_id);
select enforce_tenancy('api_bucket');
