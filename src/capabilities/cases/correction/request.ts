import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../civic/day.ts'
import { type ActionResult, changeCase } from '../change.ts'
import type { CorrectionContent } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from '../handling/staff-act.ts'
import { type CorrectionItem, checkCorrection } from '../rules/correction.ts'
import { getLatestRevision } from '../store/answers.ts'
import { askableFields } from './askable.ts'
import { tellRequest } from './tell-request.ts'

export interface CorrectionDraft {
  readonly intro: string
  readonly items: readonly CorrectionItem[]
  readonly dueOn: string
}

export const introLength = 600

/** 補正を依頼する (行政手続法7条): the clock may stop, the resident can change the asked fields and nothing else. */
export async function requestCorrection(
  ctx: CasesContext,
  act: StaffAct,
  draft: CorrectionDraft,
): Promise<ActionResult> {
  const { cityId } = act.staff
  return changeCase(ctx, staffInput(act, 'correction', 'cases.review'), async (it) => {
    const latest = await getLatestRevision(it.trx, it.vault)
    const fields = await askableFields(ctx, cityId, it.row, it.procedure, latest.content.answers, it.now)
    const known = new Map(fields.map((field) => [field.path, field.label]))
    const problems = checkCorrection(draft, new Set(known.keys()), dayOf(it.now)).map((each) => ({ ...each }))
    if (draft.intro.length > introLength) problems.push({ at: 'intro', refusal: 'reason-too-long' })
    if (problems.length > 0) it.refuse('invalid', problems)
    const id = randomUUID()
    const content: CorrectionContent = {
      intro: draft.intro,
      items: draft.items.map((item) => ({ ...item, label: known.get(item.path) ?? item.path })),
    }
    await it.emit(
      'correction-requested',
      {
        correction: id,
        due: draft.dueOn,
        fields: draft.items.length,
        reasons: draft.items.map((item) => item.code).join(' '),
      },
      { ...content },
    )
    await it.trx
      .insertInto('case_correction')
      .values({
        id,
        case_id: it.row.id,
        requested_by: it.actor.id,
        requested_by_name: it.actor.name,
        requested_at: it.now,
        due_on: draft.dueOn,
        paths: draft.items.map((item) => item.path),
        box: it.vault.seal(`correction/${id}`, content),
      })
      .execute()
    it.set({
      correction_due_on: draft.dueOn,
      correction_lapsed: false,
      ...(it.row.assignee_id === null ? { assignee_id: it.actor.id, assignee_name: it.actor.name } : {}),
    })
    await tellRequest(ctx, cityId, it, { id, requestedAt: it.now, dueOn: draft.dueOn, content })
    it.made(id)
  })
}
