-- The city office: sections, posts, people, who sits where from when to when, who is away and who acts for them,
-- and what each may do. Nothing is deleted: a change ends one row and begins another, so that a route of approval
-- can be explained years later (組織改正, 人事異動).

create extension if not exists btree_gist;

create table section (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name text not null check (length(name) between 1 and 60),
  parent_id uuid,
  phone text,
  begins_on date not null,
  ends_on date,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references section (tenant_id, id),
  check (parent_id is distinct from id),
  check (ends_on is null or ends_on >= begins_on)
);
comment on table section is '所属（部・課・係）';
select enforce_tenancy('section');

create table post (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name text not null check (length(name) between 1 and 40),
  rank integer not null check (rank between 1 and 100),
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
comment on table post is '職位';
select enforce_tenancy('post');

create table staff_member (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  staff_number text not null check (staff_number ~ '^[A-Za-z0-9-]{1,20}$'),
  name text not null check (length(name) between 1 and 60),
  name_kana text not null check (length(name_kana) between 1 and 80),
  email text,
  begins_on date not null,
  ends_on date,
  demo_person boolean not null default false,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, staff_number),
  check (ends_on is null or ends_on >= begins_on)
);
comment on table staff_member is '職員';
create index staff_member_kana on staff_member (tenant_id, name_kana collate "C", id);
select enforce_tenancy('staff_member');

create table assignment (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  section_id uuid not null,
  post_id uuid not null,
  kind text not null check (kind in ('principal', 'concurrent', 'acting')),
  begins_on date not null,
  ends_on date,
  primary key (tenant_id, id),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id),
  foreign key (tenant_id, section_id) references section (tenant_id, id),
  foreign key (tenant_id, post_id) references post (tenant_id, id),
  check (ends_on is null or ends_on >= begins_on),
  -- 本務 is one at a time; the same post in the same section is held once at a time by a person.
  constraint assignment_one_principal exclude using gist
    (tenant_id with =, staff_id with =, daterange(begins_on, ends_on, '[]') with &&) where (kind = 'principal'),
  constraint assignment_once exclude using gist
    (tenant_id with =, staff_id with =, section_id with =, post_id with =, daterange(begins_on, ends_on, '[]') with &&)
);
comment on table assignment is '発令（本務・兼務・事務取扱）';
create index assignment_section on assignment (tenant_id, section_id);
select enforce_tenancy('assignment');

create table absence (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  begins_on date not null,
  ends_on date not null,
  reason text not null check (reason in ('leave', 'trip', 'illness', 'training', 'other')),
  deputy_id uuid,
  entered_by uuid not null,
  entered_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id),
  foreign key (tenant_id, deputy_id) references staff_member (tenant_id, id),
  check (ends_on >= begins_on),
  check (deputy_id is distinct from staff_id),
  constraint absence_no_overlap exclude using gist
    (tenant_id with =, staff_id with =, daterange(begins_on, ends_on, '[]') with &&) where (cancelled_at is null)
);
comment on table absence is '不在と代決者';
select enforce_tenancy('absence');

create table role_grant (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  role text not null,
  section_id uuid,
  begins_on date not null,
  ends_on date,
  granted_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, staff_id) references staff_member (tenant_id, id),
  foreign key (tenant_id, section_id) references section (tenant_id, id),
  check (ends_on is null or ends_on >= begins_on),
  constraint role_grant_once exclude using gist (
    tenant_id with =, staff_id with =, role with =,
    (coalesce(section_id, '00000000-0000-0000-0000-000000000000'::uuid)) with =,
    daterange(begins_on, ends_on, '[]') with &&
  )
);
comment on table role_grant is '役割（期限つき）';
create index role_grant_staff on role_grant (tenant_id, staff_id);
select enforce_tenancy('role_grant');

-- The section and everything under it. A ring made by mistake ends by itself because `union` drops repeats.
create function sections_under(root uuid)
returns setof uuid
language sql stable security invoker
as $$
  with recursive under as (
    select s.id from section s where s.tenant_id = current_tenant() and s.id = $1
    union
    select s.id from section s join under u on s.parent_id = u.id where s.tenant_id = current_tenant()
  )
  select id from under
$$;
comment on function sections_under(uuid) is '所属とその下の所属';
