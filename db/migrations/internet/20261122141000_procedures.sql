-- What the office has published: the portal's own copy, fed by the relay, so that residents are served when the line to
-- the office is cut. Nothing here is written by the portal itself.

create table published_version (
  tenant_id text not null default current_tenant(),
  procedure_id text not null,
  number integer not null check (number > 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  source text not null,
  shared jsonb not null,
  effective_from date not null,
  published_at timestamptz not null,
  primary key (tenant_id, procedure_id, number)
);
comment on table published_version is '手続の公開版の写し';
create index published_version_by_hash on published_version (hash, procedure_id, tenant_id);
select enforce_tenancy('published_version', 'select,insert');

-- Registers, settings, closed days: the newest of each.
create table published_content (
  tenant_id text not null default current_tenant(),
  what text not null check (what in ('register', 'settings', 'closed-days')),
  id text not null,
  content jsonb not null,
  published_at timestamptz not null,
  primary key (tenant_id, what, id)
);
comment on table published_content is '公開された台帳・設定・閉庁日の写し';
select enforce_tenancy('published_content');

create table catalogue_revision (
  tenant_id text not null default current_tenant(),
  revision bigint not null default 1,
  primary key (tenant_id)
);
comment on table catalogue_revision is '手続カタログの改版番号';
select enforce_tenancy('catalogue_revision');
