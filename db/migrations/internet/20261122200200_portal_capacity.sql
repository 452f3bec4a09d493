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
  primary key (tenant_id, register, entry),
  constraint never_oversold check (taken <= seats)
);
comment on table capacity is '定員と受付済みの数';
select enforce_tenancy('capacity');

create table place (
  tenant_id text not null default current_tenant(),
  register text not null,
  entry text not null,
  receipt_number text not null,
  quantity integer not null check (quantity > 0),
  standing text not null check (standing in ('reserved', 'waiting', 'lottery', 'won', 'lost', 'released')),
  -- Order of arrival: the waiting list goes by it.
  position bigint generated always as identity,
  at timestamptz not null,
  primary key (tenant_id, register, entry, receipt_number),
  foreign key (tenant_id, register, entry) references capacity (tenant_id, register, entry)
);
comment on table place is '席・枠の割り当て（先着・抽選・キャンセル待ち）';
create index place_waiting on place (tenant_id, register, entry, position) where standing = 'waiting';
create index place_by_receipt on place (tenant_id, receipt_number);
select enforce_tenancy('place');

-- Takes places and returns the standing: `reserved`, `waiting`, `lottery`, or `full` when nothing was taken.
-- `p_seats` is the register's number today. The same receipt number asks once only: the second call answers the first.
create function take_places(
  p_register text, p_entry text, p_receipt text, p_quantity integer, p_seats integer,
  p_method text, p_waiting_list boolean, p_at timestamptz
) returns text language plpgsql volatile as $$
declare
  v_standing text;
begin
  -- The row lock of this statement is what puts a burst in a line.
  insert into capacity as c (register, entry, seats) values (p_register, p_entry, p_seats)
  on conflict (tenant_id, register, entry) do update set seats = greatest(p_seats, c.taken);

  select standing into v_standing from place
    where register = p_register and entry = p_entry and receipt_number = p_receipt;
  if found and v_standing <> 'released' then return v_standing; end if;

  if p_method = 'lottery' then
    v_standing := 'lottery';
  else
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

  insert into place (register, entry, receipt_number, quantity, standing, at)
  values (p_register, p_entry, p_receipt, p_quantity, v_standing, p_at)
  on conflict (tenant_id, register, entry, receipt_number)
    do update set quantity = excluded.quantity, standing = excluded.standing, at = excluded.at;
  return v_standing;
end $$;

-- Changes an application's places to another standing and keeps the counters true. Returns false when nothing changed:
-- it was so already, there is no such place, or a promotion found no room.
create function change_place(p_register text, p_entry text, p_receipt text, p_standing text) returns boolean
language plpgsql volatile as $$
declare
  v_place place%rowtype;
  v_holds boolean := p_standing in ('reserved', 'won');
begin
  perform 1 from capacity where register = p_register and entry = p_entry for update;
  select * into v_place from place
    where register = p_register and entry = p_entry and receipt_number = p_receipt for update;
  if not found or v_place.standing = p_standing then return false; end if;
  if v_holds and v_place.standing not in ('reserved', 'won') then
    update capacity set taken = taken + v_place.quantity
      where register = p_register and entry = p_entry and taken + v_place.quantity <= seats;
    if not found then return false; end if;
  elsif not v_holds and v_place.standing in ('reserved', 'won') then
    update capacity set taken = taken - v_place.quantity where register = p_register and entry = p_entry;
  end if;
  if v_place.standing = 'waiting' and p_standing <> 'waiting' then
    update capacity set waiting = waiting - v_place.quantity where register = p_register and entry = p_entry;
  elsif v_place.standing <> 'waiting' and p_standing = 'waiting' then
    update capacity set waiting = waiting + v_place.quantity where register = p_register and entry = p_entry;
  end if;
  update place set standing = p_standing
    where register = p_register and entry = p_entry and receipt_number = p_receipt;
  return true;
end $$;
