import { type Kysely, sql } from 'kysely'
import { gather, inTwoHalves } from '../../../platform/database/gather.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { SealedEnvelope } from '../../../platform/relay/envelope.ts'
import { writeTogether } from './write-together.ts'

/** One place claim as the SQL function takes it. */
export interface ClaimParameter {
  readonly register: string
  readonly entry: string
  readonly quantity: number
  readonly seats: number
  /** Places that the office keeps for itself. */
  readonly officeSeats?: number
  readonly method: string
  readonly waitingList: boolean
}

export interface SubmissionWrite {
  readonly id: string
  readonly draftVersion: number
  readonly requestKey: string
  readonly receiptNumber: string
  readonly accountId: string | null
  readonly contactToken: Buffer | null
  readonly secretToken: Buffer
  readonly sentAt: Date
  readonly arrivedAt: Date
  readonly duplicateToken: Buffer | null
  readonly exclusiveToken: Buffer | null
  readonly payment: number | null
  readonly section: string
  readonly sectionPhone: string
  readonly nextBy: string
  readonly copy: Buffer
  readonly claims: readonly ClaimParameter[]
  /** One envelope for each standing that the places may turn out to have. */
  readonly envelopes: readonly { readonly standing: string; readonly envelope: SealedEnvelope }[]
  readonly actor: { readonly kind: 'resident'; readonly id: string }
  readonly codes: Readonly<Record<string, string | number | boolean | null>>
  readonly payload: { readonly hash: Buffer; readonly box: Buffer }
  readonly mail: { readonly id: string; readonly idempotencyKey: string; readonly box: Buffer } | undefined
}

export type SubmissionWritten =
  | { readonly outcome: 'submitted'; readonly receiptNumber: string; readonly standing: string }
  | { readonly outcome: 'repeated'; readonly receiptNumber: string }
  | { readonly outcome: 'draft-changed' | 'already-open' | 'full' }

const writes = new WeakMap<Kysely<InternetDb>, (write: SubmissionWrite) => Promise<boolean>>()

/**
 * The one write of a submission. In a rush several go with one statement, unless they ask for places; whatever that
 * statement could not do as an ordinary case is asked alone, and the answer says why.
 */
export async function writeSubmission(db: Kysely<InternetDb>, write: SubmissionWrite): Promise<SubmissionWritten> {
  if (write.claims.length > 0) return writeAlone(db, write)
  const together = writes.get(db) ?? gather((all: readonly SubmissionWrite[]) => writeTogether(db, all), inTwoHalves)
  writes.set(db, together)
  if (!(await together(write))) return writeAlone(db, write)
  return { outcome: 'submitted', receiptNumber: write.receiptNumber, standing: 'none' }
}

/** One submission by itself. In a transaction of the caller's it is undone with the rest. */
export async function writeAlone(db: Kysely<InternetDb>, w: SubmissionWrite): Promise<SubmissionWritten> {
  const envelopes = w.envelopes.map(({ envelope }) => envelope)
  const files = [...(envelopes[0]?.files ?? [])]
  try {
    const result = await sql<{ outcome: string; receipt_number: string; standing: string }>`
      select * from submit_application(
        ${w.id}, ${w.draftVersion}, ${w.requestKey}, ${w.receiptNumber},
        ${w.accountId}, ${w.contactToken}, ${w.secretToken}, ${w.sentAt}, ${w.arrivedAt},
        ${w.duplicateToken}, ${w.exclusiveToken}, ${w.payment}, ${w.section}, ${w.sectionPhone}, ${w.nextBy}::date,
        ${w.copy}, ${JSON.stringify(w.claims)}::jsonb,
        ${w.envelopes.map(({ standing }) => standing)}::text[], ${envelopes.map((e) => e.envelopeId)}::uuid[],
        ${envelopes.map((e) => e.header)}::text[], ${envelopes.map((e) => e.keyId)}::text[],
        ${envelopes.map((e) => e.signature)}::bytea[], ${envelopes.map((e) => e.sealed)}::bytea[], ${files}::text[],
        ${JSON.stringify(w.actor)}::jsonb, ${JSON.stringify(w.codes)}::jsonb, ${w.payload.hash}, ${w.payload.box},
        ${w.mail?.id ?? null}, ${w.mail?.idempotencyKey ?? null}, ${w.mail?.box ?? null})`.execute(db)
    const row = result.rows[0]
    if (row?.outcome === 'submitted')
      return { outcome: 'submitted', receiptNumber: row.receipt_number, standing: row.standing }
    if (row?.outcome === 'repeated') return { outcome: 'repeated', receiptNumber: row.receipt_number }
    return { outcome: 'draft-changed' }
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code
    if (code === 'YP001') return { outcome: 'already-open' }
    if (code === 'YP002') return { outcome: 'full' }
    throw error
  }
}

/** Receipt numbers of the person's own open applications with the same key. */
export async function listOwnDuplicates(
  db: Kysely<InternetDb>,
  procedureId: string,
  token: Buffer,
  owner: { readonly accountId: string | undefined; readonly contactToken: Buffer | undefined },
): Promise<readonly { readonly receiptNumber: string; readonly arrivedAt: Date }[]> {
  if (owner.accountId === undefined && owner.contactToken === undefined) return []
  const open = db
    .selectFrom('application')
    .select(['receipt_number', 'arrived_at'])
    .where('procedure_id', '=', procedureId)
    .where('duplicate_token', '=', token)
    .where('state', 'not in', ['withdrawn', 'cancelled', 'expired'])
    .orderBy('arrived_at', 'desc')
    .limit(5)
  const { accountId, contactToken } = owner
  const own =
    accountId === undefined
      ? open.where('contact_token', '=', contactToken ?? null)
      : open.where('account_id', '=', accountId)
  const rows = await own.execute()
  return rows.map((row) => ({ receiptNumber: row.receipt_number, arrivedAt: row.arrived_at }))
}
