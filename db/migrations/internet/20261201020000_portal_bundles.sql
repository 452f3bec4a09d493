-- Why: several procedures that are filed together share their answers and are sent with one act. Each stays a draft, and
-- later an application, of its own: a bundle holds only which belong together, in which order, and what was done with the
-- pages that all of them share. Answers are in the drafts, so that one that is taken out of the bundle has everything.

create table bundle (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  -- As in `draft`: an account, a keyed hash of a mail address, or a browser's grant alone.
  account_id uuid,
  contact_token bytea,
  resume_number text not null,
  resume_token bytea not null,
  -- Counts every save of a shared page.
  version integer not null default 1,
  body bytea not null,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  expires_at timestamptz not null,
  -- Set in the transaction that submits all of them; from then on it only says which were filed together.
  submitted_at timestamptz,
  primary key (tenant_id, id),
  unique (resume_number, tenant_id),
  check (version > 0),
  check (account_id is null or contact_token is null)
);
alter table bundle alter column body set storage external;
comment on table bundle is 'まとめて申請（一緒に出す手続の束）';
create index bundle_by_account on bundle (account_id, tenant_id) where account_id is not null;
create index bundle_by_contact on bundle (contact_token, tenant_id) where contact_token is not null;
create index bundle_by_expiry on bundle (expires_at, tenant_id);
select enforce_tenancy('bundle');

create table bundle_member (
  tenant_id text not null default current_tenant(),
  bundle_id uuid not null,
  -- The draft, and after submission the application: both have one id. It belongs to one bundle at most.
  application_id uuid not null,
  procedure_id text not null,
  place smallint not null,
  primary key (tenant_id, bundle_id, application_id),
  unique (application_id, tenant_id),
  foreign key (tenant_id, bundle_id) references bundle (tenant_id, id) on delete cascade
);
comment on table bundle_member is 'まとめて申請に入っている手続';
select enforce_tenancy('bundle_member');
