-- 他サービスからの受付: what other portals deliver, row by row until each is a case or on the list for the hand.

-- Manifests of a city's own: a text, checked before it is kept. Never changed; a newer version stands beside it.
create table intake_manifest (
  tenant_id text not null default current_tenant(),
  id text not null check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  version integer not null check (version > 0),
  source text not null check (length(source) <= 262144),
  saved_by text not null,
  saved_name text not null,
  saved_at timestamptz not null,
  primary key (tenant_id, id, version)
);
comment on table intake_manifest is '取り込みの定義';
select enforce_tenancy('intake_manifest', 'select,insert');

-- One file that was delivered.
create table intake_batch (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  manifest text not null,
  manifest_version integer not null,
  -- The manifest as it was then: every row of the file is read by the same text.
  manifest_text text not null,
  way text not null check (way in ('screen', 'folder', 'command')),
  -- Who of the office works on it: those of this section.
  section_id uuid not null,
  state text not null check (state in ('checking', 'checked', 'taking', 'done', 'cancelled')),
  -- Goes on to become cases without a person: from a folder, by a command.
  unasked boolean not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  rows integer not null,
  made_at timestamptz not null,
  made_by text not null,
  made_name text not null,
  finished_at timestamptz,
  -- Name of the file: a sender may write a person's name into it.
  box bytea not null,
  primary key (tenant_id, id)
);
comment on table intake_batch is '取り込んだファイル';
create index intake_batch_work on intake_batch (tenant_id, made_at) where state in ('checking', 'taking');
create index intake_batch_section on intake_batch (tenant_id, section_id, made_at desc);
select enforce_tenancy('intake_batch', 'select,insert,update');

create table intake_row (
  tenant_id text not null default current_tenant(),
  batch_id uuid not null,
  -- Line of the file, from 1 with the header.
  number integer not null,
  outcome text not null check (outcome in
    ('unchecked', 'ready', 'faulty', 'known', 'differs', 'unreadable', 'made')),
  sender_number text,
  content_token bytea,
  case_id uuid,
  -- Rows for the hand: who settled it, when.
  handled_at timestamptz,
  handled_by text,
  handled_name text,
  -- The row as it was written, and what was found; gone when it has become a case or is settled long enough.
  box bytea,
  -- A package as it was delivered, sealed; with the case it moves into the store of files.
  package bytea,
  primary key (tenant_id, batch_id, number),
  foreign key (tenant_id, batch_id) references intake_batch (tenant_id, id),
  check ((handled_at is null) = (handled_by is null)),
  check (outcome <> 'made' or case_id is not null)
);
comment on table intake_row is '取り込んだ行';
create index intake_row_work on intake_row (tenant_id, batch_id, outcome, number);
create index intake_row_sender on intake_row (tenant_id, batch_id, sender_number, number) where sender_number is not null;
create index intake_row_hand on intake_row (tenant_id, handled_at) where outcome in ('unreadable', 'differs') and box is not null;
select enforce_tenancy('intake_row', 'select,insert,update');
