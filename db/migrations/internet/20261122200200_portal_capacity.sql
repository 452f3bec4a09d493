-- Why: places (seats, collection slots) live in the internet zone and are never oversold, whatever the program does.
-- `taken <= seats` is a constraint; taking places is one conditional update, and a group gets all of its places or none.

create table capacity (
  tenant_id text not null default current_tenant(),
  register text not null,
  entry text not null,
  -- Places that may be occupied. When the office lowers the number below what is taken, it stays at what is taken.
  seats integer not null check (seats >= 0),
  taken integer not null default 0 check (taken >= 0),
  waiting integer not null default 0 check (waiting >= 0),
  -- Places kept for paper and telephone, counted apart; both pots together never hold more than the entry has.
  office_seats integer not null default 0 check (office_seats >= 0),
  office_taken integer not null default 0 check (office_taken >= 0),
  primary key (tenant_id, register, entry),
  constraint never_oversold check (taken <= seats and office_taken <= office_seats)
);
comment on table capacity is '定員と受付済みの数';
select enforce_tenancy('capacity');

create table place (
  tenant_id text not null default current_tenant(),
  register text not null,
  entry text not null,
  receipt_number text not null,
  quantity integer not null check (quantity > 0),
  standing text not null check (standing in ('reserved', 'waiting', 'lottery', 'won', 'lost', 'released',
    'offered', 'lapsed', 'declined')),
  -- Which pot it was taken from.
  pot text not null default 'online' check (pot in ('online', 'office')),
  position bigint generated always as identity,
  -- Arrival: the waiting list goes by it, then by the receipt number, so that the office sees the same order.
  at timestamptz not null,
  -- A place that became free is held for the first who waits until this moment.
  offer_until timestamptz,
  -- The draw that decided, and the name of this application in its published list.
  draw_id text,
  draw_entry text,
  -- Counts every change, so that the office never takes an older one for the newer.
  version integer not null default 1,
  check ((standing = 'offered') = (offer_until is not null)),
  primary key (tenant_id, register, entry, receipt_number),
  foreign key (tenant_id, register, entry) references capacity (tenant_id, register, entry)
);
comment on table place is '席・枠の割り当て（先着・抽選・キャンセル待ち）';
create index place_waiting on place (tenant_id, register, entry, at, receipt_number) where standing = 'waiting';
create index place_offered on place (tenant_id, offer_until) where standing = 'offered';
create index place_by_receipt on place (tenant_id, receipt_number);
select enforce_tenancy('place');

-- Sets how many places the two pots have. What is taken stays taken: the pot that has too many keeps them, and the other
-- one gives up what is missing. Without `p_office_seats` the office's pot stays as it is.
create function set_seats(p_register text, p_entry text, p_seats integer, p_office_seats integer) returns void
language plpgsql volatile as $$
begin
  -- The row lock of this statement is what puts a burst in a line.
  insert into capacity as c (register, entry, seats, office_seats)
    values (p_register, p_entry, p_seats, coalesce(p_office_seats, 0))
  on conflict (tenant_id, register, entry) do update set
    seats = greatest(c.taken, case when p_office_seats is null then p_seats
      else least(p_seats, p_seats + p_office_seats - c.office_taken) end),
    office_seats = case when p_office_seats is null then c.office_seats
      else greatest(c.office_taken, least(p_office_seats, p_seats + p_office_seats - c.taken)) end;
end $$;

-- Takes places and returns the standing: `reserved`, `waiting`, `lottery`, or `full` when nothing was taken.
-- `p_seats` is the register's number today. The same receipt number asks once only: the second call answers the first.
-- The office takes from its own pot first, then stands in the same line as everybody.
create function take_places(
  p_register text, p_entry text, p_receipt text, p_quantity integer, p_seats integer,
  p_method text, p_waiting_list boolean, p_at timestamptz,
  p_office_seats integer default null, p_by_office boolean default false
) returns text language plpgsql volatile as $$
declare
  v_standing text;
  v_pot text := 'online';
begin
  perform set_seats(p_register, p_entry, p_seats, p_office_seats);

  select standing into v_standing from place
    where register = p_register and entry = p_entry and receipt_number = p_receipt;
  if found and v_standing <> 'released' then return v_standing; end if;

  if p_method = 'lottery' then
    v_standing := 'lottery';
  else
    if p_by_office then
      update capacity set office_taken = office_taken + p_quantity
        where register = p_register and entry = p_entry and office_taken + p_quantity <= office_seats;
      if found then
        v_standing := 'reserved';
        v_pot := 'office';
      end if;
    end if;
    if v_pot = 'online' then
      update capacity set taken = taken + p_quantity
        where register = p_register and entry = p_entry and taken + p_quantity <= seats
          -- Those who wait come first; a free place is theirs.
          and (waiting = 0 or not p_waiting_list);
      if found then
        v_standing := 'reserved';
      elsif p_waiting_list then
        update capacity set waiting = waiting + p_quantity where register = p_register and entry = p_entry;
        v_standing := 'waiting';
      else
        return 'full';
      end if;
    end if;
  end if;

  insert into place (register, entry, receipt_number, quantity, standing, at, pot)
  values (p_register, p_entry, p_receipt, p_quantity, v_standing, p_at, v_pot)
  on conflict (tenant_id, register, entry, receipt_number) do update
    set quantity = excluded.quantity, standing = excluded.standing, at = excluded.at, pot = excluded.pot,
        version = place.version + 1;
  return v_standing;
end $$;

-- Changes an application's places to another standing and keeps the counters true. Returns false when nothing changed:
-- it was so already, there is no such place, it does not stand as `p_from` says, or a promotion found no room.
create function change_place(
  p_register text, p_entry text, p_receipt text, p_standing text, p_from text[] default null,
  p_until timestamptz default null
) returns boolean
language plpgsql volatile as $$
declare
  v_place place%rowtype;
  v_holding constant text[] := array['reserved', 'won', 'offered'];
  v_change integer := 0;
begin
  perform 1 from capacity where register = p_register and entry = p_entry for update;
  select * into v_place from place
    where register = p_register and entry = p_entry and receipt_number = p_receipt for update;
  if not found or v_place.standing = p_standing then return false; end if;
  if p_from is not null and v_place.standing <> all (p_from) then return false; end if;
  if p_standing = any (v_holding) and v_place.standing <> all (v_holding) then
    v_change := v_place.quantity;
  elsif p_standing <> all (v_holding) and v_place.standing = any (v_holding) then
    v_change := -v_place.quantity;
  end if;
  if v_change <> 0 and v_place.pot = 'office' then
    update capacity set office_taken = office_taken + v_change
      where register = p_register and entry = p_entry and office_taken + v_change <= office_seats;
    if not found then return false; end if;
  elsif v_change <> 0 then
    update capacity set taken = taken + v_change
      where register = p_register and entry = p_entry and taken + v_change <= seats;
    if not found then return false; end if;
  end if;
  if v_place.standing = 'waiting' and p_standing <> 'waiting' then
    update capacity set waiting = waiting - v_place.quantity where register = p_register and entry = p_entry;
  elsif v_place.standing <> 'waiting' and p_standing = 'waiting' then
    update capacity set waiting = waiting + v_place.quantity where register = p_register and entry = p_entry;
  end if;
  update place set standing = p_standing, offer_until = case when p_standing = 'offered' then p_until end,
      version = version + 1
    where register = p_register and entry = p_entry and receipt_number = p_receipt;
  return true;
end $$;

-- Offers what is free to those who wait, in their order. A group that is too large for what is left keeps its place in the
-- line and the next that fits is asked: the same rule as in a draw. Returns whom to tell.
create function offer_places(p_register text, p_entry text, p_until timestamptz)
returns table (receipt_number text, quantity integer)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  v_free integer;
  v_next record;
begin
  select c.seats - c.taken into v_free from capacity c where c.register = p_register and c.entry = p_entry for update;
  if not found then return; end if;
  for v_next in
    select p.receipt_number, p.quantity from place p
      where p.register = p_register and p.entry = p_entry and p.standing = 'waiting'
      order by p.at, p.receipt_number
  loop
    exit when v_free <= 0;
    if v_next.quantity > v_free then continue; end if;
    if change_place(p_register, p_entry, v_next.receipt_number, 'offered', array['waiting'], p_until) then
      v_free := v_free - v_next.quantity;
      return query select v_next.receipt_number, v_next.quantity;
    end if;
  end loop;
end $$;

-- What the office has told of draws: commitment, frozen entries, result. Pseudonymous; anybody may read it.
create table published_draw (
  tenant_id text not null default current_tenant(),
  id text not null,
  register text not null,
  entry text not null,
  body jsonb not null,
  published_at timestamptz not null,
  primary key (tenant_id, id)
);
comment on table published_draw is '抽選の公表';
-- 0 committed, 1 frozen, 2 drawn.
create function stage_of_draw(p_body jsonb) returns integer language sql immutable as $$
  select case when p_body ? 'drawn' then 2 when p_body ? 'frozen' then 1 else 0 end
$$;
create index published_draw_entry on published_draw (tenant_id, register, entry);
select enforce_tenancy('published_draw');
