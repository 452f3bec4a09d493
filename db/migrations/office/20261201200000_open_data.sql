-- Open datasets where they are maintained. The definition and every published version are rows; the rows of a version are one
-- sealed file, which travels outward with it.

create table dataset (
  tenant_id text not null default current_tenant(),
  dataset_id text not null check (dataset_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Names it outside; never changes.
  uuid uuid not null,
  slug text not null check (slug ~ '^[a-z0-9_-]{2,100}$'),
  old_slugs text[] not null default '{}',
  -- The YAML of the definition as written, with shared columns written out when it came from the repository.
  definition jsonb not null,
  -- Licence, source, whether it is made up.
  about jsonb not null,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  -- Counts up with every change: two clerks on one dataset, and the second is told.
  revision integer not null default 1,
  primary key (tenant_id, dataset_id),
  unique (slug, tenant_id)
);
comment on table dataset is 'データセット';
select enforce_tenancy('dataset');

create table dataset_version (
  tenant_id text not null default current_tenant(),
  dataset_id text not null,
  number integer not null check (number > 0),
  definition jsonb not null,
  -- {address, key, bytes, sha256}
  file jsonb not null,
  row_count integer not null check (row_count >= 0),
  changes jsonb not null,
  note text not null,
  published_at timestamptz not null,
  -- `seed`, or ids of members of staff.
  proposed_by text not null,
  published_by text not null,
  primary key (tenant_id, dataset_id, number),
  foreign key (tenant_id, dataset_id) references dataset (tenant_id, dataset_id)
);
comment on table dataset_version is 'データセットの公開版';
select enforce_tenancy('dataset_version', 'select,insert');
