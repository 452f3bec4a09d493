import { dayOf } from '../../../civic/day.ts'
import type { StaffSession } from '../../identity/index.ts'
import { worksIn } from '../actor.ts'
import type { CasesContext } from '../context.ts'

/** The sections whose cases a person may know of, always named: a list never asks for "everything". */
export async function sectionsInScope(ctx: CasesContext, staff: StaffSession, now: Date): Promise<readonly string[]> {
  if (!staff.scope.all) return staff.scope.sectionIds
  return (await ctx.directory.sections(staff.cityId, dayOf(now))).map((section) => section.id)
}

/** Those of them whose cases the person works on: what is looked for by names and addresses, counted, and exported. */
export async function sectionsAtWork(ctx: CasesContext, staff: StaffSession, now: Date): Promise<readonly string[]> {
  return (await sectionsInScope(ctx, staff, now)).filter((id) => worksIn(staff, id))
}
