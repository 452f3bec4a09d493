-- Published procedures and what the city states about itself: registers, dated settings, closed days. Rows are the
-- truth, files only what a city starts from. A version is never changed or removed: cases and drafts stay on theirs.

create table procedure_version (
  tenant_id text not null default current_tenant(),
  procedure_id text not null check (procedure_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Counts up within the procedure; going back to an older text is a new number with the old hash.
  number integer not null check (number > 0),
  -- SHA-256 over source, shared groups and letters, hex.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- The YAML as written.
  source text not null,
  -- Shared groups it uses, as they stood on the day of publication.
  shared jsonb not null,
  -- Typst templates by name.
  letters jsonb not null,
  effective_from date not null,
  published_at timestamptz not null,
  -- `seed`, or the id of a member of staff.
  published_by text not null,
  primary key (tenant_id, procedure_id, number)
);
comment on table procedure_version is '手続の公開版';
create index procedure_version_by_hash on procedure_version (tenant_id, procedure_id, hash);
select enforce_tenancy('procedure_version', 'select,insert');

create table register (
  tenant_id text not null default current_tenant(),
  register text not null check (register ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  label text not null check (length(label) between 1 and 100),
  -- What each entry states: name -> {label, type}.
  facts jsonb not null,
  primary key (tenant_id, register)
);
comment on table register is '台帳';
select enforce_tenancy('register');

create table register_entry (
  tenant_id text not null default current_tenant(),
  register text not null,
  entry text not null check (entry ~ '^[a-z0-9]+([-.][a-z0-9]+)*$'),
  position integer not null,
  -- {ja, easy, en}
  label jsonb not null,
  from_on date not null,
  to_on date,
  -- Places in all; null: without limit.
  capacity integer check (capacity >= 0),
  -- Places of them that the office keeps for paper and telephone.
  office_quota integer not null default 0 check (office_quota >= 0),
  facts jsonb not null,
  -- Counts up with every change: two clerks on one entry, and the second is told.
  revision integer not null default 1,
  primary key (tenant_id, register, entry),
  foreign key (tenant_id, register) references register (tenant_id, register),
  check (to_on is null or to_on >= from_on),
  check (capacity is null or office_quota <= capacity)
);
comment on table register_entry is '台帳の項目';
select enforce_tenancy('register_entry');

create table setting_value (
  tenant_id text not null default current_tenant(),
  name text not null check (name ~ '^[a-z][A-Za-z0-9]*$'),
  from_on date not null,
  value jsonb not null,
  -- 例規 or the reason: why it is so.
  basis text not null default '',
  primary key (tenant_id, name, from_on)
);
comment on table setting_value is '設定値（適用日つき）';
select enforce_tenancy('setting_value');

create table closed_day (
  tenant_id text not null default current_tenant(),
  day date not null,
  -- Beyond weekends, holidays and year end: closed for a reason, or open against the rule.
  kind text not null check (kind in ('closed', 'open')),
  reason text not null check (length(reason) between 1 and 200),
  primary key (tenant_id, day)
);
comment on table closed_day is '閉庁日・開庁日の例外';
select enforce_tenancy('closed_day');

-- One row that counts changes, so that a process knows with one small read whether what it remembers still holds.
create table catalogue_revision (
  tenant_id text not null default current_tenant(),
  revision bigint not null default 1,
  -- What the rows were last seeded from, files and program, so that a start need not read the files again.
  seeded_from text,
  primary key (tenant_id)
);
comment on table catalogue_revision is '手続カタログの改版番号';
select enforce_tenancy('catalogue_revision');
