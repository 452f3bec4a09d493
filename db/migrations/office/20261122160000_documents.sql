-- 通知書: ordered in the transaction of a decision, made afterwards, so that nobody waits for typesetting. A letter is
-- never lost between the two: the order is the row, and making it can be repeated.

-- 文書番号: one row a symbol and fiscal year; the row is locked while a number is taken, so that there are no holes and no twins.
create table document_number (
  tenant_id text not null default current_tenant(),
  symbol text not null,
  fiscal_year integer not null check (fiscal_year between 2000 and 2999),
  last integer not null check (last >= 0),
  primary key (tenant_id, symbol, fiscal_year)
);
comment on table document_number is '文書番号';
select enforce_tenancy('document_number', 'select,insert,update');

create table letter (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  decision_id uuid not null,
  receipt_number text not null,
  section_id uuid not null,
  section_name text not null,
  procedure_id text not null,
  version_hash text not null,
  title text not null,
  template text not null,
  seal text not null check (seal in ('image', 'omitted', 'none')),
  document_number text,
  -- Recipient, data, grounds: encrypted, bound to this row.
  draft bytea not null,
  -- Reference to the PDF with its key: encrypted, bound to this row.
  file bytea,
  pages integer,
  delivery text not null check (delivery in ('portal', 'post', 'counter')),
  state text not null check (state in ('ordered', 'made', 'failed', 'sent', 'handed-over', 'void')),
  failure text,
  attempts integer not null default 0,
  -- Not before this moment: a failed attempt waits.
  next_at timestamptz not null,
  decided_on date not null,
  ordered_by uuid not null,
  ordered_at timestamptz not null,
  made_at timestamptz,
  delivered_at timestamptz,
  delivered_by uuid,
  version integer not null default 1,
  request_key uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, request_key),
  check ((state in ('made', 'sent', 'handed-over')) <= (file is not null)),
  check ((state = 'failed') = (failure is not null))
);
comment on table letter is '通知書';
create index letter_to_make on letter (tenant_id, next_at) where state = 'ordered';
create index letter_to_deliver on letter (tenant_id, delivery, made_at) where state = 'made';
create index letter_of_case on letter (tenant_id, case_id);
create unique index letter_number_once on letter (tenant_id, document_number) where document_number is not null;
select enforce_tenancy('letter', 'select,insert,update');
