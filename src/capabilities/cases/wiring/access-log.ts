import type { AccessLog } from '../context.ts'

/** Looking at personal data is written down in the office's own table; one row a page, not one a person. */
export const accessLog: AccessLog = {
  record: async (db, entry) => {
    if (entry.caseIds.length === 0 && entry.count === undefined) return
    await db
      .insertInto('case_access')
      .values({
        at: entry.at,
        staff_id: entry.staffId,
        purpose: entry.purpose,
        case_ids: entry.caseIds.slice(0, 500),
        case_count: entry.count ?? entry.caseIds.length,
        request_id: entry.requestId ?? null,
      })
      .execute()
  },
}
