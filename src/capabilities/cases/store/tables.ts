// The columns of this capability's tables, as the live schema has them.
import type { ColumnType } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Moment = ColumnType<Date, Date | string, Date | string>
/** Read as parsed JSON to be checked; written as `JSON.stringify(value)`, because the driver turns an array into a PostgreSQL array. */
type Json = ColumnType<unknown, string, string>

/** 申請内容の版 */
export interface CaseAnswersTable {
  tenant_id: Generated<string>
  case_id: string
  revision: number
  made_by: 'submission' | 'correction' | 'paper'
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

/** 決定後の取消 */
export interface CaseCancellationTable {
  tenant_id: Generated<string>
  case_id: string
  cancelled_by: string
  cancelled_by_name: string
  at: Moment
  box: Buffer
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
  ended: 'decided' | 'sent-back' | 'recalled' | 'withdrawn' | null
  ended_at: Moment | null
  decided_on: string | null
  document_number: string | null
  box: Buffer
  return_box: Buffer | null
}

/** 案件 */
export interface CaseFileTable {
  tenant_id: Generated<string>
  id: Generated<string>
  receipt_number: string
  procedure_id: string
  version_hash: string
  channel: 'online' | 'counter' | 'post' | 'agent'
  filer: string
  assurance: string
  state:
    | 'submitted'
    | 'received'
    | 'reviewing'
    | 'correction'
    | 'consulting'
    | 'awaiting-payment'
    | 'approving'
    | 'decided'
    | 'notified'
    | 'completed'
    | 'withdrawn'
    | 'cancelled'
    | 'expired'
  resume_to: 'received' | 'reviewing' | 'decided' | null
  stage: string | null
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
  decision_id: string
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
  state: 'correction' | 'consulting' | 'awaiting-payment'
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

/** The office zone as this capability sees it. */
export interface CasesDb {
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
  case_paper: CasePaperTable
  case_paper_counter: CasePaperCounterTable
  case_parked: CaseParkedTable
  case_payment: CasePaymentTable
  case_payment_void: CasePaymentVoidTable
  case_request: CaseRequestTable
  case_saved_search: CaseSavedSearchTable
  case_search_token: CaseSearchTokenTable
  case_wait: CaseWaitTable
  case_withdrawal: CaseWithdrawalTable
}
