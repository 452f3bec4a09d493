import { type Kysely, sql } from 'kysely'
import { gather } from '../../../platform/database/gather.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { SealedEnvelope } from '../../../platform/relay/envelope.ts'
import type { ResidentSessionRow } from '../../identity/index.ts'
import type { DraftRow } from '../drafts/store.ts'

/** The one read of a submission: draft, session, grant, the number that was drawn, and an earlier submission of this id. */
export interface SubmissionRead {
  readonly draft?: DraftRow
  readonly session: ResidentSessionRow | null
  readonly granted: boolean
  readonly counter: number | null
  readonly submitted?: { readonly account_id: string | null; readonly contact_token: Buffer | null }
}

type ReadRow = DraftRow &
  Omit<ResidentSessionRow, 'session_id'> & {
    readonly n: number
    readonly session_id: string | null
    readonly draft_id: string | null
    readonly owner_account_id: string | null
    readonly draft_assurance: string
    readonly granted: boolean
    readonly counter: number | null
    readonly submitted_id: string | null
    readonly submitted_account_id: string | null
    readonly submitted_contact_token: Buffer | null
  }

interface ReadAsk {
  readonly id: string
  readonly eraYear: string
  readonly sessionHash: Buffer | null
  readonly browserToken: Buffer | null
  readonly at: Date
}

const reads = new WeakMap<Kysely<InternetDb>, (ask: ReadAsk) => Promise<SubmissionRead>>()

/** Reads for one submission, and draws its number; in a rush several with one statement. */
export async function readForSubmission(
  db: Kysely<InternetDb>,
  id: string,
  eraYear: string,
  sessionHash: Buffer | null,
  browserToken: Buffer | null,
  at: Date,
): Promise<SubmissionRead> {
  const read = reads.get(db) ?? gather((asks: readonly ReadAsk[]) => readAll(db, asks), { atOnce: 1, most: 20 })
  reads.set(db, read)
  const ask = { id, eraYear, sessionHash, browserToken, at }
  const found = await read(ask)
  // Seen, and gone when its number was to be drawn: another click was quicker. What it left is seen now.
  return found.draft !== undefined && found.counter === null ? read(ask) : found
}

/** Each row is looked for by `any(…)` as well: by its key, whatever plan was made before the table had statistics. */
async function readAll(db: Kysely<InternetDb>, asks: readonly ReadAsk[]): Promise<readonly SubmissionRead[]> {
  const ids = asks.map(({ id }) => id)
  const { rows } = await sql<ReadRow>`
    select w.n::integer as n, d.*, d.id as draft_id, d.account_id as owner_account_id, d.assurance as draft_assurance, s.*,
           a.id as submitted_id, a.account_id as submitted_account_id, a.contact_token as submitted_contact_token,
           exists (select from browser_grant g
                    where g.browser_token = w.browser and g.application_id = w.id and g.expires_at > w.at) as granted,
           c.counter
      from unnest(${ids}::uuid[], ${asks.map(({ sessionHash }) => sessionHash)}::bytea[],
                  ${asks.map(({ browserToken }) => browserToken)}::bytea[], ${asks.map(({ at }) => at)}::timestamptz[])
             with ordinality as w(id, session_hash, browser, at, n)
      left join draft d on d.id = w.id and d.id = any(${ids}::uuid[]) and d.expires_at > w.at
      left join draw_receipt_counters(${ids}::uuid[], ${asks.map(({ eraYear }) => eraYear)}::text[]) c on c.draft = d.id
      left join application a on a.id = w.id and a.id = any(${ids}::uuid[])
      left join resident_session(w.session_hash, w.at) s on true`.execute(db)
  const answers = new Map(rows.map((row) => [row.n, readOf(row)]))
  return asks.map((_, i) => {
    const answer = answers.get(i + 1)
    if (answer === undefined) throw new Error('The read of a submission gave no row.')
    return answer
  })
}

function readOf(row: ReadRow): SubmissionRead {
  const session = row.session_id === null ? null : { ...row, session_id: row.session_id }
  const { granted, counter } = row
  const known = { session, granted, counter }
  const submitted =
    row.submitted_id === null
      ? {}
      : { submitted: { account_id: row.submitted_account_id, contact_token: row.submitted_contact_token } }
  if (row.draft_id === null) return { ...known, ...submitted }
  const draft = { ...row, id: row.draft_id, account_id: row.owner_account_id, assurance: row.draft_assurance }
  return { ...known, ...submitted, draft }
}

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
  readonly notice: Buffer
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
  const together =
    writes.get(db) ?? gather((all: readonly SubmissionWrite[]) => writeTogether(db, all), { atOnce: 1, most: 20 })
  writes.set(db, together)
  if (!(await together(write))) return writeAlone(db, write)
  return { outcome: 'submitted', receiptNumber: write.receiptNumber, standing: 'none' }
}

/** Which of them were submitted; the others are as they were. */
async function writeTogether(db: Kysely<InternetDb>, all: readonly SubmissionWrite[]): Promise<readonly boolean[]> {
  const each = <T>(pick: (write: SubmissionWrite, envelope: SealedEnvelope) => T): readonly T[] =>
    all.map((write) => {
      const [first] = write.envelopes
      if (first === undefined) throw new Error('A submission without an envelope.')
      return pick(write, first.envelope)
    })
  const { rows } = await sql<{ id: string }>`
    select id from submit_applications(
      ${each((w) => w.id)}::uuid[], ${each((w) => w.draftVersion)}::integer[], ${each((w) => w.requestKey)}::uuid[],
      ${each((w) => w.receiptNumber)}::text[], ${each((w) => w.accountId)}::uuid[], ${each((w) => w.contactToken)}::bytea[],
      ${each((w) => w.secretToken)}::bytea[], ${each((w) => w.sentAt)}::timestamptz[],
      ${each((w) => w.arrivedAt)}::timestamptz[], ${each((w) => w.duplicateToken)}::bytea[],
      ${each((w) => w.exclusiveToken)}::bytea[], ${each((w) => w.payment)}::integer[], ${each((w) => w.section)}::text[],
      ${each((w) => w.sectionPhone)}::text[], ${each((w) => w.nextBy)}::date[], ${each((w) => w.copy)}::bytea[],
      ${each((w) => w.notice)}::bytea[], ${each((_, e) => e.envelopeId)}::uuid[], ${each((_, e) => e.header)}::text[],
      ${each((_, e) => e.keyId)}::text[], ${each((_, e) => e.signature)}::bytea[], ${each((_, e) => e.sealed)}::bytea[],
      ${each((_, e) => e.files.join(','))}::text[], ${each((w) => w.actor.id)}::text[],
      ${each((w) => JSON.stringify(w.codes))}::jsonb[], ${each((w) => w.payload.hash)}::bytea[],
      ${each((w) => w.payload.box)}::bytea[], ${each((w) => w.mail?.id ?? null)}::uuid[],
      ${each((w) => w.mail?.idempotencyKey ?? null)}::text[], ${each((w) => w.mail?.box ?? null)}::bytea[]) as id`.execute(
    db,
  )
  const done = new Set(rows.map(({ id }) => id))
  return all.map(({ id }) => done.has(id))
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
        ${w.copy}, ${w.notice}, ${JSON.stringify(w.claims)}::jsonb,
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
