import type { Insertable, Kysely } from 'kysely'
import { gather } from '../../../platform/database/gather.ts'
import type { AccessLog } from '../context.ts'
import type { CasesDb } from '../store/tables.ts'

type AccessRow = Insertable<CasesDb['case_access']>
type Write = (row: AccessRow) => Promise<void>

const writers = new WeakMap<Kysely<CasesDb>, Write>()

/**
 * Looking at personal data is written down in the office's own table; one row a page, not one a person. It stands there
 * for good before the page goes out: in a rush the rows of several pages share one commit.
 */
export const accessLog: AccessLog = {
  record: async (db, entry) => {
    if (entry.caseIds.length === 0 && entry.count === undefined) return
    await writerOf(db)({
      at: entry.at,
      staff_id: entry.staffId,
      purpose: entry.purpose,
      case_ids: entry.caseIds.slice(0, 500),
      case_count: entry.count ?? entry.caseIds.length,
      request_id: entry.requestId ?? null,
    })
  },
}

/** What is recorded in somebody's transaction stays in it. */
function writerOf(db: Kysely<CasesDb>): Write {
  if (db.isTransaction) return (row) => insertTogether(db, [row]).then(() => {})
  const write =
    writers.get(db) ?? gather((rows: readonly AccessRow[]) => insertTogether(db, rows), { atOnce: 1, most: 20 })
  writers.set(db, write)
  return write
}

async function insertTogether(db: Kysely<CasesDb>, rows: readonly AccessRow[]): Promise<readonly undefined[]> {
  await db
    .insertInto('case_access')
    .values([...rows])
    .execute()
  return rows.map(() => undefined)
}
