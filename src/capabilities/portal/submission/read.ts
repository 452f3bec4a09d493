import type { Kysely } from 'kysely'
import { gather, inTwoHalves } from '../../../platform/database/gather.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { plainList, runText } from '../../../platform/database/run-text.ts'
import type { ResidentSessionRow } from '../../identity/index.ts'
import type { OpenableDraftRow } from '../drafts/store.ts'
import { DrawnNumbers } from './drawn-numbers.ts'

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
