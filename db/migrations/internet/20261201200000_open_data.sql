-- Open data as the public sees it. The office checks, approves and sends a version as one file; this zone loads it and shows it when
-- it is whole. Rows are not personal data and not encrypted; they are never written by anybody but the loader.

create table open_dataset (
  tenant_id text not null default current_tenant(),
  dataset_id text not null check (dataset_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Names it in CKAN and DCAT; never changes.
  uuid uuid not null,
  -- Part of its address; older ones are in open_slug.
  slug text not null check (slug ~ '^[a-z0-9_-]{2,100}$'),
  state text not null check (state in ('loading', 'published', 'withdrawn')),
  -- The definition, and what the office says about it: section, contact, licence, source; of the version that is shown.
  definition jsonb not null,
  about jsonb not null,
  -- What stands in its place when it was withdrawn, or beside it when it was put right.
  notice jsonb,
  -- The version that is shown; null before the first one is whole.
  version_number integer,
  created_at timestamptz not null,
  modified_at timestamptz not null,
  primary key (tenant_id, dataset_id),
  unique (slug, tenant_id),
  unique (uuid, tenant_id)
);
comment on table open_dataset is 'オープンデータの公開目録';
select enforce_tenancy('open_dataset');

create table open_slug (
  tenant_id text not null default current_tenant(),
  slug text not null check (slug ~ '^[a-z0-9_-]{2,100}$'),
  dataset_id text not null,
  primary key (tenant_id, slug),
  foreign key (tenant_id, dataset_id) references open_dataset (tenant_id, dataset_id)
);
comment on table open_slug is 'データセットの旧アドレス';
select enforce_tenancy('open_slug');

create table open_version (
  tenant_id text not null default current_tenant(),
  dataset_id text not null,
  -- Counts up within the dataset.
  number integer not null check (number > 0),
  -- Short name of the version's rows.
  version_key bigint generated always as identity,
  state text not null check (state in ('waiting', 'shown', 'past', 'refused')),
  definition jsonb not null,
  about jsonb not null,
  -- {address, key, bytes, sha256}: the rows as they were sent, and as they stay for the history.
  file jsonb not null,
  row_count integer not null check (row_count >= 0),
  -- West, south, east, north of its places.
  bounds double precision[],
  -- {address, key, bytes, sha256, upTo}: the low zooms of its map as PMTiles, built before it is shown; null without places.
  tiles jsonb,
  -- How often values stand in its columns, and the population by day: what the charts of its page are drawn of.
  summary jsonb,
  -- Rows that were added, changed and removed since the version before, and the first of them by name.
  changes jsonb not null,
  -- Why there is a new version, in a sentence.
  note text not null default '',
  published_at timestamptz not null,
  shown_at timestamptz,
  primary key (tenant_id, dataset_id, number),
  unique (version_key),
  foreign key (tenant_id, dataset_id) references open_dataset (tenant_id, dataset_id)
);
comment on table open_version is 'データセットの公開版';
create index open_version_waiting on open_version (state, tenant_id) where state = 'waiting';
select enforce_tenancy('open_version');

-- One row of the version that is shown. Rows of other versions are removed; their files stay.
create table open_row (
  tenant_id text not null default current_tenant(),
  version_key bigint not null,
  -- 1, 2, 3 … without gaps, so that a page of any depth is a range.
  row_no integer not null check (row_no > 0),
  -- What names the row from version to version: the values of its key columns.
  row_key text not null,
  -- Column id -> text; empty cells are left out.
  cells jsonb not null,
  lon double precision,
  lat double precision,
  primary key (tenant_id, version_key, row_no),
  check ((lon is null) = (lat is null))
);
comment on table open_row is 'オープンデータの行';
create index open_row_by_key on open_row (row_key, version_key, tenant_id);
select enforce_tenancy('open_row');

-- In which rows a term stands: a value of a column, one of several values in a cell, a pair of letters. Rows are kept for 32,768 of
-- them at a time, so that a count or a page of any depth is a few look-ups. Written by the loader, see public/query/README.md.
create table open_posting (
  tenant_id text not null default current_tenant(),
  version_key bigint not null,
  -- 64 bits of a hash of what the term says.
  term bigint not null,
  segment integer not null check (segment >= 0),
  -- A sorted list of 16-bit places within the segment, or a bit for each; empty: all of them.
  rows bytea not null,
  primary key (tenant_id, version_key, term, segment)
);
comment on table open_posting is 'オープンデータの索引';
select enforce_tenancy('open_posting');

-- The places of a segment's rows, in ten-millionths of a degree, one after the other; rows are tested in memory. Points are two numbers; with
-- a column of shapes they are the four of the box around each.
create table open_place (
  tenant_id text not null default current_tenant(),
  version_key bigint not null,
  segment integer not null check (segment >= 0),
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  points bytea not null,
  -- Column of lines or areas; null: rows are points.
  shape text,
  primary key (tenant_id, version_key, segment)
);
comment on table open_place is 'オープンデータの位置';
alter table open_place alter column points set storage external;
select enforce_tenancy('open_place');

-- The rows that have a value in a column, in the order of the values: numbers of rows, four bytes each, 16,384 in a piece;
-- the highest bit is set where the value is another one than that of the row before.
create table open_order (
  tenant_id text not null default current_tenant(),
  version_key bigint not null,
  column_id text not null,
  piece integer not null check (piece >= 0),
  rows bytea not null,
  primary key (tenant_id, version_key, column_id, piece)
);
comment on table open_order is 'オープンデータの並び順';
alter table open_order alter column rows set storage external;
select enforce_tenancy('open_order');

-- Datasets of other municipalities of the same kind, as their portals gave them: for comparison, and for places across the border.
create table open_neighbour (
  tenant_id text not null default current_tenant(),
  -- Our dataset of the same kind.
  dataset_id text not null check (dataset_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- The municipality, as people say it.
  name text not null,
  page text not null,
  licence text not null,
  fetched_at timestamptz not null,
  -- Rows that were not what the standard asks.
  left_out integer not null check (left_out >= 0),
  -- Rows by the ids of our columns.
  rows jsonb not null,
  primary key (tenant_id, dataset_id, name)
);
comment on table open_neighbour is '近隣の市町のオープンデータ';
select enforce_tenancy('open_neighbour');

-- What partner systems have delivered, and what the office says became of it; whoever brought it may ask.
create table open_delivery (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  dataset_id text not null,
  client_id text not null,
  name text not null,
  sha256 text not null,
  state text not null check (
    state in ('received', 'checking', 'checked', 'problems', 'awaiting-approval', 'published', 'refused', 'given-up')
  ),
  -- Counts of rows and problems, the version, the reason: never a value of a cell.
  report jsonb not null default '{}',
  -- Of the newest word of the office: an older one never replaces a newer one.
  news_number integer not null default 0,
  received_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id)
);
comment on table open_delivery is '連携システムから届いたデータセット';
create index open_delivery_client on open_delivery (tenant_id, client_id, received_at desc);
select enforce_tenancy('open_delivery');
