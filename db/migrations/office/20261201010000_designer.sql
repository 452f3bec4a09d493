-- Working copies (下書き) of definitions: what clerks write before another person lets it hold. A save is never changed or
-- removed, so nobody's work is lost; a published version is a row of procedure_version.

create table working_copy (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  procedure_id text not null check (procedure_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- The published version that it was begun from and is compared with; null for a procedure that is new here.
  base_number integer,
  -- Shared groups it may use, as they stood when it was begun.
  shared jsonb not null,
  state text not null check (state in ('open', 'proposed', 'published', 'discarded')),
  -- Number of the newest save.
  version integer not null check (version > 0),
  begun_by text not null,
  begun_at timestamptz not null,
  saved_at timestamptz not null,
  primary key (tenant_id, id)
);
comment on table working_copy is '手続の下書き';
create index working_copy_by_procedure on working_copy (procedure_id, tenant_id);
select enforce_tenancy('working_copy', 'select,insert,update');

create table working_copy_save (
  tenant_id text not null default current_tenant(),
  copy_id uuid not null,
  -- Two people who save over the same number: the second is told.
  number integer not null check (number > 0),
  source text not null check (length(source) <= 524288),
  -- Example cases and letters by file name.
  cases jsonb not null,
  letters jsonb not null,
  -- What was done, in words.
  note text not null check (length(note) <= 200),
  saved_by text not null,
  saved_name text not null,
  saved_at timestamptz not null,
  -- Of the form: twice is once.
  request_key uuid not null,
  primary key (tenant_id, copy_id, number),
  foreign key (tenant_id, copy_id) references working_copy (tenant_id, id)
);
comment on table working_copy_save is '手続の下書きの保存';
create unique index working_copy_save_once on working_copy_save (request_key, tenant_id);
select enforce_tenancy('working_copy_save', 'select,insert');

create table working_copy_comment (
  tenant_id text not null default current_tenant(),
  id uuid not null,
  copy_id uuid not null,
  body text not null check (length(body) between 1 and 2000),
  written_by text not null,
  written_name text not null,
  written_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, copy_id) references working_copy (tenant_id, id)
);
comment on table working_copy_comment is '手続の下書きへのコメント';
create index working_copy_comment_by_copy on working_copy_comment (copy_id, tenant_id);
select enforce_tenancy('working_copy_comment', 'select,insert');

-- The record of a decision: who proposed which text, and who let it hold or sent it back.
create table publication_proposal (
  tenant_id text not null default current_tenant(),
  -- The key of the form that proposed it: twice is once.
  id uuid not null,
  copy_id uuid not null,
  procedure_id text not null,
  save_number integer not null,
  -- The text that was proposed, with its groups and letters.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- Newest published number when it was proposed: what the differences were shown against.
  base_number integer,
  holds_from date not null,
  reason text not null check (length(reason) between 1 and 1000),
  state text not null check (state in ('proposed', 'approved', 'sent-back', 'recalled')),
  proposed_by text not null,
  proposed_name text not null,
  proposed_post text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_name text,
  decided_post text,
  decided_at timestamptz,
  decision_comment text not null default '' check (length(decision_comment) <= 1000),
  -- The version that it became.
  published_number integer,
  primary key (tenant_id, id),
  foreign key (tenant_id, copy_id) references working_copy (tenant_id, id),
  check ((state = 'proposed') = (decided_at is null)),
  check ((state = 'approved') = (published_number is not null)),
  -- Four eyes, also in the database.
  check (state <> 'approved' or decided_by <> proposed_by)
);
comment on table publication_proposal is '手続の公開の決裁記録';
create index publication_proposal_by_copy on publication_proposal (copy_id, tenant_id);
select enforce_tenancy('publication_proposal', 'select,insert,update');

-- How many residents are writing an application under each version: counted by the internet zone, the whole replaced each time.
create table draft_count (
  tenant_id text not null default current_tenant(),
  procedure_id text not null check (length(procedure_id) between 1 and 128),
  version_hash text not null check (length(version_hash) <= 64),
  count integer not null check (count > 0),
  primary key (tenant_id, procedure_id, version_hash)
);
comment on table draft_count is '市民の書きかけの数';
select enforce_tenancy('draft_count', 'select,insert,delete');

-- When they were counted; also when there were none.
create table draft_counting (
  tenant_id text not null default current_tenant(),
  counted_at timestamptz not null,
  primary key (tenant_id)
);
comment on table draft_counting is '市民の書きかけを数えた時';
select enforce_tenancy('draft_counting', 'select,insert,update');
