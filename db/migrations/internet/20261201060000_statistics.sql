-- Numbers without people: how often a page of a procedure was reached, left, a field refused. A row is a day and a count;
-- no person, no session, no time of day. What the day gathered travels to the office when it is over.

create table visit_count (
  tenant_id text not null default current_tenant(),
  -- Day in Japan.
  day date not null,
  procedure_id text not null,
  version_hash text not null,
  channel text not null,
  -- begun · reached · left · refused · check · submitted · abandoned · satisfaction
  kind text not null,
  -- Id of a page, path of a field, grade of an opinion; else empty.
  place text not null default '',
  count integer not null check (count > 0),
  primary key (tenant_id, day, procedure_id, version_hash, channel, kind, place)
);
comment on table visit_count is '手続の利用数（日ごと。庁内へ送るまで）';
select enforce_tenancy('visit_count');

-- What people wrote beside their grade, sealed to the office: this zone can't read it. Not linked to the application.
create table opinion (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  day date not null,
  procedure_id text not null,
  grade integer not null check (grade between 1 and 5),
  box bytea not null,
  primary key (tenant_id, id)
);
comment on table opinion is '使いやすさの意見（庁内あての封緘）';
select enforce_tenancy('opinion', 'select,insert,delete');

-- What the office publishes of how long decisions take: shown on the procedure's page.
create table published_figure (
  tenant_id text not null default current_tenant(),
  procedure_id text not null,
  -- Calendar days within which nine of ten were decided; null when too few were.
  usual_days integer check (usual_days >= 0),
  published_at timestamptz not null,
  primary key (tenant_id, procedure_id)
);
comment on table published_figure is '公開された処理日数の実績';
select enforce_tenancy('published_figure');
