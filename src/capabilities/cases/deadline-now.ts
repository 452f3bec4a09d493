import type { Kysely } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import type { CompiledProcedure } from '../procedures/index.ts'
import type { CasesContext } from './context.ts'
import { type Deadline, deadlineOf, type Wait } from './rules/deadline.ts'
import type { CasesDb } from './store/tables.ts'

/** The clock of a case as of now, with what stopped it. */
export async function deadlineNow(
  ctx: CasesContext,
  db: Kysely<CasesDb>,
  cityId: string,
  row: {
    readonly id: string
    readonly arrived_at: Date
    readonly decided_at?: Date | null
    readonly closed_at?: Date | null
  },
  procedure: CompiledProcedure,
  now: Date,
): Promise<Deadline> {
  const waits = await listWaits(db, row.id)
  // The clock ends with the decision: afterwards it shows how long it took.
  const asOf = row.decided_at ?? row.closed_at ?? now
  const arrivedOn = dayOf(row.arrived_at)
  return deadlineOf(
    arrivedOn,
    procedure.processing(await ctx.procedures.facts(cityId, arrivedOn)),
    waits,
    dayOf(asOf),
    await ctx.directory.isClosedDay(cityId),
  )
}

export async function listWaits(db: Kysely<CasesDb>, caseId: string): Promise<readonly Wait[]> {
  const rows = await db
    .selectFrom('case_wait')
    .select(['state', 'started_at', 'ended_at'])
    .where('case_id', '=', caseId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    state: row.state,
    from: dayOf(row.started_at),
    ...(row.ended_at === null ? {} : { to: dayOf(row.ended_at) }),
  }))
}
