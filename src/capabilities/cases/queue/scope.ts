import { dayOf } from '../../../civic/day.ts'
import type { StaffSession } from '../../identity/index.ts'
import type { CasesContext } from '../context.ts'

/** The sections whose cases a person may see, always named: a list never asks for "everything". */
export async function sectionsInScope(ctx: CasesContext, staff: StaffSession, now: Date): Promise<readonly string[]> {
  if (!staff.scope.all) return staff.scope.sectionIds
  return (await ctx.directory.sections(staff.cityId, dayOf(now))).map((section) => section.id)
}
