import { dayOf } from '../../../civic/day.ts'
import { type ActionResult, type CaseWork, changeCase, type InputProblem } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from './staff-act.ts'

export interface HandOver {
  readonly sectionId: string
  /** Absent: to the section, for whoever takes it. */
  readonly staffId?: string
  readonly reason: string
}

export const handOverReasonLength = 500

/** 担当を変える: to another section, another person, or back to the section. Who, why and when are kept. */
export async function handOverCase(ctx: CasesContext, act: StaffAct, given: HandOver): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'hand-over', 'cases.review'), (it) =>
    handOver(ctx, act.staff.cityId, it, given),
  )
}

export async function handOver(ctx: CasesContext, cityId: string, it: CaseWork, given: HandOver): Promise<void> {
  const today = dayOf(it.now)
  const section = (await ctx.directory.sections(cityId, today)).find((each) => each.id === given.sectionId)
  const people = section && given.staffId ? await ctx.directory.people(cityId, section.id, today) : []
  const person = people.find((each) => each.id === given.staffId)
  const problems: InputProblem[] = []
  if (!section) problems.push({ at: 'sectionId', refusal: 'section-unknown' })
  else if (given.staffId && !person) problems.push({ at: 'staffId', refusal: 'person-not-in-section' })
  if (given.reason.trim() === '') problems.push({ at: 'reason', refusal: 'reason-missing' })
  if (given.reason.length > handOverReasonLength) problems.push({ at: 'reason', refusal: 'too-long' })
  if (!section || problems.length > 0) it.refuse('invalid', problems)
  await it.emit(
    'handed-over',
    { from: it.row.section_id, to: section.id, assignee: person?.id ?? null },
    { reason: given.reason, section: section.name, person: person?.name ?? null },
  )
  await it.trx
    .insertInto('case_hand_over')
    .values({
      case_id: it.row.id,
      from_section_id: it.row.section_id,
      to_section_id: section.id,
      from_staff_id: it.row.assignee_id,
      to_staff_id: person?.id ?? null,
      by_id: it.actor.id,
      at: it.now,
      box: it.vault.seal('hand-over', { reason: given.reason }),
    })
    .execute()
  it.set({ section_id: section.id, assignee_id: person?.id ?? null, assignee_name: person?.name ?? null })
}
