// Made from the live schema by "npm run yanagi -- types"; a test fails when it is stale. Don't edit.
import type { ColumnType } from 'kysely'

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type GeneratedAlways<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>
type Moment = ColumnType<Date, Date | string, Date | string>
/** Read as parsed JSON to be checked; written as `JSON.stringify(value)`, because the driver turns an array into a PostgreSQL array. */
type Json = ColumnType<unknown, string, string>

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

export interface MynumberDb {
  event: EventTable
  event_leaf: EventLeafTable
  event_payload: EventPayloadTable
  event_pending: EventPendingTable
  mail_outbox: MailOutboxTable
  relay_inbox: RelayInboxTable
  relay_nonce: RelayNonceTable
  relay_outbox: RelayOutboxTable
  tree_head: TreeHeadTable
  tree_node: TreeNodeTable
}
