-- 起案から決裁まで. A route keeps posts, not persons: who acts is found at the moment of the act, and kept as a snapshot,
-- so that a transfer of staff on 1 April changes nothing that was done before it.

create table approval_matter (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  matter text not null check (matter ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  label text not null check (length(label) between 1 and 100),
  -- Yen up to which this row decides; null: any amount.
  up_to bigint check (up_to >= 0),
  decider_rank integer not null check (decider_rank between 1 and 100),
  -- Sections that are consulted (合議), by code, in order.
  concurrence text[] not null default '{}',
  -- 代決 is not for important, unusual or novel matters.
  substitution boolean not null default true,
  -- Simple matters may be decided several at once.
  bulk boolean not null default false,
  basis text not null default '',
  begins_on date not null,
  ends_on date,
  primary key (tenant_id, id),
  check (ends_on is null or ends_on >= begins_on)
);
comment on table approval_matter is '決裁区分';
create unique index approval_matter_once on approval_matter (tenant_id, matter, coalesce(up_to, -1), begins_on);
select enforce_tenancy('approval_matter');

create table proposal (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  -- What it is about: a case, or an internal matter (内部事務) of another capability, and its id there.
  subject text not null default 'case' check (subject ~ '^[a-z][a-z-]{0,29}$'),
  subject_id uuid not null,
  -- The subject's own record of this decision, and how people call it; a case has a receipt number and a procedure.
  decision_id uuid not null,
  receipt_number text not null,
  procedure_id text not null,
  matter text not null,
  matter_label text not null,
  amount bigint,
  basis text not null default '',
  substitution boolean not null,
  bulk boolean not null,
  section_id uuid not null,
  section_name text not null,
  proposer_id uuid not null,
  proposer_name text not null,
  proposer_post text not null,
  -- Who wrote what is decided on, besides the proposer: they do not act on it either.
  authors uuid[] not null default '{}',
  outcome_label text not null,
  adverse boolean not null,
  -- Title, text, facts, findings, letter: encrypted, bound to this row.
  body bytea not null,
  -- SHA-256 of what is decided on; every act names the text it was done on.
  body_hash bytea not null,
  state text not null check (state in ('circulating', 'held', 'returned', 'recalled', 'refused', 'decided')),
  retention text not null,
  due_on date,
  proposed_at timestamptz not null,
  ended_at timestamptz,
  decided_on date,
  decided_manner text check (decided_manner in ('decision', 'delegated', 'substitute')),
  version integer not null default 1,
  request_key uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, request_key),
  check ((state = 'decided') = (decided_on is not null and decided_manner is not null)),
  check ((state in ('circulating', 'held')) = (ended_at is null))
);
comment on table proposal is '起案';
-- One living proposal for a subject: two clerks can't send two.
create unique index proposal_one_alive on proposal (tenant_id, subject_id) where state in ('circulating', 'held');
create index proposal_of_proposer on proposal (tenant_id, proposer_id, proposed_at desc);
select enforce_tenancy('proposal', 'select,insert,update');

create table approval_step (
  tenant_id text not null default current_tenant(),
  proposal_id uuid not null,
  step integer not null check (step >= 1),
  act text not null check (act in ('approve', 'concur', 'decide')),
  section_id uuid not null,
  section_name text not null,
  rank integer not null,
  post_name text not null,
  state text not null check (state in ('waiting', 'open', 'done', 'skipped')),
  primary key (tenant_id, proposal_id, step),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
comment on table approval_step is '決裁の道すじ';
create unique index approval_step_one_open on approval_step (tenant_id, proposal_id) where state = 'open';
create index approval_step_open on approval_step (tenant_id, section_id, rank) where state = 'open';
select enforce_tenancy('approval_step', 'select,insert,update');

create table approval_act (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  proposal_id uuid not null,
  -- Counts within the proposal, whose row is locked meanwhile: the order of acts is not a matter of clocks.
  number integer not null check (number >= 1),
  step integer,
  act text not null check (act in ('propose', 'approve', 'concur', 'object', 'decide', 'refuse', 'send-back', 'hold', 'resume', 'recall', 'post-review')),
  staff_id uuid not null,
  staff_name text not null,
  post_name text not null,
  section_name text not null,
  -- 代: acted in the place of an absent holder.
  substitute_for text,
  comment bytea,
  body_hash bytea not null,
  acted_at timestamptz not null,
  request_key uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, request_key),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
comment on table approval_act is '決裁の記録';
create unique index approval_act_of_proposal on approval_act (tenant_id, proposal_id, number);
select enforce_tenancy('approval_act', 'select,insert');

create table post_review (
  tenant_id text not null default current_tenant(),
  proposal_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  post_name text not null,
  asked_at timestamptz not null,
  seen_at timestamptz,
  primary key (tenant_id, proposal_id, staff_id),
  foreign key (tenant_id, proposal_id) references proposal (tenant_id, id)
);
comment on table post_review is '後閲';
create index post_review_open on post_review (tenant_id, staff_id) where seen_at is null;
select enforce_tenancy('post_review', 'select,insert,update');
