// Made from the live schema by "npm run yanagi -- types"; a test fails when it is stale. Don't edit.
import type { ColumnType } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type GeneratedAlways<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>
type Moment = ColumnType<Date, Date | string, Date | string>
/** Read as parsed JSON to be checked; written as `JSON.stringify(value)`, because the driver turns an array into a PostgreSQL array. */
type Json = ColumnType<unknown, string, string>

/** 使われたクライアント証明（再送の防止） */
export interface ApiAssertionTable {
  tenant_id: Generated<string>
  token: Buffer
  expires_at: Moment
}

/** 連携システムが先に送った添付ファイル */
export interface ApiAttachmentTable {
  tenant_id: Generated<string>
  file_id: string
  client_id: string
  procedure_id: string
  correction_id: string | null
  box: Buffer
  expires_at: Moment
  taken_along: Generated<boolean>
}

/** 連携システムの呼び出し回数の上限 */
export interface ApiBucketTable {
  tenant_id: Generated<string>
  token: Buffer
  calls: number
  taken_at: Moment
}

/** 連携システム（インターネット側の写し、暗号化） */
export interface ApiClientTable {
  tenant_id: Generated<string>
  id: string
  version: number
  box: Buffer
  received_at: Moment
}

/** 連携システムへの通知（Webhook） */
export interface ApiDeliveryTable {
  tenant_id: Generated<string>
  id: string
  client_id: string
  receipt_number: string
  event: string
  body: string
  made_at: Moment
  attempts: Generated<number>
  next_at: Moment
  delivered_at: Moment | null
  given_up_at: Moment | null
  code: string | null
  reported: Generated<boolean>
}

/** 連携システムからの申請 */
export interface ApiFilingTable {
  tenant_id: Generated<string>
  application_id: string
  client_id: string
  body_hash: Buffer
  receipt_number: string | null
  result_agreed: Generated<boolean>
  made_at: Moment
}

/** 申請する方の添付ファイル（鍵は暗号化） */
export interface ApplicantFileTable {
  tenant_id: Generated<string>
  id: string
  application_id: string
  address: string
  box: Buffer
  added_at: Moment
}

/** 申請（申請する方の控えと進み具合） */
export interface ApplicationTable {
  tenant_id: Generated<string>
  id: string
  request_key: string
  receipt_number: string
  procedure_id: string
  version_hash: string
  account_id: string | null
  contact_token: Buffer | null
  secret_token: Buffer
  state: Generated<'submitted' | 'received' | 'reviewing' | 'correction' | 'consulting' | 'awaiting-payment' | 'approving' | 'decided' | 'notified' | 'completed' | 'withdrawn' | 'cancelled' | 'expired'>
  state_version: Generated<number>
  state_at: Moment
  stage: string | null
  next_by: string | null
  section: string | null
  section_phone: string | null
  payment_total: number | null
  paid_at: Moment | null
  sent_at: Moment
  arrived_at: Moment
  submitted_read_at: Moment | null
  duplicate_token: Buffer | null
  exclusive_token: Buffer | null
  copy: Buffer
  opinion_given: Generated<boolean>
  erase_on: string | null
}

/** 口座を使わない方のブラウザーの利用許可 */
export interface BrowserGrantTable {
  tenant_id: Generated<string>
  browser_token: Buffer
  application_id: string
  expires_at: Moment
}

/** まとめて申請（一緒に出す手続の束） */
export interface BundleTable {
  tenant_id: Generated<string>
  id: string
  account_id: string | null
  contact_token: Buffer | null
  resume_number: string
  resume_token: Buffer
  version: Generated<number>
  body: Buffer
  created_at: Moment
  saved_at: Moment
  expires_at: Moment
  submitted_at: Moment | null
}

/** まとめて申請に入っている手続 */
export interface BundleMemberTable {
  tenant_id: Generated<string>
  bundle_id: string
  application_id: string
  procedure_id: string
  place: number
}

/** 定員と受付済みの数 */
export interface CapacityTable {
  tenant_id: Generated<string>
  register: string
  entry: string
  seats: number
  taken: Generated<number>
  waiting: Generated<number>
  office_seats: Generated<number>
  office_taken: Generated<number>
}

/** 手続カタログの改版番号 */
export interface CatalogueRevisionTable {
  tenant_id: Generated<string>
  revision: Generated<number>
}

/** 連絡先の確認コード（6桁・10分・5回まで・1度だけ） */
export interface ContactCodeTable {
  tenant_id: Generated<string>
  id: Generated<string>
  browser_token: Buffer
  address_token: Buffer
  email_box: Buffer
  code_hash: Buffer
  return_to: string
  tries: Generated<number>
  created_at: Moment
  expires_at: Moment
  used_at: Moment | null
}

/** 補正の求めと回答 */
export interface CorrectionTable {
  tenant_id: Generated<string>
  id: string
  application_id: string
  requested_at: Moment
  due_on: string
  body: Buffer
  draft_body: Buffer | null
  answered_at: Moment | null
  request_key: string | null
}

/** 見本の認証局（架空。実在の公的個人認証とは関係がない） */
export interface DemoAuthorityTable {
  tenant_id: Generated<string>
  certificate: Buffer
  key_box: Buffer
  created_at: Moment
}

/** 見本の人の署名用証明書（架空） */
export interface DemoCardTable {
  tenant_id: Generated<string>
  person: string
  serial: string
  certificate: Buffer
  key_box: Buffer
  issued_at: Moment
  revoked_at: Moment | null
}

/** 下書き（暗号化した回答） */
export interface DraftTable {
  tenant_id: Generated<string>
  id: string
  procedure_id: string
  receipt_prefix: string
  version_hash: string
  assurance: string
  account_id: string | null
  contact_token: Buffer | null
  resume_number: string
  resume_token: Buffer
  version: Generated<number>
  body: Buffer
  created_at: Moment
  saved_at: Moment
  expires_at: Moment
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

/** 手続きガイドのメールの回数 */
export interface GuideMailCountTable {
  tenant_id: Generated<string>
  token: Buffer
  window_start: Moment
  count: number
}

/** 届いた通知書 */
export interface LetterTable {
  tenant_id: Generated<string>
  id: string
  application_id: string
  address: string
  body: Buffer
  arrived_at: Moment
  opened_at: Moment | null
}

/** 照会番号の入力回数 */
export interface LookupAttemptTable {
  tenant_id: Generated<string>
  token: Buffer
  window_start: Moment
  count: number
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

/** 引越しの予約番号の試し入力の数 */
export interface MovingAttemptTable {
  tenant_id: Generated<string>
  token: Buffer
  window_start: Moment
  tries: number
}

/** 引越しの来庁予約 */
export interface MovingBookingTable {
  tenant_id: Generated<string>
  id: string
  receipt_number: string
  secret_token: Buffer
  account_id: string | null
  contact_token: Buffer | null
  state: 'booked' | 'cancelled' | 'visited' | 'not-shown'
  counter: string
  day: string
  starts: string
  pot: 'online' | 'office'
  version: Generated<number>
  box: Buffer
  changed_at: Moment
  erase_on: string
  request_key: string
}

/** 引越しの受付番号の通し番号（オンライン分） */
export interface MovingCounterTable {
  tenant_id: Generated<string>
  year: number
  last: number
}

/** 引越しの来庁予約の書きかけ */
export interface MovingDraftTable {
  tenant_id: Generated<string>
  token: Buffer
  version: Generated<number>
  box: Buffer
  expires_at: Moment
}

/** 引越しの来庁予約の枠（オンライン分） */
export interface MovingSlotTable {
  tenant_id: Generated<string>
  counter: string
  day: string
  starts: string
  seats: number
  taken: Generated<number>
}

/** 受信箱のお知らせ */
export interface NoticeTable {
  tenant_id: Generated<string>
  application_id: string
  code: string
  kind: 'status' | 'correction-request' | 'correction-answered' | 'decision' | 'withdrawn' | 'place' | 'hearing' | 'cancellation' | 'amendment'
  at: Moment
  due_on: string | null
  body: Buffer
  read_at: Moment | null
}

/** オープンデータの公開目録 */
export interface OpenDatasetTable {
  tenant_id: Generated<string>
  dataset_id: string
  uuid: string
  slug: string
  state: 'loading' | 'published' | 'withdrawn'
  definition: Json
  about: Json
  notice: Json | null
  version_number: number | null
  created_at: Moment
  modified_at: Moment
}

/** 連携システムから届いたデータセット */
export interface OpenDeliveryTable {
  tenant_id: Generated<string>
  id: string
  dataset_id: string
  client_id: string
  name: string
  sha256: string
  state: 'received' | 'checking' | 'checked' | 'problems' | 'awaiting-approval' | 'published' | 'refused' | 'given-up'
  report: Generated<Json>
  news_number: Generated<number>
  received_at: Moment
  changed_at: Moment
}

/** 近隣の市町のオープンデータ */
export interface OpenNeighbourTable {
  tenant_id: Generated<string>
  dataset_id: string
  name: string
  page: string
  licence: string
  fetched_at: Moment
  left_out: number
  rows: Json
}

/** オープンデータの並び順 */
export interface OpenOrderTable {
  tenant_id: Generated<string>
  version_key: number
  column_id: string
  piece: number
  rows: Buffer
}

/** オープンデータの位置 */
export interface OpenPlaceTable {
  tenant_id: Generated<string>
  version_key: number
  segment: number
  west: number
  south: number
  east: number
  north: number
  points: Buffer
  shape: string | null
}

/** オープンデータの索引 */
export interface OpenPostingTable {
  tenant_id: Generated<string>
  version_key: number
  term: number
  segment: number
  rows: Buffer
}

/** オープンデータの行 */
export interface OpenRowTable {
  tenant_id: Generated<string>
  version_key: number
  row_no: number
  row_key: string
  cells: Json
  lon: number | null
  lat: number | null
}

/** データセットの旧アドレス */
export interface OpenSlugTable {
  tenant_id: Generated<string>
  slug: string
  dataset_id: string
}

/** データセットの公開版 */
export interface OpenVersionTable {
  tenant_id: Generated<string>
  dataset_id: string
  number: number
  version_key: GeneratedAlways<number>
  state: 'waiting' | 'shown' | 'past' | 'refused'
  definition: Json
  about: Json
  file: Json
  row_count: number
  bounds: number[] | null
  tiles: Json | null
  summary: Json | null
  changes: Json
  note: Generated<string>
  published_at: Moment
  shown_at: Moment | null
}

/** 使いやすさの意見（庁内あての封緘） */
export interface OpinionTable {
  tenant_id: Generated<string>
  id: Generated<string>
  day: string
  procedure_id: string
  grade: number
  box: Buffer
}

/** サインインが切れた後に送られた入力の一時保管（暗号化） */
export interface ParkedPostTable {
  tenant_id: Generated<string>
  token: Buffer
  application_id: string
  body: Buffer
  expires_at: Moment
}

/** 席・枠の割り当て（先着・抽選・キャンセル待ち） */
export interface PlaceTable {
  tenant_id: Generated<string>
  register: string
  entry: string
  receipt_number: string
  quantity: number
  standing: 'reserved' | 'waiting' | 'lottery' | 'won' | 'lost' | 'released' | 'offered' | 'lapsed' | 'declined'
  pot: Generated<'online' | 'office'>
  position: GeneratedAlways<number>
  at: Moment
  offer_until: Moment | null
  draw_id: string | null
  draw_entry: string | null
  version: Generated<number>
}

/** 住民のサインイン状態（クッキーの値はハッシュだけを持つ） */
export interface PortalSessionTable {
  tenant_id: Generated<string>
  id: Generated<string>
  token_hash: Buffer
  account_id: string | null
  assurance: 'contact' | 'account' | 'account-verified' | 'jpki-auth' | 'jpki-sign' | 'gbiz-entry' | 'gbiz-prime'
  email_box: Buffer | null
  signed_in_at: Moment
  idle_minutes: number
  idle_ends_at: Moment
  ends_at: Moment
  ended_at: Moment | null
  ended_because: 'signed-out' | 'replaced' | 'revoked' | 'elsewhere' | null
}

/** 公開された台帳・設定・閉庁日の写し */
export interface PublishedContentTable {
  tenant_id: Generated<string>
  what: 'register' | 'settings' | 'closed-days'
  id: string
  content: Json
  published_at: Moment
}

/** 抽選の公表 */
export interface PublishedDrawTable {
  tenant_id: Generated<string>
  id: string
  register: string
  entry: string
  body: Json
  published_at: Moment
}

/** 公開された処理日数の実績 */
export interface PublishedFigureTable {
  tenant_id: Generated<string>
  procedure_id: string
  usual_days: number | null
  published_at: Moment
}

/** 手続の公開版の写し */
export interface PublishedVersionTable {
  tenant_id: Generated<string>
  procedure_id: string
  number: number
  hash: string
  source: string
  shared: Json
  effective_from: string
  published_at: Moment
}

/** 受付番号の通し番号（オンライン分） */
export interface ReceiptCounterTable {
  tenant_id: Generated<string>
  prefix: string
  year: string
  last: number
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

/** 住民アカウント（発行者と識別子の鍵付きハッシュで区別する） */
export interface ResidentAccountTable {
  tenant_id: Generated<string>
  id: Generated<string>
  subject_token: Buffer
  /** 基本4情報（暗号化） */
  profile_box: Buffer | null
  profile_read_at: Moment | null
  created_at: Moment
  signed_in_at: Moment
}

/** 電子署名の依頼と結果 */
export interface SignatureRequestTable {
  tenant_id: Generated<string>
  id: Generated<string>
  session_id: string
  account_id: string
  subject: string
  return_to: string
  state_hash: Buffer
  provider_request: string
  bytes_sha256: Buffer
  bytes_box: Buffer
  created_at: Moment
  expires_at: Moment
  completed_at: Moment | null
  signature_box: Buffer | null
  certificate_box: Buffer | null
  result: 'valid' | 'bad-signature' | 'unreadable' | 'unknown-issuer' | 'not-yet-valid' | 'expired' | 'revoked' | 'unknown' | null
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

/** 手続の利用数（日ごと。庁内へ送るまで） */
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

export interface InternetDb {
  api_assertion: ApiAssertionTable
  api_attachment: ApiAttachmentTable
  api_bucket: ApiBucketTable
  api_client: ApiClientTable
  api_delivery: ApiDeliveryTable
  api_filing: ApiFilingTable
  applicant_file: ApplicantFileTable
  application: ApplicationTable
  browser_grant: BrowserGrantTable
  bundle: BundleTable
  bundle_member: BundleMemberTable
  capacity: CapacityTable
  catalogue_revision: CatalogueRevisionTable
  contact_code: ContactCodeTable
  correction: CorrectionTable
  demo_authority: DemoAuthorityTable
  demo_card: DemoCardTable
  draft: DraftTable
  event: EventTable
  event_leaf: EventLeafTable
  event_payload: EventPayloadTable
  event_pending: EventPendingTable
  guide_mail_count: GuideMailCountTable
  letter: LetterTable
  lookup_attempt: LookupAttemptTable
  mail_outbox: MailOutboxTable
  moving_attempt: MovingAttemptTable
  moving_booking: MovingBookingTable
  moving_counter: MovingCounterTable
  moving_draft: MovingDraftTable
  moving_slot: MovingSlotTable
  notice: NoticeTable
  open_dataset: OpenDatasetTable
  open_delivery: OpenDeliveryTable
  open_neighbour: OpenNeighbourTable
  open_order: OpenOrderTable
  open_place: OpenPlaceTable
  open_posting: OpenPostingTable
  open_row: OpenRowTable
  open_slug: OpenSlugTable
  open_version: OpenVersionTable
  opinion: OpinionTable
  parked_post: ParkedPostTable
  place: PlaceTable
  portal_session: PortalSessionTable
  published_content: PublishedContentTable
  published_draw: PublishedDrawTable
  published_figure: PublishedFigureTable
  published_version: PublishedVersionTable
  receipt_counter: ReceiptCounterTable
  relay_inbox: RelayInboxTable
  relay_nonce: RelayNonceTable
  relay_outbox: RelayOutboxTable
  resident_account: ResidentAccountTable
  signature_request: SignatureRequestTable
  tree_head: TreeHeadTable
  tree_node: TreeNodeTable
  visit_count: VisitCountTable
}
