-- Why: after submission the resident keeps a copy, sees what happens next, answers corrections and reads the decision.
-- Moments and versions come from the office by the relay; an older status never replaces a newer one.

create table application (
  tenant_id text not null default current_tenant(),
  -- The id of the draft it came from: a draft can become one application only.
  id uuid not null,
  request_key uuid not null,
  receipt_number text not null,
  procedure_id text not null,
  version_hash text not null,
  account_id uuid,
  contact_token bytea,
  -- Keyed hash of the secret that opens it together with the receipt number.
  secret_token bytea not null,
  state text not null default 'submitted' check (state in (
    'submitted', 'received', 'reviewing', 'correction', 'consulting', 'awaiting-payment', 'approving',
    'decided', 'notified', 'completed', 'withdrawn', 'cancelled', 'expired')),
  -- Of the newest status from the office.
  state_version integer not null default 0,
  state_at timestamptz not null,
  stage text,
  next_by date,
  section text,
  section_phone text,
  payment_total integer check (payment_total >= 0),
  paid_at timestamptz,
  sent_at timestamptz not null,
  -- Recorded in the city's file: the legal arrival (デジタル手続法6条3項).
  arrived_at timestamptz not null,
  -- The submission is the first notice of the mailbox, and has no row of its own there.
  submitted_read_at timestamptz,
  duplicate_token bytea,
  -- Where a second open application with the same key is refused, not only warned about.
  exclusive_token bytea,
  copy bytea not null,
  -- The question about the form was answered: once only. What was answered is kept elsewhere, and without this number.
  opinion_given boolean not null default false,
  -- Set when the matter is over; the copy is deleted then.
  erase_on date,
  primary key (tenant_id, id),
  unique (receipt_number, tenant_id),
  unique (request_key, tenant_id)
);
alter table application alter column copy set storage external;
comment on table application is '申請（申請する方の控えと進み具合）';
create index application_by_account on application (account_id, tenant_id, arrived_at desc) where account_id is not null;
create index application_by_contact on application (contact_token, tenant_id) where contact_token is not null;
create index application_by_duplicate on application (duplicate_token, procedure_id, tenant_id) where duplicate_token is not null;
create unique index application_exclusive on application (exclusive_token, procedure_id, tenant_id)
  where exclusive_token is not null and state not in ('withdrawn', 'cancelled', 'expired');
create index application_by_erasure on application (erase_on, tenant_id) where erase_on is not null;
select enforce_tenancy('application');

-- What the mailbox lists after the submission itself. Words are made when it is read, in the reader's language; the box holds what they need.
create table notice (
  tenant_id text not null default current_tenant(),
  application_id uuid not null,
  -- Natural key within the application: `status:7`, `correction:<id>`: a repeated message adds nothing.
  code text not null,
  kind text not null check (kind in (
    'status', 'correction-request', 'correction-answered', 'decision', 'withdrawn', 'place',
    'hearing', 'cancellation', 'amendment')),
  at timestamptz not null,
  due_on date,
  body bytea not null,
  read_at timestamptz,
  primary key (tenant_id, application_id, code),
  foreign key (tenant_id, application_id) references application (tenant_id, id) on delete cascade
);
comment on table notice is '受信箱のお知らせ';
create index notice_unread on notice (application_id, tenant_id) where read_at is null;
select enforce_tenancy('notice');

create table correction (
  tenant_id text not null default current_tenant(),
  id text not null,
  application_id uuid not null,
  requested_at timestamptz not null,
  due_on date not null,
  body bytea not null,
  -- What was typed so far; the answer itself after sending.
  draft_body bytea,
  answered_at timestamptz,
  request_key uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, application_id) references application (tenant_id, id) on delete cascade
);
comment on table correction is '補正の求めと回答';
create index correction_by_application on correction (application_id, tenant_id, requested_at);
select enforce_tenancy('correction');

create table letter (
  tenant_id text not null default current_tenant(),
  id text not null,
  application_id uuid not null,
  address text not null,
  body bytea not null,
  arrived_at timestamptz not null,
  -- The moment the notice was first opened: 通知の到達.
  opened_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, application_id) references application (tenant_id, id) on delete cascade
);
comment on table letter is '届いた通知書';
create index letter_by_application on letter (application_id, tenant_id);
select enforce_tenancy('letter');
