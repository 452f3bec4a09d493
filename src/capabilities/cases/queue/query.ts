import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import type { Day } from '../../../civic/day.ts'
import type { TokenTerm } from '../search/tokens.ts'
import type { CaseFileTable, CasesDb } from '../store/tables.ts'
import { filterCondition, isOpenOnly, type QueueFilter, type QueueId, queueCondition } from './queues.ts'

/** Where a page begins: the last line seen. Paging by key never skips or repeats a line while others work. */
export interface PageKey {
  readonly sortOn: Day
  readonly id: string
}

export interface QueueQuestion {
  /** Sections the person may see; a list always names them, so that the index of each is used. */
  readonly sectionIds: readonly string[]
  readonly seesConfidential: boolean
  readonly staffId: string
  readonly today: Day
  readonly queue: QueueId
  readonly filter: QueueFilter
  readonly terms: readonly TokenTerm[]
  readonly after?: PageKey
  readonly limit: number
}

export const queueColumns = [
  'id',
  'receipt_number',
  'procedure_id',
  'version_hash',
  'channel',
  'state',
  'stage',
  'section_id',
  'assignee_id',
  'assignee_name',
  'version',
  'arrived_at',
  'due_on',
  'sort_on',
  'paused',
  'correction_due_on',
  'payment_due_on',
  'checks_total',
  'checks_passed',
  'checks_open',
  'possible_duplicate',
  'correction_lapsed',
  'confidential',
  'filer',
  'assurance',
  'outcome_id',
  'result',
  'decided_on',
  'decided_at',
  'closed_at',
  'updated_at',
  'wrapped_key',
  'name_box',
] as const satisfies readonly (keyof CaseFileTable)[]
/** Written out once: making them anew for each page costs more than some look-ups. */
const columns = sql.join(queueColumns.map((column) => sql.ref(`c.${column}`)))
export type QueueRow = Pick<Selectable<CaseFileTable>, (typeof queueColumns)[number]>

/** One page, sorted by what is due first. Asks for one line more than the limit: it says whether there is a next page. */
export async function listQueue(
  db: Kysely<CasesDb>,
  question: QueueQuestion,
): Promise<{ readonly rows: readonly QueueRow[]; readonly more: boolean }> {
  if (question.sectionIds.length === 0) return { rows: [], more: false }
  const query =
    question.terms.length > 0
      ? searched(question)
      : question.queue === 'mine'
        ? byAssignee(question)
        : bySection(question)
  const { rows } = await query.execute(db)
  return { rows: rows.slice(0, question.limit), more: rows.length > question.limit }
}

/** Each section's index gives its first lines in order; the merge of a few short lists is cheap at any size. */
function bySection(question: QueueQuestion): RawBuilder<QueueRow> {
  return sql<QueueRow>`
    select c.* from unnest(${question.sectionIds}::uuid[]) as s(section_id)
    cross join lateral (
      select ${columns} from case_file c
      where c.section_id = s.section_id and ${conditions(question)}
      order by c.sort_on, c.id limit ${question.limit + 1}
    ) c
    order by c.sort_on, c.id limit ${question.limit + 1}`
}

/** A person's own cases are few: their index gives them in order, whichever section they are in. */
function byAssignee(question: QueueQuestion): RawBuilder<QueueRow> {
  return sql<QueueRow>`
    select ${columns} from case_file c
    where c.section_id = any(${question.sectionIds}::uuid[]) and ${conditions(question)}
    order by c.sort_on, c.id limit ${question.limit + 1}`
}

/**
 * The words give the few cases first, then the list's own conditions narrow them. `offset 0` keeps the planner from
 * turning it round: before the statistics know the tokens it would read every case of the city instead.
 */
function searched(question: QueueQuestion): RawBuilder<QueueRow> {
  return sql<QueueRow>`
    with found as materialized (${foundCases(question.terms)})
    select ${columns} from found
    cross join lateral (select * from case_file where id = found.case_id offset 0) c
    where c.section_id = any(${question.sectionIds}::uuid[]) and ${conditions(question)}
    order by c.sort_on, c.id limit ${question.limit + 1}`
}

/** Cases that meet every term; a term is met by all pieces of any one kind. */
export function foundCases(terms: readonly TokenTerm[]): RawBuilder<{ case_id: string }> {
  return sql.join(
    terms.map(
      (term) =>
        sql<{ case_id: string }>`(${sql.join(
          term.alternatives.map(
            (tokens) =>
              sql`(select case_id from case_search_token where token = any(${tokens}::bytea[])
                group by case_id having count(*) = ${tokens.length})`,
          ),
          sql` union `,
        )})`,
    ),
    sql` intersect `,
  ) as RawBuilder<{ case_id: string }>
}

function conditions(question: QueueQuestion): RawBuilder<boolean> {
  const { after } = question
  const parts = [queueCondition(question.queue, question.staffId, question.today), filterCondition(question.filter)]
  if (isOpenOnly(question.queue)) parts.push(sql`c.closed_at is null`)
  if (!question.seesConfidential) parts.push(sql`not c.confidential`)
  if (after) parts.push(sql`(c.sort_on, c.id) > (${after.sortOn}::date, ${after.id}::uuid)`)
  return sql.join(parts, sql` and `)
}

export type QueueCounts = Readonly<Record<Exclude<QueueId, 'all'> | 'parked', number>>

/** Counts of one query over the open cases, answered from the index alone. */
export async function countQueues(
  db: Kysely<CasesDb>,
  question: Pick<QueueQuestion, 'sectionIds' | 'seesConfidential' | 'staffId' | 'today'>,
): Promise<QueueCounts> {
  const count = (queue: QueueId) =>
    sql`count(*) filter (where ${queueCondition(queue, question.staffId, question.today)})::int`
  const { rows } = await sql<QueueCounts>`
    select count(*)::int as section, ${count('mine')} as mine, ${count('new')} as new,
      ${count('waiting')} as waiting, ${count('approving')} as approving, ${count('soon')} as soon,
      ${count('overdue')} as overdue,
      (select count(*)::int from case_parked where resolved_at is null) as parked
    from case_file c
    where c.section_id = any(${question.sectionIds}::uuid[]) and c.closed_at is null
      ${question.seesConfidential ? sql`` : sql`and not c.confidential`}`.execute(db)
  return rows[0] ?? { section: 0, mine: 0, new: 0, waiting: 0, approving: 0, soon: 0, overdue: 0, parked: 0 }
}
