-- 引越しの来庁予約: what a resident books on the portal. What was written stays here as long as the form is being filled in;
-- then it is sealed to the office, and here remain the day, the hour and what the person's own page shows, encrypted.

create table moving_draft (
  tenant_id text not null default current_tenant(),
  -- Keyed hash of the cookie's token.
  token bytea not null,
  version integer not null default 1,
  box bytea not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token)
);
comment on table moving_draft is '引越しの来庁予約の書きかけ';
create index moving_draft_expiry on moving_draft (expires_at, tenant_id);
select enforce_tenancy('moving_draft');

-- Seats that residents may take online; the office counts its own. A seat that is not there can't be taken, whatever the
-- program does: `taken <= seats` is a constraint.
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
comment on table moving_slot is '引越しの来庁予約の枠（オンライン分）';
select enforce_tenancy('moving_slot');

-- Takes one seat. False: none is left. `p_seats` is the register's number today; what is taken stays taken.
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

create table moving_booking (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  receipt_number text not null,
  -- Keyed hash of the secret that opens it with the number.
  secret_token bytea not null,
  -- Who was signed in when it was booked: an account, else the keyed hash of a mail address that was reached. Opens it too.
  account_id uuid,
  contact_token bytea,
  state text not null check (state in ('booked', 'cancelled', 'visited', 'not-shown')),
  counter text not null,
  day date not null,
  starts text not null,
  -- Whose seat it is: after the office has moved a visit, it is one of the office's.
  pot text not null check (pot in ('online', 'office')),
  -- Counts the person's own acts: an answer of the office to an older one is no longer of interest.
  version integer not null default 1,
  -- What the person's page shows, and where mails go.
  box bytea not null,
  changed_at timestamptz not null,
  erase_on date not null,
  -- Of the form: twice is once.
  request_key uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, receipt_number)
);
comment on table moving_booking is '引越しの来庁予約';
create unique index moving_booking_once on moving_booking (request_key, tenant_id);
create index moving_booking_erase on moving_booking (erase_on, tenant_id);
create index moving_booking_account on moving_booking (account_id, tenant_id) where account_id is not null;
create index moving_booking_contact on moving_booking (contact_token, tenant_id) where contact_token is not null;
select enforce_tenancy('moving_booking');

create table moving_counter (
  tenant_id text not null default current_tenant(),
  year integer not null,
  last integer not null,
  primary key (tenant_id, year)
);
comment on table moving_counter is '引越しの受付番号の通し番号（オンライン分）';
select enforce_tenancy('moving_counter');

-- Guesses at a number and its secret, in the database, so that more processes do not mean more guesses.
create table moving_attempt (
  tenant_id text not null default current_tenant(),
  token bytea not null,
  window_start timestamptz not null,
  tries integer not null,
  primary key (tenant_id, token, window_start)
);
comment on table moving_attempt is '引越しの予約番号の試し入力の数';
create index moving_attempt_old on moving_attempt (window_start, tenant_id);
select enforce_tenancy('moving_attempt');
