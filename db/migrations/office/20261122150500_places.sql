-- Why: the office gives places by telephone and holds draws (抽選). Who takes part stands in the cases and in the telephone
-- holds; a draw keeps what everybody may check: the commitment before closing, the frozen list, the seed and the result.

create table place_hold (
  tenant_id text not null default current_tenant(),
  -- `TEL-` and ten hex digits: what the internet zone counts it under.
  number text not null check (number ~ '^TEL-[0-9a-f]{10}$'),
  request_key uuid not null,
  register text not null,
  entry text not null,
  quantity integer not null check (quantity between 1 and 999),
  -- `asked` until the zone that counts has answered.
  standing text not null check (standing in (
    'asked', 'reserved', 'waiting', 'lottery', 'offered', 'won', 'lost', 'full', 'released', 'lapsed', 'declined')),
  pot text check (pot in ('online', 'office')),
  -- Last change of the zone that counts.
  version integer not null default 0,
  offer_until timestamptz,
  at timestamptz not null,
  taken_by uuid not null,
  taken_by_name text not null,
  -- Name and telephone number as the clerk wrote them, encrypted.
  box bytea not null,
  primary key (tenant_id, number),
  unique (tenant_id, request_key)
);
comment on table place_hold is '電話・窓口で取った席';
create index place_hold_entry on place_hold (tenant_id, register, entry, at);
select enforce_tenancy('place_hold');

create table place_draw (
  tenant_id text not null default current_tenant(),
  id text not null check (id ~ '^[a-z0-9][a-z0-9.-]{0,120}$'),
  register text not null,
  entry text not null,
  -- 1 is the draw, more are repetitions, each with a seed of its own.
  run integer not null check (run > 0),
  state text not null check (state in ('committed', 'frozen', 'drawn')),
  -- SHA-256 of the seed, hex: public from the first moment.
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  -- The seed, encrypted; nobody sees it before the draw.
  seed_box bytea not null,
  -- Why it is repeated: public.
  reason text check (length(reason) between 1 and 500),
  closes_on date not null,
  committed_at timestamptz not null,
  committed_by uuid not null,
  frozen_at timestamptz,
  entries_digest text,
  seats integer check (seats >= 0),
  drawn_at timestamptz,
  drawn_by uuid,
  -- The seed once it is revealed.
  seed text check (seed ~ '^[0-9a-f]{64}$'),
  primary key (tenant_id, id),
  unique (tenant_id, register, entry, run),
  check ((run > 1) = (reason is not null)),
  check ((state <> 'committed') = (frozen_at is not null and entries_digest is not null and seats is not null)),
  check ((state = 'drawn') = (drawn_at is not null and drawn_by is not null and seed is not null)),
  -- A repetition takes two people.
  check (run = 1 or drawn_by is null or drawn_by <> committed_by)
);
comment on table place_draw is '抽選';
select enforce_tenancy('place_draw', 'select,insert,update');

create table place_draw_entry (
  tenant_id text not null default current_tenant(),
  draw_id text not null,
  -- The name in the published list: says nothing about the person.
  entry_id text not null check (entry_id ~ '^E[0-9a-f]{12}$'),
  receipt_number text not null,
  places integer not null check (places > 0),
  preferred boolean not null,
  -- Order of the draw, from 1; absent before it.
  rank integer,
  result text check (result in ('won', 'lost')),
  primary key (tenant_id, draw_id, entry_id),
  unique (tenant_id, draw_id, receipt_number),
  foreign key (tenant_id, draw_id) references place_draw (tenant_id, id),
  check ((rank is null) = (result is null))
);
comment on table place_draw_entry is '抽選の参加者（仮名）';
select enforce_tenancy('place_draw_entry', 'select,insert,update');

create index case_file_place on case_file (tenant_id, (place ->> 'register'), (place ->> 'entry')) where place is not null;
