-- How members of staff prove who they are. Secrets are hashed (argon2id) or encrypted with a key outside the
-- database; tokens in cookies and links are kept as hashes. Failures delay the next try of an account per device,
-- so that nobody can lock a colleague out by guessing wrongly on purpose.

create table staff_password (
  tenant_id text not null default current_tenant(),
  staff_id uuid not null,
  password_hash text not null check (password_hash like '$argon2id$%'),
  changed_at timestamptz not null,
  primary key (tenant_id, staff_id),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)
);
comment on table staff_password is '職員のパスワード（argon2id）';
select enforce_tenancy('staff_password');

create table staff_totp (
  tenant_id text not null default current_tenant(),
  staff_id uuid not null,
  secret_box bytea not null,
  -- The 30-second step of the last accepted code: a code counts once (ASVS 6.5.1).
  last_step bigint not null default 0,
  registered_at timestamptz not null,
  primary key (tenant_id, staff_id),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)
);
comment on table staff_totp is '職員の確認コード（TOTP）';
select enforce_tenancy('staff_totp');

create table staff_passkey (
  tenant_id text not null default current_tenant(),
  credential_id text not null,
  staff_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  label text not null check (length(label) between 1 and 60),
  transports text[] not null default '{}',
  registered_at timestamptz not null,
  last_used_at timestamptz,
  primary key (tenant_id, credential_id),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)
);
comment on table staff_passkey is '職員のパスキー';
create index staff_passkey_staff on staff_passkey (tenant_id, staff_id);
select enforce_tenancy('staff_passkey');

create table staff_challenge (
  tenant_id text not null default current_tenant(),
  browser_hash bytea not null check (octet_length(browser_hash) = 32),
  challenge text not null,
  purpose text not null check (purpose in ('sign-in', 'register', 'prove')),
  staff_id uuid,
  expires_at timestamptz not null,
  primary key (tenant_id, browser_hash, purpose)
);
comment on table staff_challenge is 'パスキーの問い（1度だけ）';
select enforce_tenancy('staff_challenge');

create table staff_session (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  staff_id uuid not null,
  method text not null check (method in ('password-totp', 'passkey')),
  browser text not null check (length(browser) <= 80),
  signed_in_at timestamptz not null,
  proven_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_minutes integer not null check (idle_minutes > 0),
  idle_ends_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed-out', 'replaced', 'revoked', 'left', 'credential-changed')),
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id),
  check ((ended_at is null) = (ended_because is null)),
  check (idle_ends_at <= ends_at)
);
comment on table staff_session is '職員のサインイン状態';
create index staff_session_open on staff_session (tenant_id, staff_id) where ended_at is null;
create index staff_session_old on staff_session (tenant_id, ends_at);
select enforce_tenancy('staff_session');

create table staff_device (
  tenant_id text not null default current_tenant(),
  staff_id uuid not null,
  device_hash bytea not null check (octet_length(device_hash) = 32),
  known_since timestamptz not null,
  last_used_at timestamptz not null,
  primary key (tenant_id, staff_id, device_hash),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)
);
comment on table staff_device is '職員が使ったことのある端末';
select enforce_tenancy('staff_device');

create table sign_in_throttle (
  tenant_id text not null default current_tenant(),
  -- Keyed hash of the typed staff number and the device's class; exists for numbers that nobody has, too.
  bucket bytea not null check (octet_length(bucket) = 32),
  failures integer not null check (failures >= 0),
  next_try_at timestamptz not null,
  last_failure_at timestamptz not null,
  primary key (tenant_id, bucket)
);
comment on table sign_in_throttle is 'サインイン失敗の待ち時間';
create index sign_in_throttle_old on sign_in_throttle (tenant_id, last_failure_at);
select enforce_tenancy('sign_in_throttle');

create table staff_enrolment (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  staff_id uuid not null,
  totp_secret_box bytea not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id)
);
comment on table staff_enrolment is '職員の登録用リンク（1度だけ）';
select enforce_tenancy('staff_enrolment');
