import { sql } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { CaseSource } from '../../statistics/index.ts'
import { dbOf } from '../context.ts'
import { contextOf } from '../wiring/context.ts'
import { monthOfCases } from './month.ts'
import { pendingCases } from './pending.ts'

/** The numbers of cases, for statistics. Counts and days leave this folder; no case, no name, no number of a case. */
export function caseFigures(services: ZoneServices<'office'>): CaseSource {
  const ctx = contextOf(services)
  return {
    month: (cityId, from, until) => monthOfCases(ctx, cityId, from, until),
    pending: (cityId, now) => pendingCases(dbOf(ctx, cityId), dayOf(now)),
    firstDay: async (cityId) => {
      const { rows } = await sql<{ at: Date | null }>`select min(arrived_at) as at from case_file`.execute(
        dbOf(ctx, cityId),
      )
      const at = rows[0]?.at ?? null
      return at === null ? undefined : dayOf(at)
    },
    sections: (cityId, on) => ctx.directory.sections(cityId, on),
    ownerSection: async (cityId, owner, on) => {
      if ((await ctx.directory.sections(cityId, on)).length === 0) return undefined
      return (await ctx.directory.sectionForOwner(cityId, owner, on)).id
    },
  }
}
