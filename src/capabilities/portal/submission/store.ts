import { type Kysely, sql } from 'kysely'
import { gather, inTwoHalves } from '../../../platform/database/gather.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { plainList, runText } from '../../../platform/database/run-text.ts'
import type { SealedEnvelope } from '../../../platform/relay/envelope.ts'
import type { ResidentSessionRow } from '../../identity/index.ts'
import type { OpenableDraftRow } from '../drafts/store.ts'
import { DrawnNumbers } from './drawn-numbers.ts'
import { writeTogether } from './write-together.ts'

/** The one read of a submission: draft, session, grant, the number that was drawn, and an earlier submission of this id. */
export interface SubmissionRead {
  readonly draft?: OpenableDraftRow
  readonly session: ResidentSessionRow | null
  readonly granted: boolean
  readonly counter: number | null
  readonly submitted?: { readonly account_id: string | null; readonly contact_token: Buffer | null }
}

type ReadRow = Omit<OpenableDraftRow, 'id'> &
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

interface CityReads {
  readonly ask: (ask: ReadAsk) => Promise<SubmissionRead>
  readonly drawn: DrawnNumbers
}

const reads = new WeakMap<Kysely<InternetDb>, CityReads>()

function readsOf(db: Kysely<InternetDb>): CityReads {
  const known = reads.get(db)
  if (known) return known
  const drawn = new DrawnNumbers()
  const made = { drawn, ask: gather((asks: readonly ReadAsk[]) => readAll(db, drawn, asks), inTwoHalves) }
  reads.set(db, made)
  return made
}

/** Reads for one submission, and draws its number; in a rush several with one statement. */
export function readForSubmission(
  db: Kysely<InternetDb>,
  id: string,
  eraYear: string,
  sessionHash: Buffer | null,
  browserToken: Buffer | null,
  at: Date,
): Promise<SubmissionRead> {
  return readsOf(db).ask({ id, eraYear, sessionHash, browserToken, at })
}

/**
 * Numbers are drawn for drafts that have none yet in this process, by counting on: nothing is written beside the counter.
 * The commit need not wait for the disk: the write-ahead log is in order, so whatever is acknowledged later by a
 * submission carries its drawing with it. Each row is looked for by `any(…)` as well: by its key, whatever plan was made
 * before the table had statistics.
 */
const readText = `
  with w as materialized (
    select * from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::timestamptz[], $5::text[], $6::boolean[])
      with ordinality as w(id, session_hash, browser, at, year, draws, n)),
  asking as materialized (
    select d.id, d.receipt_prefix as prefix, w.year from w join draft d on d.id = w.id and d.id = any($1::uuid[])
     where w.draws and d.expires_at > w.at),
  totals as (select prefix, year, count(*)::integer as many from asking group by prefix, year),
  counted as (
    insert into receipt_counter as c (prefix, year, last)
    select prefix, year, many from totals, (select set_config('synchronous_commit', 'off', true)) as quick
     order by prefix, year
    on conflict (tenant_id, prefix, year) do update set last = c.last + excluded.last
    returning c.prefix, c.year, c.last),
  numbered as (
    select a.id, c.last - t.many + (row_number() over (partition by a.prefix, a.year))::integer as counter
      from asking a join totals t using (prefix, year) join counted c using (prefix, year))
  select w.n::integer as n, d.id as draft_id, d.procedure_id, d.version_hash, d.assurance as draft_assurance,
         d.account_id as owner_account_id, d.contact_token, d.resume_number, d.version, d.body, d.created_at, d.saved_at,
         d.expires_at, s.*,
         a.id as submitted_id, a.account_id as submitted_account_id, a.contact_token as submitted_contact_token,
         exists (select from browser_grant g
                  where g.browser_token = w.browser and g.application_id = w.id and g.expires_at > w.at) as granted,
         c.counter
    from w
    left join draft d on d.id = w.id and d.id = any($1::uuid[]) and d.expires_at > w.at
    left join numbered c on c.id = w.id
    left join application a on a.id = w.id and a.id = any($1::uuid[])
    left join resident_session(w.session_hash, w.at) s on true`

async function readAll(
  db: Kysely<InternetDb>,
  drawn: DrawnNumbers,
  asks: readonly ReadAsk[],
): Promise<readonly SubmissionRead[]> {
  const known = asks.map((ask) => drawn.of(ask))
  const draws = drawn.missing(asks)
  const rows = await runText<ReadRow>(db, readText, [
    plainList(asks.map(({ id }) => id)),
    asks.map(({ sessionHash }) => sessionHash),
    asks.map(({ browserToken }) => browserToken),
    plainList(asks.map(({ at }) => at.toISOString())),
    plainList(asks.map(({ eraYear }) => eraYear)),
    plainList(draws.map(String)),
  ])
  const answers = new Map(rows.map((row) => [row.n, row]))
  for (const [i, ask] of asks.entries()) {
    const counter = answers.get(i + 1)?.counter ?? null
    if (counter !== null) drawn.keep(ask, counter)
  }
  return asks.map((ask, i) => {
    const answer = answers.get(i + 1)
    if (answer === undefined) throw new Error('The read of a submission gave no row.')
    return readOf(answer, known[i] ?? drawn.of(ask))
  })
}

function readOf(row: ReadRow, counter: number | null): SubmissionRead {
  const session = row.session_id === null ? null : { ...row, session_id: row.session_id }
  const { granted } = row
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
    writes.get(db) ?? gather((all: readonly SubmissionWrite[]) => writeTogether(db, all), inTwoHalves)
  writes.set(db, together)
  if (!(await together(write))) return writeAlone(db, write)
  return { outcome: 'submitted', receiptNumber: write.receiptNumber, standing: 'none' }
}

async function writeAlone(db: Kysely<InternetDb>, w: SubmissionWrite): Promise<SubmissionWritten> {
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
