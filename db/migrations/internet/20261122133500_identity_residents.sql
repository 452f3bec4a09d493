-- Residents prove who they are with their card (OpenID Connect) or reach of a mail address (one-time code).
-- The outer zone knows a person only by a keyed hash of issuer and subject; what the card said is encrypted with a
-- key outside the database, so a stolen copy of these tables names nobody.

create table resident_account (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  subject_token bytea not null check (octet_length(subject_token) = 32),
  profile_box bytea,
  profile_read_at timestamptz,
  created_at timestamptz not null,
  signed_in_at timestamptz not null,
  primary key (tenant_id, id),
  unique (subject_token, tenant_id)
);
comment on table resident_account is '住民アカウント（発行者と識別子の鍵付きハッシュで区別する）';
comment on column resident_account.profile_box is '基本4情報（暗号化）';
select enforce_tenancy('resident_account');

create table portal_session (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  account_id uuid,
  assurance text not null check (assurance in
    ('contact', 'account', 'account-verified', 'jpki-auth', 'jpki-sign', 'gbiz-entry', 'gbiz-prime')),
  email_box bytea,
  signed_in_at timestamptz not null,
  idle_minutes integer not null check (idle_minutes > 0),
  idle_ends_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed-out', 'replaced', 'revoked', 'elsewhere')),
  primary key (tenant_id, id),
  unique (token_hash, tenant_id),
  foreign key (tenant_id, account_id) references resident_account (tenant_id, id) on delete cascade,
  check (account_id is not null or assurance = 'contact'),
  check ((ended_at is null) = (ended_because is null)),
  check (idle_ends_at <= ends_at)
);
comment on table portal_session is '住民のサインイン状態（クッキーの値はハッシュだけを持つ）';
create index portal_session_account on portal_session (account_id, tenant_id) where ended_at is null;
create index portal_session_old on portal_session (ends_at, tenant_id);
select enforce_tenancy('portal_session');

-- One indexed look-up that PostgreSQL inlines: the portal joins its draft to it and needs a single query a page.
create function resident_session(token_hash bytea, at timestamptz)
returns table (
  session_id uuid, account_id uuid, assurance text, email_box bytea, profile_box bytea,
  signed_in_at timestamptz, idle_minutes integer, idle_ends_at timestamptz, ends_at timestamptz
)
language sql stable security invoker
as $$
  select s.id, s.account_id, s.assurance, s.email_box, a.profile_box,
         s.signed_in_at, s.idle_minutes, s.idle_ends_at, s.ends_at
    from portal_session s
    left join resident_account a on a.tenant_id = s.tenant_id and a.id = s.account_id
   where s.tenant_id = current_tenant()
     and s.token_hash = $1
     and s.ended_at is null
     and $2 < s.idle_ends_at
     and $2 < s.ends_at
$$;
comment on function resident_session(bytea, timestamptz) is '有効なサインイン状態を1行で返す';

create table contact_code (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  -- Who asked and for which address, both as keyed hashes: what the limits count by.
  browser_token bytea not null check (octet_length(browser_token) = 32),
  address_token bytea not null check (octet_length(address_token) = 32),
  email_box bytea not null,
  code_hash bytea not null check (octet_length(code_hash) = 32),
  return_to text not null,
  tries integer not null default 0 check (tries between 0 and 5),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id)
);
comment on table contact_code is '連絡先の確認コード（6桁・10分・5回まで・1度だけ）';
create index contact_code_browser on contact_code (browser_token, tenant_id, created_at);
create index contact_code_address on contact_code (address_token, tenant_id, created_at);
select enforce_tenancy('contact_code');

create table signature_request (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  session_id uuid not null,
  account_id uuid not null,
  subject text not null check (length(subject) between 1 and 200),
  return_to text not null,
  state_hash bytea not null check (octet_length(state_hash) = 32),
  provider_request text not null,
  bytes_sha256 bytea not null check (octet_length(bytes_sha256) = 32),
  bytes_box bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  completed_at timestamptz,
  -- Signature and certificate name the person, so they are encrypted like the profile.
  signature_box bytea,
  certificate_box bytea,
  result text check (result in
    ('valid', 'bad-signature', 'unreadable', 'unknown-issuer', 'not-yet-valid', 'expired', 'revoked', 'unknown')),
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references resident_account (tenant_id, id) on delete cascade,
  check ((completed_at is null) = (result is null))
);
comment on table signature_request is '電子署名の依頼と結果';
create index signature_request_subject on signature_request (account_id, tenant_id, subject);
create index signature_request_old on signature_request (expires_at, tenant_id);
select enforce_tenancy('signature_request');
