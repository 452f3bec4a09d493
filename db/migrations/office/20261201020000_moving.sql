-- 引越しワンストップサービス: notices of moving out, in and within, from every source. What the office decides by stands in
-- columns; what people wrote is in boxes, encrypted with the notice's own data key: dropping that key erases it (暗号消去).

create table moving_notice (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  -- Where it came from: the portal, or a file of this sender.
  source text not null check (source ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Keyed hash of the sender's own number: twice is once. The number itself is in the box.
  source_token bytea not null,
  -- Keyed hash of the content: the same number with another content is refused.
  content_token bytea not null,
  receipt_number text not null,
  kind text not null check (kind in ('move-out', 'move-in', 'move-within')),
  state text not null check (state in
    ('received', 'matched', 'prepared', 'visited', 'done', 'not-shown', 'cancelled', 'expired')),
  match text not null check (match in ('open', 'none', 'automatic', 'picked')),
  -- Notices of the same people share it.
  household_id uuid not null,
  version integer not null default 1,
  filed_at timestamptz not null,
  received_at timestamptz not null,
  moved_on date not null,
  planned_out_on date,
  -- Last day for the notice at the counter (住基法22条・23条); of a notice of moving out, none.
  last_on date,
  people integer not null check (people between 1 and 30),
  visit_counter text,
  visit_day date,
  visit_starts text,
  visit_pot text check (visit_pot in ('online', 'office')),
  -- The last act of the resident that is known here; 0 where the notice has no booking on the portal.
  resident_version integer not null default 0,
  confidential boolean not null default false,
  prepared_at timestamptz,
  visited_at timestamptz,
  closed_at timestamptz,
  -- The day the boxes are emptied; set when it ends.
  erase_on date,
  wrapped_key bytea,
  -- Name, kana and address lines for lists; then everything else.
  name_box bytea,
  box bytea,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, receipt_number),
  check ((visit_day is null) = (visit_starts is null) and (visit_day is null) = (visit_counter is null)
    and (visit_day is null) = (visit_pot is null)),
  check ((closed_at is not null) = (state in ('done', 'cancelled', 'expired'))),
  check ((wrapped_key is null) = (box is null) and (box is null) = (name_box is null)),
  check (erase_on is null or closed_at is not null)
);
comment on table moving_notice is '引越しの届け出・来庁予定の知らせ';
create unique index moving_notice_source on moving_notice (source_token, tenant_id);
create index moving_notice_list on moving_notice (received_at, tenant_id);
create index moving_notice_day on moving_notice (visit_day, tenant_id) where visit_day is not null;
create index moving_notice_household on moving_notice (household_id, tenant_id);
create index moving_notice_erase on moving_notice (erase_on, tenant_id) where erase_on is not null;
select enforce_tenancy('moving_notice');

-- Keyed hashes of kana with birth day, kana with address, birth day with address, and addresses: what matching goes by.
create table moving_token (
  tenant_id text not null default current_tenant(),
  notice_id uuid not null,
  -- Place in the household; -1 for an address.
  person integer not null,
  kind text not null check (kind in ('kana-birth', 'kana-address', 'birth-address', 'address')),
  token bytea not null,
  primary key (tenant_id, notice_id, person, kind, token),
  foreign key (tenant_id, notice_id) references moving_notice (tenant_id, id)
);
comment on table moving_token is '引越しの突合の索引';
create index moving_token_by_token on moving_token (token, tenant_id);
select enforce_tenancy('moving_token', 'select,insert,delete');

-- What the counter ticked off: one line of a follow-up for one person (-1: the household).
create table moving_mark (
  tenant_id text not null default current_tenant(),
  notice_id uuid not null,
  item text not null,
  person integer not null,
  state text not null check (state in ('done', 'not-needed', 'handed-over')),
  marked_by uuid not null,
  marked_name text not null,
  marked_at timestamptz not null,
  primary key (tenant_id, notice_id, item, person),
  foreign key (tenant_id, notice_id) references moving_notice (tenant_id, id)
);
comment on table moving_mark is '引越しの関連手続の済み';
select enforce_tenancy('moving_mark');

-- Letters, telephone calls and mails to people who did not come.
create table moving_contact (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  notice_id uuid not null,
  way text not null check (way in ('letter', 'phone', 'mail')),
  contacted_by uuid not null,
  contacted_name text not null,
  contacted_at timestamptz not null,
  -- The note, with the notice's data key.
  box bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, notice_id) references moving_notice (tenant_id, id)
);
comment on table moving_contact is '引越しの連絡の記録';
create index moving_contact_by_notice on moving_contact (notice_id, tenant_id);
select enforce_tenancy('moving_contact', 'select,insert,delete');

-- One file that was read in, with what became of each row: places and reasons only, nobody's data.
create table moving_intake (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  read_at timestamptz not null,
  read_by text not null,
  read_name text not null,
  adapter text not null,
  accepted integer not null,
  known integer not null,
  refused integer not null,
  report jsonb not null,
  primary key (tenant_id, id)
);
comment on table moving_intake is '引越しの知らせの取り込み';
create index moving_intake_list on moving_intake (read_at, tenant_id);
select enforce_tenancy('moving_intake', 'select,insert');

-- Seats that the office gives (telephone, other senders); the internet zone counts those of the portal.
create table moving_slot (
  tenant_id text not null default current_tenant(),
  counter text not null,
  day date not null,
  starts text not null check (starts ~ '^[0-2][0-9]:[0-5][0-9]$'),
  seats integer not null check (seats >= 0),
  taken integer not null default 0,
  primary key (tenant_id, counter, day, starts),
  constraint moving_never_oversold check (taken between 0 and seats)
);
comment on table moving_slot is '引越しの来庁予約の枠（庁内分）';
select enforce_tenancy('moving_slot');

create function take_moving_slot(p_counter text, p_day date, p_starts text, p_seats integer) returns boolean
language plpgsql volatile as $$
begin
  insert into moving_slot as s (counter, day, starts, seats) values (p_counter, p_day, p_starts, p_seats)
  on conflict (tenant_id, counter, day, starts) do update set seats = greatest(s.taken, p_seats);
  update moving_slot set taken = taken + 1
    where counter = p_counter and day = p_day and starts = p_starts and taken < seats;
  return found;
end $$;

create function free_moving_slot(p_counter text, p_day date, p_starts text) returns void
language sql volatile as $$
  update moving_slot set taken = taken - 1 where counter = p_counter and day = p_day and starts = p_starts and taken > 0
$$;

create table moving_counter (
  tenant_id text not null default current_tenant(),
  year integer not null,
  last integer not null,
  primary key (tenant_id, year)
);
comment on table moving_counter is '引越しの受付番号の通し番号（庁内分）';
select enforce_tenancy('moving_counter');
