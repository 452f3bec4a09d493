// Made from the live schema by "npm run yanagi -- types"; a test fails when it is stale. Don't edit.
import type { ColumnType } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type GeneratedAlways<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>
type Moment = ColumnType<Date, Date | string, Date | string>
/** Read as parsed JSON to be checked; written as `JSON.stringify(value)`, because the driver turns an array into a PostgreSQL array. */
type Json = ColumnType<unknown, string, string>

/** 不在と代決者 */
export interface AbsenceTable {
  tenant_id: Generated<string>
  id: Generated<string>
  staff_id: string
  begins_on: string
  ends_on: string
  reason: 'leave' | 'trip' | 'illness' | 'training' | 'other'
  deputy_id: string | null
  entered_by: string
  entered_at: Moment
  cancelled_at: Moment | null
}

/** 住所の位置（アドレス・ベース・レジストリ） */
export interface AddressPointTable {
  tenant_id: Generated<string>
  town: string
  number: string
  level: 'house' | 'block' | 'town'
  lat: number
  lon: number
}

/** 連携システム */
export interface ApiClientTable {
  tenant_id: Generated<string>
  id: string
  name: string
  contact: string
  scopes: string[]
  sections: string[]
  procedures: string[]
  attests: string[]
  per_minute: number
  valid_until: string
  revoked_at: Moment | null
  version: Generated<number>
  secret_hash: string | null
  public_key: Json | null
  former_hash: string | null
  former_until: Moment | null
  secret_at: Moment
  webhook_url: string | null
  webhook_events: Generated<string[]>
  webhook_box: Buffer | null
  webhook_at: Moment | null
  request_key: string
  secret_key: string | null
  webhook_key: string | null
  made_at: Moment
  made_by: string
  changed_at: Moment
}

/** 届かなかった連携システムへの通知 */
export interface ApiFailedDeliveryTable {
  tenant_id: Generated<string>
  id: string
  client_id: string
  event: string
  receipt_number: string
  attempts: number
  code: string
  outcome: 'given-up' | 'asked-again' | 'delivered'
  at: Moment
}

/** 決裁の記録 */
export interface ApprovalActTable {
  tenant_id: Generated<string>
  id: Generated<string>
  proposal_id: string
  number: number
  step: number | null
  act: 'propose' | 'approve' | 'concur' | 'object' | 'decide' | 'refuse' | 'send-back' | 'hold' | 'resume' | 'recall' | 'post-review'
  staff_id: string
  staff_name: string
  post_name: string
  section_name: string
  substitute_for: string | null
  comment: Buffer | null
  body_hash: Buffer
  acted_at: Moment
  request_key: string
}

/** 決裁区分 */
export interface ApprovalMatterTable {
  tenant_id: Generated<string>
  id: Generated<string>
  matter: string
  label: string
  up_to: number | null
  decider_rank: number
  concurrence: Generated<string[]>
  substitution: Generated<boolean>
  bulk: Generated<boolean>
  basis: Generated<string>
  begins_on: string
  ends_on: string | null
}

/** 決裁の道すじ */
export interface ApprovalStepTable {
  tenant_id: Generated<string>
  proposal_id: string
  step: number
  act: 'approve' | 'concur' | 'decide'
  section_id: string
  section_name: string
  rank: number
  post_name: string
  state: 'waiting' | 'open' | 'done' | 'skipped'
}

/** 発令（本務・兼務・事務取扱） */
export interface AssignmentTable {
  tenant_id: Generated<string>
  id: Generated<string>
  staff_id: string
  section_id: string
  post_id: string
  kind: 'principal' | 'concurrent' | 'acting'
  begins_on: string
  ends_on: string | null
}

/** 案件の閲覧記録 */
export interface CaseAccessTable {
  tenant_id: Generated<string>
  id: GeneratedAlways<number>
  at: Moment
  staff_id: string
  purpose: 'queue' | 'search' | 'case' | 'attachment' | 'export' | 'bulk' | 'letter' | 'intake'
  case_ids: Generated<string[]>
  case_count: number
  request_id: string | null
}

/** 決定の更正 */
export interface CaseAmendmentTable {
  tenant_id: Generated<string>
  id: Generated<string>
  case_id: string
  decision_id: string
  delivery: 'portal' | 'post' | 'counter'
  proposal_id: string | null
  prepared_by: string
  prepared_by_name: string
  prepared_at: Moment
  ended: 'decided' | 'sent-back' | 'recalled' | null
  ended_at: Moment | null
  decided_on: string | null
  document_number: string | null
  box: Buffer
  return_box: Buffer | null
}

/** 申請内容の版 */
export interface CaseAnswersTable {
  tenant_id: Generated<string>
  case_id: string
  revision: number
  made_by: 'submission' | 'correction' | 'paper' | 'import'
  correction_id: string | null
  at: Moment
  box: Buffer
}

/** 添付書類 */
export interface CaseAttachmentTable {
  tenant_id: Generated<string>
  case_id: string
  file_id: string
  path: string
  revision: number
  media_type: string
  bytes: number
  address: string
  sha256: string
  box: Buffer
  checked_at: Moment | null
  checked_by: string | null
}

/** 一括処理の対象 */
export interface CaseBulkItemTable {
  tenant_id: Generated<string>
  job_id: string
  position: number
  case_id: string
  expected_version: number
  done_at: Moment | null
  refusal: string | null
}

/** 一括処理 */
export interface CaseBulkJobTable {
  tenant_id: Generated<string>
  id: Generated<string>
  request_key: string
  staff_id: string
  action: 'take' | 'hand-over' | 'mark' | 'decide'
  state: Generated<'ready' | 'running' | 'done'>
  created_at: Moment
  finished_at: Moment | null
  box: Buffer
}

/** 決定の取消し・撤回 */
export interface CaseCancellationTable {
  tenant_id: Generated<string>
  id: Generated<string>
  case_id: string
  decision_id: string
  kind: 'annulment' | 'revocation'
  effective_on: string | null
  adverse: boolean
  law: 'act' | 'ordinance'
  way: 'hearing' | 'explanation' | 'none'
  exemption: 'urgent' | 'qualification' | 'money' | 'slight' | 'excluded' | null
  delivery: 'portal' | 'post' | 'counter'
  opened_by: string
  opened_by_name: string
  opened_at: Moment
  noticed_on: string | null
  noticed_at: Moment | null
  notice_by: 'letter' | 'elsewhere' | null
  answer_on: string | null
  heard_on: string | null
  heard: boolean | null
  heard_by: string | null
  proposal_id: string | null
  prepared_by: string | null
  prepared_by_name: string | null
  prepared_at: Moment | null
  returned: 'sent-back' | 'recalled' | null
  return_box: Buffer | null
  ended: 'decided' | 'dropped' | null
  ended_at: Moment | null
  decided_on: string | null
  document_number: string | null
  box: Buffer
  notice_box: Buffer | null
  heard_box: Buffer | null
  end_box: Buffer | null
}

/** 確かめること（点検項目） */
export interface CaseCheckTable {
  tenant_id: Generated<string>
  case_id: string
  item_id: string
  position: number
  outcome: 'pass' | 'fail' | 'person'
  mark: 'pass' | 'fail' | null
  marked_by: string | null
  marked_by_name: string | null
  marked_at: Moment | null
  box: Buffer
  finding_box: Buffer | null
}

/** 照会・協議 */
export interface CaseConsultationTable {
  tenant_id: Generated<string>
  id: Generated<string>
  case_id: string
  body_name: string
  asked_by: string
  asked_by_name: string
  asked_at: Moment
  due_on: string | null
  answered_at: Moment | null
  answered_by: string | null
  question_box: Buffer
  answer_box: Buffer | null
}

/** 補正の求め */
export interface CaseCorrectionTable {
  tenant_id: Generated<string>
  id: Generated<string>
  case_id: string
  requested_by: string
  requested_by_name: string
  requested_at: Moment
  due_on: string
  paths: string[]
  answered_paths: Generated<string[]>
  answered_at: Moment | null
  closed_at: Moment | null
  ended: 'answered' | 'closed' | 'lapsed' | 'withdrawn' | null
  box: Buffer
  comment_box: Buffer | null
}

/** 処分案と決定 */
export interface CaseDecisionTable {
  tenant_id: Generated<string>
  id: Generated<string>
  case_id: string
  proposal_id: string | null
  outcome_id: string
  result: string
  adverse: boolean
  delivery: string
  prepared_by: string
  prepared_by_name: string
  prepared_at: Moment
  ended: 'decided' | 'notice' | 'sent-back' | 'recalled' | 'withdrawn' | 'annulled' | null
  ended_at: Moment | null
  decided_on: string | null
  document_number: string | null
  box: Buffer
  amended_box: Buffer | null
  return_box: Buffer | null
}

/** 案件 */
export interface CaseFileTable {
  tenant_id: Generated<string>
  id: Generated<string>
  receipt_number: string
  procedure_id: string
  version_hash: string
  channel: 'online' | 'api' | 'counter' | 'post' | 'agent' | 'pittari' | 'partner-csv'
  filer: string
  assurance: string
  state: 'submitted' | 'received' | 'reviewing' | 'correction' | 'consulting' | 'awaiting-payment' | 'approving' | 'decided' | 'notified' | 'completed' | 'withdrawn' | 'cancelled' | 'expired'
  resume_to: 'received' | 'reviewing' | 'decided' | null
  stage: string | null
  cancellation: 'preparing' | 'proposed' | null
  section_id: string
  assignee_id: string | null
  assignee_name: string | null
  version: Generated<number>
  status_version: Generated<number>
  sent_at: Moment
  arrived_at: Moment
  received_at: Moment | null
  decided_at: Moment | null
  decided_on: string | null
  notified_at: Moment | null
  closed_at: Moment | null
  due_on: string | null
  paused: Generated<boolean>
  sort_on: Generated<string>
  correction_due_on: string | null
  outcome_id: string | null
  result: 'approved' | 'partially-approved' | 'rejected' | 'dismissed' | 'accepted' | null
  adverse: boolean | null
  fee_total: Generated<number>
  fee_paid: Generated<number>
  paid_at: Moment | null
  payment_due_on: string | null
  delivery: Generated<string>
  place: Json | null
  checks_total: Generated<number>
  checks_passed: Generated<number>
  checks_open: Generated<number>
  confidential: Generated<boolean>
  duplicate_token: Buffer | null
  possible_duplicate: Generated<boolean>
  correction_lapsed: Generated<boolean>
  alarms_rung: Generated<number[]>
  alarm_on: string | null
  updated_at: Moment
  wrapped_key: Buffer
  name_box: Buffer
}

/** 担当の変更（引継ぎ） */
export interface CaseHandOverTable {
  tenant_id: Generated<string>
  id: Generated<string>
  case_id: string
  from_section_id: string
  to_section_id: string
  from_staff_id: string | null
  to_staff_id: string | null
  by_id: string
  at: Moment
  box: Buffer
}

/** 通知書 */
export interface CaseLetterTable {
  tenant_id: Generated<string>
  case_id: string
  letter_id: string
  purpose: Generated<'decision' | 'hearing' | 'cancellation' | 'amendment'>
  decision_id: string | null
  cancellation_id: string | null
  amendment_id: string | null
  way: 'portal' | 'post' | 'counter'
  title: string
  document_number: string | null
  ordered_at: Moment
  made_at: Moment | null
  failed_at: Moment | null
  failure: string | null
  delivered_at: Moment | null
  delivered_by: string | null
  read_at: Moment | null
  voided_at: Moment | null
  box: Buffer | null
}

/** メモ（庁内） */
export interface CaseNoteTable {
  tenant_id: Generated<string>
  id: Generated<string>
  case_id: string
  author_id: string
  author_name: string
  at: Moment
  box: Buffer
}

/** ほかの受付サービスから取り込んだ申請の原本 */
export interface CaseOriginTable {
  tenant_id: Generated<string>
  case_id: string
  source: string
  sender_number: string
  manifest: string
  manifest_version: number
  content_token: Buffer
  taken_at: Moment
  taken_by: string
  address: string | null
  bytes: number | null
  sha256: string | null
  box: Buffer
}

/** 紙の申請の受付 */
export interface CasePaperTable {
  tenant_id: Generated<string>
  case_id: string
  registered_by: string
  registered_by_name: string
  registered_at: Moment
  arrived_on: string
  identity_document: string
}

/** 紙の申請の受付番号（900001から） */
export interface CasePaperCounterTable {
  tenant_id: Generated<string>
  prefix: string
  year: number
  last: number
}

/** 入力中の紙の申請 */
export interface CasePaperDraftTable {
  tenant_id: Generated<string>
  id: Generated<string>
  staff_id: string
  procedure_id: string
  version_hash: string
  version: Generated<number>
  updated_at: Moment
  case_id: string | null
  box: Buffer
}

/** 保留中の受信 */
export interface CaseParkedTable {
  tenant_id: Generated<string>
  envelope_id: string
  kind: string
  reason: string
  receipt_number: string
  procedure_id: string
  version_hash: string
  parked_at: Moment
  resolved_at: Moment | null
  header: Json
  box: Buffer
}

/** 納付の記録 */
export interface CasePaymentTable {
  tenant_id: Generated<string>
  id: Generated<string>
  case_id: string
  amount: number
  method: 'cash' | 'ticket'
  receipt_no: string
  received_on: string
  fiscal_year: number
  recorded_by: string
  recorded_by_name: string
  at: Moment
}

/** 納付の取消 */
export interface CasePaymentVoidTable {
  tenant_id: Generated<string>
  payment_id: string
  voided_by: string
  voided_by_name: string
  at: Moment
  reason: string
}

/** 操作の一意キー */
export interface CaseRequestTable {
  tenant_id: Generated<string>
  request_key: string
  case_id: string
  action: string
  actor_id: string
  at: Moment
}

/** 検索条件（暗号化） */
export interface CaseSavedSearchTable {
  tenant_id: Generated<string>
  id: Generated<string>
  staff_id: string
  at: Moment
  box: Buffer
}

/** 検索用の鍵つきハッシュ */
export interface CaseSearchTokenTable {
  tenant_id: Generated<string>
  token: Buffer
  case_id: string
}

/** 待ちの期間（補正・照会・納付） */
export interface CaseWaitTable {
  tenant_id: Generated<string>
  case_id: string
  number: number
  state: 'correction' | 'consulting' | 'awaiting-payment' | 'decided'
  started_at: Moment
  ended_at: Moment | null
}

/** 取下げ */
export interface CaseWithdrawalTable {
  tenant_id: Generated<string>
  case_id: string
  by_kind: 'resident' | 'staff'
  by_id: string
  withdrawn_at: Moment
  recorded_at: Moment
  box: Buffer
}

/** 手続カタログの改版番号 */
export interface CatalogueRevisionTable {
  tenant_id: Generated<string>
  revision: Generated<number>
  seeded_from: string | null
}

/** 閉庁日・開庁日の例外 */
export interface ClosedDayTable {
  tenant_id: Generated<string>
  day: string
  kind: 'closed' | 'open'
  reason: string
}

/** データセット */
export interface DatasetTable {
  tenant_id: Generated<string>
  dataset_id: string
  uuid: string
  slug: string
  old_slugs: Generated<string[]>
  definition: Json
  about: Json
  state: 'draft' | 'published' | 'withdrawn'
  revision: Generated<number>
  headers: Generated<Json>
  automatic: Generated<boolean>
  described: Generated<boolean>
  source_problems: Generated<Json>
}

/** データセットの作業の記録 */
export interface DatasetActTable {
  tenant_id: Generated<string>
  id: string
  dataset_id: string | null
  draft_id: string | null
  act: string
  staff_id: string
  staff_name: string
  staff_post: string
  at: Moment
  note: Generated<string>
  figures: Generated<Json>
}

/** データセットの届いたファイル */
export interface DatasetDeliveryTable {
  tenant_id: Generated<string>
  id: string
  dataset_id: string
  sections: string[] | null
  client: string
  name: string
  file: Json
  state: 'waiting' | 'taken' | 'refused'
  reason: Generated<string>
  refusal: string | null
  draft_id: string | null
  told: Json | null
  told_number: Generated<number>
  told_end: Generated<boolean>
  arrived_at: Moment
}

/** データセットの下書き */
export interface DatasetDraftTable {
  tenant_id: Generated<string>
  id: string
  dataset_id: string | null
  state: 'describing' | 'matching' | 'reading' | 'open' | 'proposed' | 'published' | 'discarded'
  way: 'screen' | 'folder' | 'robot' | 'description'
  revision: Generated<number>
  source: Json | null
  source_name: string
  source_sha256: string
  definition: Json | null
  about: Json | null
  layout: Json | null
  base_number: Generated<number>
  task: Json | null
  lease_until: Moment | null
  done: Generated<number>
  row_count: Generated<number>
  findings: Generated<Json>
  proposal: Json | null
  fault: string | null
  begun_by: string
  begun_name: string
  begun_at: Moment
  changed_name: string
  changed_at: Moment
}

/** データセットの下書きの行 */
export interface DatasetDraftRowTable {
  tenant_id: Generated<string>
  draft_id: string
  number: number
  cells: Json
  problems: Json
}

/** データセットの公開版 */
export interface DatasetVersionTable {
  tenant_id: Generated<string>
  dataset_id: string
  number: number
  definition: Json
  file: Json
  row_count: number
  changes: Json
  note: string
  published_at: Moment
  proposed_by: string
  published_by: string
}

/** 文書番号 */
export interface DocumentNumberTable {
  tenant_id: Generated<string>
  symbol: string
  fiscal_year: number
  last: number
}

/** 市民の書きかけの数 */
export interface DraftCountTable {
  tenant_id: Generated<string>
  procedure_id: string
  version_hash: string
  count: number
}

/** 市民の書きかけを数えた時 */
export interface DraftCountingTable {
  tenant_id: Generated<string>
  counted_at: Moment
}

/** 証跡（できごと） */
export interface EventTable {
  tenant_id: Generated<string>
  stream: string
  stream_id: string
  number: number
  type: string
  actor_kind: 'resident' | 'staff' | 'system' | 'partner'
  actor_id: string
  actor_on_behalf_of: string | null
  actor_role: string | null
  at: Moment
  recorded_at: Generated<Moment>
  codes: Generated<Json>
  payload_hash: Buffer | null
}

/** 証跡の木の葉 */
export interface EventLeafTable {
  tenant_id: Generated<string>
  position: number
  stream: string
  stream_id: string
  number: number
  hash: Buffer
}

/** 証跡の内容（暗号化） */
export interface EventPayloadTable {
  tenant_id: Generated<string>
  stream: string
  stream_id: string
  number: number
  box: Buffer
}

/** 証跡の木に入る前のできごと */
export interface EventPendingTable {
  tenant_id: Generated<string>
  ordinal: GeneratedAlways<number>
  stream: string
  stream_id: string
  number: number
  recorded_at: Generated<Moment>
}

/** 取り込んだファイル */
export interface IntakeBatchTable {
  tenant_id: Generated<string>
  id: string
  manifest: string
  manifest_version: number
  manifest_text: string
  way: 'screen' | 'folder' | 'command'
  section_id: string
  state: 'checking' | 'checked' | 'taking' | 'done' | 'cancelled'
  unasked: boolean
  sha256: string
  bytes: number
  rows: number
  made_at: Moment
  made_by: string
  made_name: string
  finished_at: Moment | null
  box: Buffer
}

/** 取り込みの定義 */
export interface IntakeManifestTable {
  tenant_id: Generated<string>
  id: string
  version: number
  source: string
  saved_by: string
  saved_name: string
  saved_at: Moment
}

/** 取り込んだ行 */
export interface IntakeRowTable {
  tenant_id: Generated<string>
  batch_id: string
  number: number
  outcome: 'unchecked' | 'ready' | 'faulty' | 'known' | 'differs' | 'unreadable' | 'made'
  sender_number: string | null
  content_token: Buffer | null
  case_id: string | null
  handled_at: Moment | null
  handled_by: string | null
  handled_name: string | null
  box: Buffer | null
  package: Buffer | null
}

/** 通知書 */
export interface LetterTable {
  tenant_id: Generated<string>
  id: Generated<string>
  case_id: string
  decision_id: string
  receipt_number: string
  section_id: string
  section_name: string
  procedure_id: string
  version_hash: string
  title: string
  template: string
  seal: 'image' | 'omitted' | 'none'
  document_number: string | null
  draft: Buffer
  file: Buffer | null
  pages: number | null
  delivery: 'portal' | 'post' | 'counter'
  state: 'ordered' | 'made' | 'failed' | 'sent' | 'handed-over' | 'void'
  failure: string | null
  attempts: Generated<number>
  next_at: Moment
  decided_on: string
  ordered_by: string
  ordered_at: Moment
  made_at: Moment | null
  delivered_at: Moment | null
  delivered_by: string | null
  version: Generated<number>
  request_key: string
}

/** 送信メール */
export interface MailOutboxTable {
  tenant_id: Generated<string>
  id: Generated<string>
  idempotency_key: string
  box: Buffer | null
  queued_at: Generated<Moment>
  attempts: Generated<number>
  next_attempt_at: Generated<Moment>
  sent_at: Moment | null
  failed_at: Moment | null
  fault: string | null
}

/** 引越しの連絡の記録 */
export interface MovingContactTable {
  tenant_id: Generated<string>
  id: string
  notice_id: string
  way: 'letter' | 'phone' | 'mail'
  contacted_by: string
  contacted_name: string
  contacted_at: Moment
  box: Buffer
}

/** 引越しの受付番号の通し番号（庁内分） */
export interface MovingCounterTable {
  tenant_id: Generated<string>
  year: number
  last: number
}

/** 引越しの知らせの取り込み */
export interface MovingIntakeTable {
  tenant_id: Generated<string>
  id: string
  read_at: Moment
  read_by: string
  read_name: string
  adapter: string
  accepted: number
  known: number
  refused: number
  report: Json
}

/** 引越しの関連手続の済み */
export interface MovingMarkTable {
  tenant_id: Generated<string>
  notice_id: string
  item: string
  person: number
  state: 'done' | 'not-needed' | 'handed-over'
  marked_by: string
  marked_name: string
  marked_at: Moment
}

/** 引越しの届け出・来庁予定の知らせ */
export interface MovingNoticeTable {
  tenant_id: Generated<string>
  id: string
  source: string
  source_token: Buffer
  content_token: Buffer
  receipt_number: string
  kind: 'move-out' | 'move-in' | 'move-within'
  state: 'received' | 'matched' | 'prepared' | 'visited' | 'done' | 'not-shown' | 'cancelled' | 'expired'
  match: 'open' | 'none' | 'automatic' | 'picked'
  household_id: string
  version: Generated<number>
  filed_at: Moment
  received_at: Moment
  moved_on: string
  planned_out_on: string | null
  last_on: string | null
  people: number
  visit_counter: string | null
  visit_day: string | null
  visit_starts: string | null
  visit_pot: 'online' | 'office' | null
  resident_version: Generated<number>
  confidential: Generated<boolean>
  prepared_at: Moment | null
  visited_at: Moment | null
  closed_at: Moment | null
  erase_on: string | null
  wrapped_key: Buffer | null
  name_box: Buffer | null
  box: Buffer | null
  updated_at: Moment
}

/** 引越しの来庁予約の枠（庁内分） */
export interface MovingSlotTable {
  tenant_id: Generated<string>
  counter: string
  day: string
  starts: string
  seats: number
  taken: Generated<number>
}

/** 引越しの突合の索引 */
export interface MovingTokenTable {
  tenant_id: Generated<string>
  notice_id: string
  person: number
  kind: 'kana-birth' | 'kana-address' | 'birth-address' | 'address'
  token: Buffer
}

/** 使いやすさの意見 */
export interface OpinionTable {
  tenant_id: Generated<string>
  id: string
  month: string
  procedure_id: string
  grade: number
  box: Buffer
}

/** 抽選 */
export interface PlaceDrawTable {
  tenant_id: Generated<string>
  id: string
  register: string
  entry: string
  run: number
  state: 'committed' | 'frozen' | 'drawn'
  commitment: string
  seed_box: Buffer
  reason: string | null
  closes_on: string
  committed_at: Moment
  committed_by: string
  frozen_at: Moment | null
  entries_digest: string | null
  seats: number | null
  drawn_at: Moment | null
  drawn_by: string | null
  seed: string | null
}

/** 抽選の参加者（仮名） */
export interface PlaceDrawEntryTable {
  tenant_id: Generated<string>
  draw_id: string
  entry_id: string
  receipt_number: string
  places: number
  preferred: boolean
  rank: number | null
  result: 'won' | 'lost' | null
}

/** 電話・窓口で取った席 */
export interface PlaceHoldTable {
  tenant_id: Generated<string>
  number: string
  request_key: string
  register: string
  entry: string
  quantity: number
  standing: 'asked' | 'reserved' | 'waiting' | 'lottery' | 'offered' | 'won' | 'lost' | 'full' | 'released' | 'lapsed' | 'declined'
  pot: 'online' | 'office' | null
  version: Generated<number>
  offer_until: Moment | null
  at: Moment
  taken_by: string
  taken_by_name: string
  box: Buffer
}

/** 職位 */
export interface PostTable {
  tenant_id: Generated<string>
  id: Generated<string>
  code: string
  name: string
  rank: number
  version: Generated<number>
}

/** 後閲 */
export interface PostReviewTable {
  tenant_id: Generated<string>
  proposal_id: string
  staff_id: string
  staff_name: string
  post_name: string
  asked_at: Moment
  seen_at: Moment | null
}

/** 手続の公開版 */
export interface ProcedureVersionTable {
  tenant_id: Generated<string>
  procedure_id: string
  number: number
  hash: string
  source: string
  shared: Json
  letters: Json
  effective_from: string
  published_at: Moment
  published_by: string
}

/** 起案 */
export interface ProposalTable {
  tenant_id: Generated<string>
  id: Generated<string>
  subject: Generated<string>
  subject_id: string
  decision_id: string
  receipt_number: string
  procedure_id: string
  matter: string
  matter_label: string
  amount: number | null
  basis: Generated<string>
  substitution: boolean
  bulk: boolean
  section_id: string
  section_name: string
  proposer_id: string
  proposer_name: string
  proposer_post: string
  authors: Generated<string[]>
  outcome_label: string
  adverse: boolean
  body: Buffer
  body_hash: Buffer
  state: 'circulating' | 'held' | 'returned' | 'recalled' | 'refused' | 'decided'
  retention: string
  due_on: string | null
  proposed_at: Moment
  ended_at: Moment | null
  decided_on: string | null
  decided_manner: 'decision' | 'delegated' | 'substitute' | null
  version: Generated<number>
  request_key: string
}

/** 手続の公開の決裁記録 */
export interface PublicationProposalTable {
  tenant_id: Generated<string>
  id: string
  copy_id: string
  procedure_id: string
  save_number: number
  hash: string
  base_number: number | null
  holds_from: string
  reason: string
  state: 'proposed' | 'approved' | 'sent-back' | 'recalled'
  proposed_by: string
  proposed_name: string
  proposed_post: string
  proposed_at: Moment
  decided_by: string | null
  decided_name: string | null
  decided_post: string | null
  decided_at: Moment | null
  decision_comment: Generated<string>
  published_number: number | null
}

/** 公開した処理日数の実績 */
export interface PublishedFigureTable {
  tenant_id: Generated<string>
  procedure_id: string
  usual_days: number | null
  published_at: Moment
}

/** 台帳 */
export interface RegisterTable {
  tenant_id: Generated<string>
  register: string
  label: string
  facts: Json
}

/** 台帳の項目 */
export interface RegisterEntryTable {
  tenant_id: Generated<string>
  register: string
  entry: string
  position: number
  label: Json
  from_on: string
  to_on: string | null
  capacity: number | null
  office_quota: Generated<number>
  facts: Json
  revision: Generated<number>
}

/** 領域間の連携: 届いたもの */
export interface RelayInboxTable {
  tenant_id: Generated<string>
  envelope_id: string
  ordinal: GeneratedAlways<number>
  from_zone: 'internet' | 'office' | 'mynumber'
  kind: string
  order_key: string
  header: string
  key_id: string
  signature: Buffer
  sealed: Buffer | null
  received_at: Generated<Moment>
  handled_at: Moment | null
  attempts: Generated<number>
  next_attempt_at: Generated<Moment>
  parked_at: Moment | null
  fault: string | null
}

/** 領域間の連携: 使用済みの要求 */
export interface RelayNonceTable {
  tenant_id: Generated<string>
  from_zone: 'office' | 'mynumber'
  nonce: string
  at: Moment
}

/** 領域間の連携: 送るもの */
export interface RelayOutboxTable {
  tenant_id: Generated<string>
  envelope_id: string
  ordinal: GeneratedAlways<number>
  to_zone: 'internet' | 'office' | 'mynumber'
  kind: string
  order_key: string
  header: string
  key_id: string
  signature: Buffer
  sealed: Buffer | null
  files: Generated<string[]>
  created_at: Generated<Moment>
  acknowledged_at: Moment | null
  acknowledgement_key_id: string | null
  acknowledgement: Buffer | null
  refused_at: Moment | null
  refusal: string | null
}

/** 役割（期限つき） */
export interface RoleGrantTable {
  tenant_id: Generated<string>
  id: Generated<string>
  staff_id: string
  role: string
  section_id: string | null
  begins_on: string
  ends_on: string | null
  granted_by: string | null
}

/** 所属（部・課・係） */
export interface SectionTable {
  tenant_id: Generated<string>
  id: Generated<string>
  code: string
  name: string
  parent_id: string | null
  phone: string | null
  begins_on: string
  ends_on: string | null
  version: Generated<number>
}

/** 設定値（適用日つき） */
export interface SettingValueTable {
  tenant_id: Generated<string>
  name: string
  from_on: string
  value: Json
  basis: Generated<string>
  reason: Generated<string>
}

/** サインイン失敗の待ち時間 */
export interface SignInThrottleTable {
  tenant_id: Generated<string>
  bucket: Buffer
  failures: number
  next_try_at: Moment
  last_failure_at: Moment
}

/** パスキーの問い（1度だけ） */
export interface StaffChallengeTable {
  tenant_id: Generated<string>
  browser_hash: Buffer
  challenge: string
  purpose: 'sign-in' | 'register' | 'prove'
  staff_id: string | null
  expires_at: Moment
}

/** 職員が使ったことのある端末 */
export interface StaffDeviceTable {
  tenant_id: Generated<string>
  staff_id: string
  device_hash: Buffer
  known_since: Moment
  last_used_at: Moment
}

/** 職員の登録用リンク（1度だけ） */
export interface StaffEnrolmentTable {
  tenant_id: Generated<string>
  id: Generated<string>
  token_hash: Buffer
  staff_id: string
  totp_secret_box: Buffer
  created_by: string | null
  created_at: Moment
  expires_at: Moment
  used_at: Moment | null
}

/** 職員 */
export interface StaffMemberTable {
  tenant_id: Generated<string>
  id: Generated<string>
  staff_number: string
  name: string
  name_kana: string
  email: string | null
  begins_on: string
  ends_on: string | null
  demo_person: Generated<boolean>
  version: Generated<number>
}

/** 職員のパスキー */
export interface StaffPasskeyTable {
  tenant_id: Generated<string>
  credential_id: string
  staff_id: string
  public_key: Buffer
  counter: number
  label: string
  transports: Generated<string[]>
  registered_at: Moment
  last_used_at: Moment | null
}

/** 職員のパスワード（argon2id） */
export interface StaffPasswordTable {
  tenant_id: Generated<string>
  staff_id: string
  password_hash: string
  changed_at: Moment
}

/** 職員のサインイン状態 */
export interface StaffSessionTable {
  tenant_id: Generated<string>
  id: Generated<string>
  token_hash: Buffer
  staff_id: string
  method: 'password-totp' | 'passkey'
  browser: string
  signed_in_at: Moment
  proven_at: Moment
  last_seen_at: Moment
  idle_minutes: number
  idle_ends_at: Moment
  ends_at: Moment
  ended_at: Moment | null
  ended_because: 'signed-out' | 'replaced' | 'revoked' | 'left' | 'credential-changed' | null
}

/** 職員の確認コード（TOTP） */
export interface StaffTotpTable {
  tenant_id: Generated<string>
  staff_id: string
  secret_box: Buffer
  last_step: Generated<number>
  registered_at: Moment
}

/** 締めた月 */
export interface StatisticClosedMonthTable {
  tenant_id: Generated<string>
  month: string
  closed_at: Moment
  sample: Generated<boolean>
}

/** 月ごとの統計値 */
export interface StatisticMonthTable {
  tenant_id: Generated<string>
  month: string
  procedure_id: string
  section_id: string
  figures: Json
}

/** 証跡の木の署名付きの頭 */
export interface TreeHeadTable {
  tenant_id: Generated<string>
  size: number
  root: Buffer
  previous_size: number
  at: Moment
  key_id: string
  signature: Buffer
}

/** 証跡の木の節 */
export interface TreeNodeTable {
  tenant_id: Generated<string>
  level: number
  index: number
  hash: Buffer
}

/** 手続の利用数（日ごと） */
export interface VisitCountTable {
  tenant_id: Generated<string>
  day: string
  procedure_id: string
  version_hash: string
  channel: string
  kind: string
  place: Generated<string>
  count: number
}

/** 手続の下書き */
export interface WorkingCopyTable {
  tenant_id: Generated<string>
  id: string
  procedure_id: string
  base_number: number | null
  shared: Json
  state: 'open' | 'proposed' | 'published' | 'discarded'
  version: number
  begun_by: string
  begun_at: Moment
  saved_at: Moment
}

/** 手続の下書きへのコメント */
export interface WorkingCopyCommentTable {
  tenant_id: Generated<string>
  id: string
  copy_id: string
  body: string
  written_by: string
  written_name: string
  written_at: Moment
}

/** 手続の下書きの保存 */
export interface WorkingCopySaveTable {
  tenant_id: Generated<string>
  copy_id: string
  number: number
  source: string
  cases: Json
  letters: Json
  note: string
  saved_by: string
  saved_name: string
  saved_at: Moment
  request_key: string
}

export interface OfficeDb {
  absence: AbsenceTable
  address_point: AddressPointTable
  api_client: ApiClientTable
  api_failed_delivery: ApiFailedDeliveryTable
  approval_act: ApprovalActTable
  approval_matter: ApprovalMatterTable
  approval_step: ApprovalStepTable
  assignment: AssignmentTable
  case_access: CaseAccessTable
  case_amendment: CaseAmendmentTable
  case_answers: CaseAnswersTable
  case_attachment: CaseAttachmentTable
  case_bulk_item: CaseBulkItemTable
  case_bulk_job: CaseBulkJobTable
  case_cancellation: CaseCancellationTable
  case_check: CaseCheckTable
  case_consultation: CaseConsultationTable
  case_correction: CaseCorrectionTable
  case_decision: CaseDecisionTable
  case_file: CaseFileTable
  case_hand_over: CaseHandOverTable
  case_letter: CaseLetterTable
  case_note: CaseNoteTable
  case_origin: CaseOriginTable
  case_paper: CasePaperTable
  case_paper_counter: CasePaperCounterTable
  case_paper_draft: CasePaperDraftTable
  case_parked: CaseParkedTable
  case_payment: CasePaymentTable
  case_payment_void: CasePaymentVoidTable
  case_request: CaseRequestTable
  case_saved_search: CaseSavedSearchTable
  case_search_token: CaseSearchTokenTable
  case_wait: CaseWaitTable
  case_withdrawal: CaseWithdrawalTable
  catalogue_revision: CatalogueRevisionTable
  closed_day: ClosedDayTable
  dataset: DatasetTable
  dataset_act: DatasetActTable
  dataset_delivery: DatasetDeliveryTable
  dataset_draft: DatasetDraftTable
  dataset_draft_row: DatasetDraftRowTable
  dataset_version: DatasetVersionTable
  document_number: DocumentNumberTable
  draft_count: DraftCountTable
  draft_counting: DraftCountingTable
  event: EventTable
  event_leaf: EventLeafTable
  event_payload: EventPayloadTable
  event_pending: EventPendingTable
  intake_batch: IntakeBatchTable
  intake_manifest: IntakeManifestTable
  intake_row: IntakeRowTable
  letter: LetterTable
  mail_outbox: MailOutboxTable
  moving_contact: MovingContactTable
  moving_counter: MovingCounterTable
  moving_intake: MovingIntakeTable
  moving_mark: MovingMarkTable
  moving_notice: MovingNoticeTable
  moving_slot: MovingSlotTable
  moving_token: MovingTokenTable
  opinion: OpinionTable
  place_draw: PlaceDrawTable
  place_draw_entry: PlaceDrawEntryTable
  place_hold: PlaceHoldTable
  post: PostTable
  post_review: PostReviewTable
  procedure_version: ProcedureVersionTable
  proposal: ProposalTable
  publication_proposal: PublicationProposalTable
  published_figure: PublishedFigureTable
  register: RegisterTable
  register_entry: RegisterEntryTable
  relay_inbox: RelayInboxTable
  relay_nonce: RelayNonceTable
  relay_outbox: RelayOutboxTable
  role_grant: RoleGrantTable
  section: SectionTable
  setting_value: SettingValueTable
  sign_in_throttle: SignInThrottleTable
  staff_challenge: StaffChallengeTable
  staff_device: StaffDeviceTable
  staff_enrolment: StaffEnrolmentTable
  staff_member: StaffMemberTable
  staff_passkey: StaffPasskeyTable
  staff_password: StaffPasswordTable
  staff_session: StaffSessionTable
  staff_totp: StaffTotpTable
  statistic_closed_month: StatisticClosedMonthTable
  statistic_month: StatisticMonthTable
  tree_head: TreeHeadTable
  tree_node: TreeNodeTable
  visit_count: VisitCountTable
  working_copy: WorkingCopyTable
  working_copy_comment: WorkingCopyCommentTable
  working_copy_save: WorkingCopySaveTable
}
