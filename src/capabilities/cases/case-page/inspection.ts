import type { Kysely, Transaction } from 'kysely'
import type { StaffSession } from '../../identity/index.ts'
import { mayKnowOf, maySee, staffActor } from '../actor.ts'
import { type CasesContext, dbOf } from '../context.ts'
import type { CasesDb } from '../store/tables.ts'

const openHours = 8
export const inspectionReasonLength = 500

/** Those of the cases that this person has given a reason for within the last eight hours: a working day. */
export async function inspectedOf(
  db: Kysely<CasesDb>,
  staffId: string,
  caseIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (caseIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('event')
    .select('stream_id')
    .where('stream', '=', 'case')
    .where('stream_id', 'in', caseIds)
    .where('type', '=', 'inspected')
    .where('actor_id', '=', staffId)
    .where('at', '>', new Date(now.getTime() - openHours * 3_600_000))
    .execute()
  return new Set(rows.map((row) => row.stream_id))
}

/**
 * Opens a case of another section to somebody who reads all cases (監査): the reason stands in the history of the case, where
 * the section reads it. The case itself does not change, so nobody at work on it is interrupted.
 */
export async function inspectCase(
  ctx: CasesContext,
  staff: StaffSession,
  caseId: string,
  reason: string,
  now: Date,
): Promise<'opened' | 'not-found' | 'reason-missing' | 'too-long'> {
  return dbOf(ctx, staff.cityId)
    .transaction()
    .execute(async (trx) => {
      const row = await trx
        .selectFrom('case_file')
        .select(['section_id', 'confidential', 'state'])
        .where('id', '=', caseId)
        .executeTakeFirst()
      if (!row || !mayKnowOf(staff, row)) return 'not-found'
      if (maySee(staff, row)) return 'opened'
      if (reason.trim() === '') return 'reason-missing'
      if (reason.length > inspectionReasonLength) return 'too-long'
      const { kind: _kind, staff: _staff, name, ...actor } = staffActor(staff)
      await ctx.evidence.append(trx as unknown as Transaction<unknown>, staff.cityId, {
        stream: 'case',
        streamId: caseId,
        type: 'inspected',
        actor: { kind: 'staff', ...actor },
        at: now,
        codes: { before: row.state, after: row.state },
        payload: { by: name, reason: reason.trim() },
      })
      return 'opened'
    })
}
