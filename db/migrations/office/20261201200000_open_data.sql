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
  -- Headers as people confirmed them for this dataset: key of the header -> column, or empty for one that is not taken.
  headers jsonb not null default '{}',
  -- What a robot brings is published without a person where nothing is to be said of it.
  automatic boolean not null default false,
  -- A person has changed what is said of it: a dataset that is made from what the system knows keeps that.
  described boolean not null default false,
  -- Of a dataset that is made from what the system knows: what is wrong with its source, row by row; it is not renewed before that is mended.
  source_problems jsonb not null default '[]',
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

-- A version in the making: one for each dataset at a time. `source` is the file as it was brought, kept until the draft ends.
create table dataset_draft (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  -- Absent as long as a new dataset has not been described.
  dataset_id text,
  state text not null check (
    state in ('describing', 'matching', 'reading', 'open', 'proposed', 'published', 'discarded')
  ),
  way text not null check (way in ('screen', 'folder', 'robot', 'description')),
  -- Counts up with every change: two clerks on one draft, and the second is told.
  revision integer not null default 1,
  -- {address, key, bytes, sha256}
  source jsonb,
  source_name text not null,
  source_sha256 text not null,
  definition jsonb,
  -- Of a draft without rows, which changes what is said of the dataset: licence, source, section.
  about jsonb,
  -- Sheet, lines of the header, headers and what they are taken for.
  layout jsonb,
  base_number integer not null default 0,
  -- Work that goes on in the background, and who has taken it until when.
  task jsonb,
  lease_until timestamptz,
  done integer not null default 0,
  row_count integer not null default 0,
  -- Problems by kind and column.
  findings jsonb not null default '[]',
  -- What was proposed: file, changes, note, who and when.
  proposal jsonb,
  -- Why the file could not be read to its end.
  fault text,
  begun_by text not null,
  begun_name text not null,
  begun_at timestamptz not null,
  changed_name text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, dataset_id) references dataset (tenant_id, dataset_id)
);
comment on table dataset_draft is 'データセットの下書き';
create unique index dataset_draft_one on dataset_draft (tenant_id, dataset_id)
  where state not in ('published', 'discarded');
create index dataset_draft_work on dataset_draft (tenant_id, begun_at) where task is not null;
select enforce_tenancy('dataset_draft');

-- Rows of a draft under the number of their line in the file. Gone when the draft ends.
create table dataset_draft_row (
  tenant_id text not null default current_tenant(),
  draft_id uuid not null,
  number integer not null,
  -- Texts in the order of the definition's columns.
  cells jsonb not null,
  problems jsonb not null,
  -- No foreign key: looking the draft up a hundred thousand times would be a tenth of the work.
  primary key (tenant_id, draft_id, number)
);
comment on table dataset_draft_row is 'データセットの下書きの行';
create index dataset_draft_row_problem on dataset_draft_row (tenant_id, draft_id, number) where problems <> '[]'::jsonb;
select enforce_tenancy('dataset_draft_row');

-- Who did what, for people; the evidence log has the same. The id is the key of the form: each is done once.
create table dataset_act (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  dataset_id text,
  draft_id uuid,
  act text not null,
  staff_id text not null,
  staff_name text not null,
  staff_post text not null,
  at timestamptz not null,
  note text not null default '',
  figures jsonb not null default '{}',
  primary key (tenant_id, id)
);
comment on table dataset_act is 'データセットの作業の記録';
create index dataset_act_dataset on dataset_act (tenant_id, dataset_id, at);
create index dataset_act_draft on dataset_act (tenant_id, draft_id, at);
-- Removed after the days that the city has set; the evidence log, which has the same, is not.
select enforce_tenancy('dataset_act', 'select,insert,delete');

-- Points of the address base registry (アドレス・ベース・レジストリ), as far as the city has imported them.
create table address_point (
  tenant_id text not null default current_tenant(),
  -- The town as it is compared, and the number behind it: `10-2`; empty for the town itself.
  town text not null,
  number text not null,
  level text not null check (level in ('house', 'block', 'town')),
  lat double precision not null,
  lon double precision not null,
  primary key (tenant_id, town, number)
);
comment on table address_point is '住所の位置（アドレス・ベース・レジストリ）';
select enforce_tenancy('address_point');

-- Tables that partner systems have delivered over the interface: each becomes a draft or is refused, and its system is told what came of it.
create table dataset_delivery (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  -- As the system named it; there may be no such dataset.
  dataset_id text not null,
  -- Sections whose datasets the system may bring; null: all.
  sections text[],
  -- Name of the partner system.
  client text not null,
  name text not null,
  -- {address, key, bytes, sha256}
  file jsonb not null,
  state text not null check (state in ('waiting', 'taken', 'refused')),
  reason text not null default '',
  -- Why it was refused, for the system.
  refusal text,
  draft_id uuid,
  -- What its system was told last, and whether that was the end.
  told jsonb,
  -- Counts what it was told: the clocks of the zones are not compared.
  told_number integer not null default 0,
  told_end boolean not null default false,
  arrived_at timestamptz not null,
  primary key (tenant_id, id)
);
comment on table dataset_delivery is 'データセットの届いたファイル';
create index dataset_delivery_waiting on dataset_delivery (tenant_id, arrived_at) where state = 'waiting';
create index dataset_delivery_untold on dataset_delivery (tenant_id, arrived_at) where not told_end;
select enforce_tenancy('dataset_delivery');
