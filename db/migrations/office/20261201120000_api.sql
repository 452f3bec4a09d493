-- Why: the office says which partner systems may file, what, and until when; the internet zone has a copy by the relay.
-- Of a client's own secret only its hash is here; the secret that signs a webhook is encrypted, because the copy needs it.

create table api_client (
  tenant_id text not null default current_tenant(),
  id text not null,
  name text not null,
  -- Who answers for it, and how that person is reached.
  contact text not null,
  scopes text[] not null,
  sections text[] not null,
  procedures text[] not null,
  attests text[] not null,
  per_minute integer not null check (per_minute between 1 and 6000),
  valid_until date not null,
  revoked_at timestamptz,
  -- Counts every change; screens and the copy go by it.
  version integer not null default 1,
  -- One of the two: SHA-256 of a secret, or a public key.
  secret_hash text,
  public_key jsonb,
  former_hash text,
  former_until timestamptz,
  secret_at timestamptz not null,
  webhook_url text,
  webhook_events text[] not null default '{}',
  webhook_box bytea,
  webhook_at timestamptz,
  -- Of the form that made it, and of the last one that changed a secret: sent twice, they count once.
  request_key uuid not null,
  secret_key uuid,
  webhook_key uuid,
  made_at timestamptz not null,
  made_by uuid not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  unique (request_key, tenant_id),
  check ((secret_hash is null) <> (public_key is null)),
  check ((webhook_url is null) = (webhook_box is null))
);
comment on table api_client is '連携システム';
select enforce_tenancy('api_client', 'select,insert,update');

-- Messages that did not go through, as the internet zone reports them. No personal data.
create table api_failed_delivery (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  client_id text not null,
  event text not null,
  -- Or the id of a delivery of open data.
  receipt_number text not null,
  attempts integer not null,
  code text not null,
  outcome text not null check (outcome in ('given-up', 'asked-again', 'delivered')),
  at timestamptz not null,
  primary key (tenant_id, id)
);
comment on table api_failed_delivery is '届かなかった連携システムへの通知';
create index api_failed_delivery_by_client on api_failed_delivery (tenant_id, client_id, at);
select enforce_tenancy('api_failed_delivery');
