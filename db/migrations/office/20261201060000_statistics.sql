-- 統計: numbers of each month, and the counts of pages that the internet zone sends. No person stands in any of them.

-- One month of one procedure in one section, closed once and never changed. The numbers are whole; what is shown of
-- them is decided when they are shown.
create table statistic_month (
  tenant_id text not null default current_tenant(),
  -- First day of the month.
  month date not null,
  procedure_id text not null,
  section_id uuid not null,
  figures jsonb not null,
  primary key (tenant_id, month, procedure_id, section_id),
  check (extract(day from month) = 1)
);
comment on table statistic_month is '月ごとの統計値';
select enforce_tenancy('statistic_month', 'select,insert');

create table statistic_closed_month (
  tenant_id text not null default current_tenant(),
  month date not null,
  closed_at timestamptz not null,
  -- Made up for a demonstration city: wherever its numbers are shown it is said that they are.
  sample boolean not null default false,
  primary key (tenant_id, month),
  check (extract(day from month) = 1)
);
comment on table statistic_closed_month is '締めた月';
select enforce_tenancy('statistic_closed_month', 'select,insert');

create table visit_count (
  tenant_id text not null default current_tenant(),
  day date not null,
  procedure_id text not null,
  version_hash text not null,
  channel text not null,
  kind text not null,
  place text not null default '',
  count integer not null check (count > 0),
  primary key (tenant_id, day, procedure_id, version_hash, channel, kind, place)
);
comment on table visit_count is '手続の利用数（日ごと）';
create index visit_count_by_procedure on visit_count (procedure_id, day, tenant_id);
select enforce_tenancy('visit_count', 'select,insert,update');

create table opinion (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  -- First day of the month it was given in.
  month date not null,
  procedure_id text not null,
  grade integer not null check (grade between 1 and 5),
  box bytea not null,
  primary key (tenant_id, id),
  check (extract(day from month) = 1)
);
comment on table opinion is '使いやすさの意見';
create index opinion_by_procedure on opinion (procedure_id, month, tenant_id);
select enforce_tenancy('opinion', 'select,insert,delete');

-- What was last told outward, so that only a change is sent.
create table published_figure (
  tenant_id text not null default current_tenant(),
  procedure_id text not null,
  usual_days integer check (usual_days >= 0),
  published_at timestamptz not null,
  primary key (tenant_id, procedure_id)
);
comment on table published_figure is '公開した処理日数の実績';
select enforce_tenancy('published_figure');
