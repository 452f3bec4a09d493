-- Why: a resident writes an application over several pages, days and devices. Nothing that was typed may be lost, and a
-- stolen database must not read it: the body is encrypted with the portal's key for drafts, bound to the row's id.

create table draft (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  procedure_id text not null,
  receipt_prefix text not null,
  -- The version of the procedure that the person began under; the draft stays on it.
  version_hash text not null,
  assurance text not null,
  -- One of the two, or neither: an account, a keyed hash of a mail address, or a browser's grant alone.
  account_id uuid,
  contact_token bytea,
  resume_number text not null,
  resume_token bytea not null,
  -- Counts every save; a page that was read before the last save of the same page is told so.
  version integer not null default 1,
  body bytea not null,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  unique (resume_number, tenant_id),
  check (version > 0),
  check (account_id is null or contact_token is null)
);
-- A draft is saved at every page, and a save touches one row and no index: no indexed column changes with it (the last day
-- changes once a day), and a page with room to spare keeps the new row beside the old one. Encrypted bytes can't be made
-- smaller: no time is spent on trying.
alter table draft set (fillfactor = 70);
alter table draft alter column body set storage external;
comment on table draft is '下書き（暗号化した回答）';
-- See common/…_tenancy.sql, "Indexes", for the order of the columns.
create index draft_by_account on draft (account_id, tenant_id) where account_id is not null;
create index draft_by_contact on draft (contact_token, tenant_id) where contact_token is not null;
create index draft_by_expiry on draft (expires_at, tenant_id);
select enforce_tenancy('draft');

-- Files of a draft and, after submission, of the application: both have the same id.
create table applicant_file (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  application_id uuid not null,
  -- Address of the ciphertext in the file store; the key and the name are in the box.
  address text not null,
  box bytea not null,
  added_at timestamptz not null,
  primary key (tenant_id, id)
);
comment on table applicant_file is '申請する方の添付ファイル（鍵は暗号化）';
create index applicant_file_by_application on applicant_file (application_id, tenant_id);
create index applicant_file_by_address on applicant_file (address, tenant_id);
select enforce_tenancy('applicant_file');

-- A browser that may open a draft or an application without an account: it began it, or it named number and secret.
create table browser_grant (
  tenant_id text not null default current_tenant(),
  browser_token bytea not null,
  application_id uuid not null,
  expires_at timestamptz not null,
  primary key (tenant_id, browser_token, application_id)
);
comment on table browser_grant is '口座を使わない方のブラウザーの利用許可';
create index browser_grant_by_expiry on browser_grant (expires_at, tenant_id);
select enforce_tenancy('browser_grant');

-- What was posted after the session had ended: kept until the person has signed in again, then shown on the same page.
create table parked_post (
  tenant_id text not null default current_tenant(),
  token bytea not null,
  application_id uuid not null,
  body bytea not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token)
);
comment on table parked_post is 'サインインが切れた後に送られた入力の一時保管（暗号化）';
create index parked_post_by_expiry on parked_post (expires_at, tenant_id);
select enforce_tenancy('parked_post');

-- Guesses at a number and secret, counted by what is protected (the number) and by who asks (the browser).
create table lookup_attempt (
  tenant_id text not null default current_tenant(),
  token bytea not null,
  window_start timestamptz not null,
  count integer not null check (count > 0),
  primary key (tenant_id, token)
);
comment on table lookup_attempt is '照会番号の入力回数';
create index lookup_attempt_by_start on lookup_attempt (window_start, tenant_id);
select enforce_tenancy('lookup_attempt');

-- One statement counts an attempt and says how many there were in the running window.
create function count_lookup_attempt(p_token bytea, p_at timestamptz, p_window interval) returns integer
language sql volatile as $$
  insert into lookup_attempt as a (token, window_start, count) values (p_token, p_at, 1)
  on conflict (tenant_id, token) do update set
    window_start = case when a.window_start + p_window <= p_at then p_at else a.window_start end,
    count = case when a.window_start + p_window <= p_at then 1 else a.count + 1 end
  returning count
$$;

-- A piece of bytes that were put one after another, because a list of bytes travels as text. `p_cuts` says where each ends,
-- beginning with 0. Null when it is empty.
create function piece_of(p_bytes bytea, p_cuts integer[], p_index integer) returns bytea
language sql immutable parallel safe as $$
  select nullif(substring(p_bytes from p_cuts[p_index] + 1 for p_cuts[p_index + 1] - p_cuts[p_index]), '')
$$;
comment on function piece_of(bytea, integer[], integer) is 'つないだバイト列の一片';
