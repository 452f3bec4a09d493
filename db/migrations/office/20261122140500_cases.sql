-- 受付審査: every application that arrived, from arrival to completion. What the office decides by (state, section,
-- days) stands in columns; what people wrote is in boxes, encrypted with the case's own data key, so that deleting
-- that key erases the case (暗号消去). Moments are the truth; `state` is their checked projection.

create table case_file (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  receipt_number text not null,
  procedure_id text not null,
  version_hash text not null,
  -- How it came; 'api' through a partner system, 'pittari' and 'partner-csv' were filed at another portal and taken over from there.
  channel text not null check (channel in ('online', 'api', 'counter', 'post', 'agent', 'pittari', 'partner-csv')),
  filer text not null,
  assurance text not null,
  state text not null check (state in (
    'submitted', 'received', 'reviewing', 'correction', 'consulting', 'awaiting-payment', 'approving',
    'decided', 'notified', 'completed', 'withdrawn', 'cancelled', 'expired')),
  -- Where a case that waits for its fee goes on.
  resume_to text check (resume_to in ('received', 'reviewing', 'decided')),
  stage text,
  -- 取消し・撤回 on its way, beside the state: the decision stands until it is decided.
  cancellation text check (cancellation in ('preparing', 'proposed')),
  section_id uuid not null,
  assignee_id uuid,
  -- As it was when the case was taken: shown in lists without asking for the person.
  assignee_name text,
  -- Counts every change: a page that is older than this is told so.
  version integer not null default 1,
  -- Counts what the resident was told.
  status_version integer not null default 0,
  sent_at timestamptz not null,
  arrived_at timestamptz not null,
  received_at timestamptz,
  decided_at timestamptz,
  decided_on date,
  notified_at timestamptz,
  closed_at timestamptz,
  -- Last day of the processing period as known at the last change; stands still while `paused`.
  due_on date,
  paused boolean not null default false,
  -- What lists are sorted by: the due day, or the end of time once decided.
  sort_on date not null default '9999-12-31',
  correction_due_on date,
  outcome_id text,
  result text check (result in ('approved', 'partially-approved', 'rejected', 'dismissed', 'accepted')),
  adverse boolean,
  fee_total integer not null default 0 check (fee_total >= 0),
  fee_paid integer not null default 0 check (fee_paid >= 0),
  paid_at timestamptz,
  payment_due_on date,
  delivery text not null default 'portal',
  place jsonb,
  checks_total integer not null default 0,
  checks_passed integer not null default 0,
  checks_open integer not null default 0,
  confidential boolean not null default false,
  duplicate_token bytea,
  possible_duplicate boolean not null default false,
  correction_lapsed boolean not null default false,
  -- Elapsed days whose alarm has rung, and the day of the next one; none while the clock stands still.
  alarms_rung integer[] not null default '{}',
  alarm_on date,
  updated_at timestamptz not null,
  -- The data key of this case, wrapped; dropping it erases everything in the boxes.
  wrapped_key bytea not null,
  -- Name and kana of the applicant, for lists.
  name_box bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, receipt_number),
  check ((closed_at is not null) = (state in ('completed', 'withdrawn', 'cancelled', 'expired'))),
  check ((resume_to is not null) = (state = 'awaiting-payment')),
  check (cancellation is null or (decided_at is not null and state in ('decided', 'notified', 'completed', 'awaiting-payment'))),
  check (fee_paid <= fee_total or fee_total = 0)
);
comment on table case_file is '案件';
-- Lists of a section, sorted by what is due first; the further columns let counts be answered from the index alone.
create index case_file_open on case_file (tenant_id, section_id, sort_on, id)
  include (state, assignee_id, paused, due_on, confidential) where closed_at is null;
create index case_file_section on case_file (tenant_id, section_id, sort_on, id);
create index case_file_mine on case_file (tenant_id, assignee_id, sort_on, id) where closed_at is null;
create index case_file_arrived on case_file (tenant_id, section_id, arrived_at, id);
create index case_file_export on case_file (tenant_id, arrived_at, id);
create index case_file_duplicate on case_file (tenant_id, procedure_id, duplicate_token) where duplicate_token is not null;
create index case_file_correction_due on case_file (tenant_id, correction_due_on) where state = 'correction';
create index case_file_payment_due on case_file (tenant_id, payment_due_on) where state = 'awaiting-payment';
create index case_file_alarm on case_file (tenant_id, alarm_on) where alarm_on is not null;
select enforce_tenancy('case_file');

-- Answers as they were at each revision: 1 on arrival, one more for each answered correction. Never changed.
create table case_answers (
  tenant_id text not null default current_tenant(),
  case_id uuid not null,
  revision integer not null check (revision > 0),
  made_by text not null check (made_by in ('submission', 'correction', 'paper', 'import')),
  correction_id uuid,
  at timestamptz not null,
  box bytea not null,
  primary key (tenant_id, case_id, revision),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id)
);
comment on table case_answers is '申請内容の版';
select enforce_tenancy('case_answers', 'select,insert');

create table case_attachment (
  tenant_id text not null default current_tenant(),
  case_id uuid not null,
  file_id text not null,
  path text not null,
  revision integer not null,
  media_type text not null,
  bytes bigint not null,
  -- Address of the ciphertext; its key is in the box.
  address text not null,
  sha256 text not null,
  box bytea not null,
  checked_at timestamptz,
  checked_by uuid,
  primary key (tenant_id, case_id, file_id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id)
);
comment on table case_attachment is '添付書類';
select enforce_tenancy('case_attachment', 'select,insert,update');

-- Keyed hashes of receipt number, bigrams of name, kana and address, and birth date. What equality leaks is in the
-- threat model; without the key they can't be turned back.
create table case_search_token (
  tenant_id text not null default current_tenant(),
  token bytea not null,
  case_id uuid not null,
  primary key (tenant_id, token, case_id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id)
);
comment on table case_search_token is '検索用の鍵つきハッシュ';
create index case_search_token_case on case_search_token (tenant_id, case_id);
select enforce_tenancy('case_search_token', 'select,insert,delete');

-- Times in which a case waited for somebody else; what stops the clock is decided by the definition.
create table case_wait (
  tenant_id text not null default current_tenant(),
  case_id uuid not null,
  number integer not null,
  -- `decided`: the days under a refusal that was annulled; the application is decided anew.
  state text not null check (state in ('correction', 'consulting', 'awaiting-payment', 'decided')),
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, case_id, number),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  check (ended_at >= started_at)
);
comment on table case_wait is '待ちの期間（補正・照会・納付）';
create unique index case_wait_running on case_wait (tenant_id, case_id) where ended_at is null;
select enforce_tenancy('case_wait', 'select,insert,update');

create table case_check (
  tenant_id text not null default current_tenant(),
  case_id uuid not null,
  item_id text not null,
  position integer not null,
  -- What the program found; a person's mark stands beside it and counts.
  outcome text not null check (outcome in ('pass', 'fail', 'person')),
  mark text check (mark in ('pass', 'fail')),
  marked_by uuid,
  marked_by_name text,
  marked_at timestamptz,
  box bytea not null,
  finding_box bytea,
  primary key (tenant_id, case_id, item_id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  check ((mark is null) = (marked_at is null))
);
comment on table case_check is '確かめること（点検項目）';
select enforce_tenancy('case_check');

create table case_note (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  author_id uuid not null,
  author_name text not null,
  at timestamptz not null,
  box bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id)
);
comment on table case_note is 'メモ（庁内）';
create index case_note_case on case_note (tenant_id, case_id, at);
select enforce_tenancy('case_note', 'select,insert');

create table case_hand_over (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  from_section_id uuid not null,
  to_section_id uuid not null,
  from_staff_id uuid,
  to_staff_id uuid,
  by_id uuid not null,
  at timestamptz not null,
  box bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id)
);
comment on table case_hand_over is '担当の変更（引継ぎ）';
create index case_hand_over_case on case_hand_over (tenant_id, case_id, at);
select enforce_tenancy('case_hand_over', 'select,insert');

-- 補正 (行政手続法7条): what was asked, of which field, until when, and how it ended.
create table case_correction (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  requested_by uuid not null,
  requested_by_name text not null,
  requested_at timestamptz not null,
  due_on date not null,
  paths text[] not null check (cardinality(paths) > 0),
  answered_paths text[] not null default '{}',
  answered_at timestamptz,
  closed_at timestamptz,
  ended text check (ended in ('answered', 'closed', 'lapsed', 'withdrawn')),
  -- Introduction and the reason of each field, in the words the resident reads.
  box bytea not null,
  comment_box bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  check ((closed_at is null) = (ended is null))
);
comment on table case_correction is '補正の求め';
create unique index case_correction_open on case_correction (tenant_id, case_id) where closed_at is null;
create index case_correction_case on case_correction (tenant_id, case_id, requested_at);
select enforce_tenancy('case_correction', 'select,insert,update');

create table case_consultation (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  body_name text not null check (length(body_name) between 1 and 80),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  due_on date,
  answered_at timestamptz,
  answered_by uuid,
  question_box bytea not null,
  answer_box bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  check ((answered_at is null) = (answer_box is null))
);
comment on table case_consultation is '照会・協議';
create index case_consultation_case on case_consultation (tenant_id, case_id, asked_at);
select enforce_tenancy('case_consultation', 'select,insert,update');

-- Money taken by a clerk. Never changed: a mistake is voided by a row of its own.
create table case_payment (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  amount integer not null check (amount > 0),
  method text not null check (method in ('cash', 'ticket')),
  receipt_no text not null check (length(receipt_no) between 1 and 40),
  received_on date not null,
  -- 会計年度 of the day of receipt: a money record carries it and is not derived later.
  fiscal_year integer not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, fiscal_year, receipt_no),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id)
);
comment on table case_payment is '納付の記録';
create index case_payment_case on case_payment (tenant_id, case_id, at);
select enforce_tenancy('case_payment', 'select,insert');

create table case_payment_void (
  tenant_id text not null default current_tenant(),
  payment_id uuid not null,
  voided_by uuid not null,
  voided_by_name text not null,
  at timestamptz not null,
  reason text not null check (length(reason) between 1 and 200),
  primary key (tenant_id, payment_id),
  foreign key (tenant_id, payment_id) references case_payment (tenant_id, id)
);
comment on table case_payment_void is '納付の取消';
select enforce_tenancy('case_payment_void', 'select,insert');

-- A decision as prepared by the section; the approval route says how it ended.
create table case_decision (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  proposal_id text,
  outcome_id text not null,
  result text not null,
  adverse boolean not null,
  delivery text not null,
  prepared_by uuid not null,
  prepared_by_name text not null,
  prepared_at timestamptz not null,
  -- `notice`: a notice on the way was approved (延期の通知など); its letter goes out and the review goes on.
  -- `annulled`: a refusal that fell from the start (職権取消); the application is decided anew.
  ended text check (ended in ('decided', 'notice', 'sent-back', 'recalled', 'withdrawn', 'annulled')),
  ended_at timestamptz,
  decided_on date,
  document_number text,
  box bytea not null,
  -- The same as it stands after a clerical error was corrected (更正); the box above stays as it was decided.
  amended_box bytea,
  return_box bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  check ((ended is null) = (ended_at is null))
);
comment on table case_decision is '処分案と決定';
create unique index case_decision_running on case_decision (tenant_id, case_id) where ended is null;
create unique index case_decision_once on case_decision (tenant_id, case_id) where ended = 'decided';
create index case_decision_case on case_decision (tenant_id, case_id, prepared_at);
select enforce_tenancy('case_decision', 'select,insert,update');

-- 取消し・撤回 of a decision (職権): what is planned and why, how the person was heard before (行政手続法13条), the proposal it
-- became. The decision stands until the approval route decides; the texts are in the box.
create table case_cancellation (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  -- The decision that is to be undone.
  decision_id uuid not null,
  -- 職権取消 (unlawful from the start, has effect from then) or 撤回 (for the future, from a day).
  kind text not null check (kind in ('annulment', 'revocation')),
  effective_on date,
  -- Whether it is an adverse disposition (不利益処分, 行政手続法2条4号); then the person is heard, or a law says why not.
  adverse boolean not null,
  -- `ordinance`: the disposition rests on an ordinance or rule, and the city's own 行政手続条例 holds (行政手続法3条3項).
  law text not null check (law in ('act', 'ordinance')),
  -- 聴聞, 弁明の機会の付与, or neither.
  way text not null check (way in ('hearing', 'explanation', 'none')),
  exemption text check (exemption in ('urgent', 'qualification', 'money', 'slight', 'excluded')),
  -- How the notices reach the person.
  delivery text not null check (delivery in ('portal', 'post', 'counter')),
  opened_by uuid not null,
  opened_by_name text not null,
  opened_at timestamptz not null,
  -- The notice of the hearing (行政手続法15条・30条).
  noticed_on date,
  noticed_at timestamptz,
  notice_by text check (notice_by in ('letter', 'elsewhere')),
  -- Day of the hearing, or last day to answer.
  answer_on date,
  -- What came of it: the person came or answered, or did not.
  heard_on date,
  heard boolean,
  heard_by uuid,
  proposal_id text,
  prepared_by uuid,
  prepared_by_name text,
  prepared_at timestamptz,
  returned text check (returned in ('sent-back', 'recalled')),
  return_box bytea,
  -- `dropped`: the office does not go on; the decision stays as it is.
  ended text check (ended in ('decided', 'dropped')),
  ended_at timestamptz,
  decided_on date,
  document_number text,
  box bytea not null,
  notice_box bytea,
  heard_box bytea,
  end_box bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  foreign key (tenant_id, decision_id) references case_decision (tenant_id, id),
  check ((ended is null) = (ended_at is null)),
  check ((ended = 'decided') = (decided_on is not null) or ended is null),
  check ((noticed_on is null) = (answer_on is null) and (noticed_on is null) = (notice_by is null)),
  check ((heard_on is null) = (heard is null)),
  check (kind = 'annulment' or effective_on is not null),
  check (way = 'none' or adverse),
  check ((exemption is not null) = (adverse and way = 'none'))
);
comment on table case_cancellation is '決定の取消し・撤回';
create unique index case_cancellation_running on case_cancellation (tenant_id, case_id) where ended is null;
create unique index case_cancellation_once on case_cancellation (tenant_id, decision_id) where ended = 'decided';
create index case_cancellation_case on case_cancellation (tenant_id, case_id, opened_at);
select enforce_tenancy('case_cancellation', 'select,insert,update');

-- 更正 of a decision: an evident clerical error of its notice (誤記・計算違い) is put right. The decision itself stays; what was wrong,
-- what is right and why is in the box.
create table case_amendment (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  decision_id uuid not null,
  delivery text not null check (delivery in ('portal', 'post', 'counter')),
  proposal_id text,
  prepared_by uuid not null,
  prepared_by_name text not null,
  prepared_at timestamptz not null,
  ended text check (ended in ('decided', 'sent-back', 'recalled')),
  ended_at timestamptz,
  decided_on date,
  document_number text,
  box bytea not null,
  return_box bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  foreign key (tenant_id, decision_id) references case_decision (tenant_id, id),
  check ((ended is null) = (ended_at is null)),
  check (ended is distinct from 'decided' or decided_on is not null)
);
comment on table case_amendment is '決定の更正';
create unique index case_amendment_running on case_amendment (tenant_id, case_id) where ended is null;
create index case_amendment_case on case_amendment (tenant_id, case_id, prepared_at);
select enforce_tenancy('case_amendment', 'select,insert,update');

create table case_letter (
  tenant_id text not null default current_tenant(),
  case_id uuid not null,
  letter_id text not null,
  -- The letter of a decision, of its cancellation (the notice of the hearing, and the result), or of its 更正.
  purpose text not null default 'decision' check (purpose in ('decision', 'hearing', 'cancellation', 'amendment')),
  decision_id uuid,
  cancellation_id uuid,
  amendment_id uuid,
  way text not null check (way in ('portal', 'post', 'counter')),
  title text not null,
  document_number text,
  ordered_at timestamptz not null,
  made_at timestamptz,
  failed_at timestamptz,
  failure text,
  delivered_at timestamptz,
  delivered_by uuid,
  -- First opened in the mailbox: 到達 of the notice.
  read_at timestamptz,
  -- It had not left the house when the decision was annulled: it never does.
  voided_at timestamptz,
  box bytea,
  primary key (tenant_id, case_id, letter_id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  foreign key (tenant_id, decision_id) references case_decision (tenant_id, id),
  foreign key (tenant_id, cancellation_id) references case_cancellation (tenant_id, id),
  check ((purpose = 'decision') = (decision_id is not null)),
  foreign key (tenant_id, amendment_id) references case_amendment (tenant_id, id),
  check ((purpose in ('hearing', 'cancellation')) = (cancellation_id is not null)),
  check ((purpose = 'amendment') = (amendment_id is not null))
);
comment on table case_letter is '通知書';
select enforce_tenancy('case_letter', 'select,insert,update');

create table case_withdrawal (
  tenant_id text not null default current_tenant(),
  case_id uuid not null,
  by_kind text not null check (by_kind in ('resident', 'staff')),
  by_id text not null,
  withdrawn_at timestamptz not null,
  recorded_at timestamptz not null,
  box bytea not null,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id)
);
comment on table case_withdrawal is '取下げ';
select enforce_tenancy('case_withdrawal', 'select,insert');

-- What came in on paper: who took it, when it arrived, which document proved who filed it.
create table case_paper (
  tenant_id text not null default current_tenant(),
  case_id uuid not null,
  registered_by uuid not null,
  registered_by_name text not null,
  registered_at timestamptz not null,
  arrived_on date not null,
  identity_document text not null,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id)
);
comment on table case_paper is '紙の申請の受付';
select enforce_tenancy('case_paper', 'select,insert');

-- Where a case comes from that was filed at another portal. The same number of the same source is one case.
create table case_origin (
  tenant_id text not null default current_tenant(),
  case_id uuid not null,
  source text not null,
  -- The sender's receipt number, as it stands in what was delivered.
  sender_number text not null check (length(sender_number) between 1 and 80),
  manifest text not null,
  manifest_version integer not null,
  -- Keyed hash of everything that was delivered: the same again, or something else under the same number.
  content_token bytea not null,
  taken_at timestamptz not null,
  taken_by text not null,
  -- Of a package: address of its ciphertext, size and SHA-256 of the untouched original. Its key is in the box.
  address text,
  bytes bigint,
  sha256 text,
  -- The row as it was written, what could not be read or does not hold, and the key of the package.
  box bytea not null,
  primary key (tenant_id, case_id),
  unique (tenant_id, source, sender_number),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  check ((address is null) = (sha256 is null))
);
comment on table case_origin is 'ほかの受付サービスから取り込んだ申請の原本';
create index case_origin_address on case_origin (tenant_id, address) where address is not null;
select enforce_tenancy('case_origin', 'select,insert');

-- A paper application while a clerk types it in; gone with the registration.
create table case_paper_draft (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  procedure_id text not null,
  version_hash text not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  -- Set when it has become a case: the same form sent again leads there.
  case_id uuid,
  box bytea not null,
  primary key (tenant_id, id)
);
comment on table case_paper_draft is '入力中の紙の申請';
create index case_paper_draft_staff on case_paper_draft (tenant_id, staff_id, updated_at desc);
select enforce_tenancy('case_paper_draft');

create table case_paper_counter (
  tenant_id text not null default current_tenant(),
  prefix text not null,
  year integer not null,
  last integer not null,
  primary key (tenant_id, prefix, year)
);
comment on table case_paper_counter is '紙の申請の受付番号（900001から）';
select enforce_tenancy('case_paper_counter', 'select,insert,update');

-- Every write carries the key its form was rendered with: the same key twice is one effect.
create table case_request (
  tenant_id text not null default current_tenant(),
  request_key uuid not null,
  case_id uuid not null,
  action text not null,
  actor_id text not null,
  at timestamptz not null,
  primary key (tenant_id, request_key, case_id)
);
comment on table case_request is '操作の一意キー';
select enforce_tenancy('case_request', 'select,insert');

-- Messages that can't be taken in yet (a definition version that is not known here). Nothing is lost: they wait.
create table case_parked (
  tenant_id text not null default current_tenant(),
  envelope_id uuid not null,
  kind text not null,
  reason text not null,
  receipt_number text not null,
  procedure_id text not null,
  version_hash text not null,
  parked_at timestamptz not null,
  resolved_at timestamptz,
  header jsonb not null,
  box bytea not null,
  primary key (tenant_id, envelope_id)
);
comment on table case_parked is '保留中の受信';
create index case_parked_waiting on case_parked (tenant_id, parked_at) where resolved_at is null;
select enforce_tenancy('case_parked', 'select,insert,update');

-- A search is kept here, encrypted, so that no name stands in an address or a log.
create table case_saved_search (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  staff_id uuid not null,
  at timestamptz not null,
  box bytea not null,
  primary key (tenant_id, id)
);
comment on table case_saved_search is '検索条件（暗号化）';
create index case_saved_search_age on case_saved_search (tenant_id, at);
select enforce_tenancy('case_saved_search', 'select,insert,delete');

create table case_bulk_job (
  tenant_id text not null default current_tenant(),
  id uuid not null default gen_random_uuid(),
  request_key uuid not null,
  staff_id uuid not null,
  action text not null check (action in ('take', 'hand-over', 'mark', 'decide')),
  state text not null default 'ready' check (state in ('ready', 'running', 'done')),
  created_at timestamptz not null,
  finished_at timestamptz,
  -- Who asked, with the permissions of that moment, and what was asked.
  box bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, request_key)
);
comment on table case_bulk_job is '一括処理';
create index case_bulk_job_waiting on case_bulk_job (tenant_id, created_at) where state <> 'done';
select enforce_tenancy('case_bulk_job', 'select,insert,update');

create table case_bulk_item (
  tenant_id text not null default current_tenant(),
  job_id uuid not null,
  position integer not null,
  case_id uuid not null,
  expected_version integer not null,
  done_at timestamptz,
  refusal text,
  primary key (tenant_id, job_id, position),
  foreign key (tenant_id, job_id) references case_bulk_job (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id)
);
comment on table case_bulk_item is '一括処理の対象';
select enforce_tenancy('case_bulk_item', 'select,insert,update');

-- Who looked at whose data, when, from which screen: codes and ids only, never changed (個人情報保護法66条の安全管理).
create table case_access (
  tenant_id text not null default current_tenant(),
  id bigint generated always as identity,
  at timestamptz not null,
  staff_id uuid not null,
  purpose text not null check (purpose in ('queue', 'search', 'case', 'attachment', 'export', 'bulk', 'letter', 'intake')),
  -- Absent for an export: there the number counts, and the event of the export names its conditions.
  case_ids uuid[] not null default '{}',
  case_count integer not null,
  request_id text,
  primary key (tenant_id, id)
);
comment on table case_access is '案件の閲覧記録';
create index case_access_at on case_access (tenant_id, at);
create index case_access_staff on case_access (tenant_id, staff_id, at);
create index case_access_case on case_access using gin (case_ids);
select enforce_tenancy('case_access', 'select,insert');
