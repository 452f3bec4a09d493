import { isDay } from '../../../civic/day.ts'
import { type ActionResult, changeCase, type InputProblem } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from './staff-act.ts'

export interface Consultation {
  readonly body: string
  readonly question: string
  /** `YYYY-MM-DD`, or empty. */
  readonly dueOn: string
}

export const questionLength = 2000

/** 照会・協議: another body is asked. Several may be asked at once; the case waits until all have answered. */
export async function startConsultation(ctx: CasesContext, act: StaffAct, given: Consultation): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'consultation', 'cases.review'), async (it) => {
    const problems: InputProblem[] = []
    if (given.body.trim() === '') problems.push({ at: 'body', refusal: 'body-missing' })
    if (given.body.length > 80) problems.push({ at: 'body', refusal: 'too-long' })
    if (given.question.trim() === '') problems.push({ at: 'question', refusal: 'question-missing' })
    if (given.question.length > questionLength) problems.push({ at: 'question', refusal: 'too-long' })
    if (given.dueOn !== '' && !isDay(given.dueOn)) problems.push({ at: 'dueOn', refusal: 'date-unreadable' })
    if (problems.length > 0) it.refuse('invalid', problems)
    await it.emit('consultation-started', { due: given.dueOn || null }, { body: given.body, question: given.question })
    const made = await it.trx
      .insertInto('case_consultation')
      .values({
        case_id: it.row.id,
        body_name: given.body.trim(),
        asked_by: it.actor.id,
        asked_by_name: it.actor.name,
        asked_at: it.now,
        due_on: given.dueOn === '' ? null : given.dueOn,
        question_box: it.vault.seal('question', { text: given.question }),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    it.made(made.id)
  })
}

/** The answer of a body, written down by a clerk. With the last one the case goes back to review. */
export async function answerConsultation(
  ctx: CasesContext,
  act: StaffAct,
  consultationId: string,
  answer: string,
): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'consultation-answer', 'cases.review'), async (it) => {
    const at = `answer.${consultationId}`
    if (answer.trim() === '') it.refuse('invalid', [{ at, refusal: 'answer-missing' }])
    if (answer.length > questionLength) it.refuse('invalid', [{ at, refusal: 'too-long' }])
    const updated = await it.trx
      .updateTable('case_consultation')
      .set({
        answered_at: it.now,
        answered_by: it.actor.id,
        answer_box: it.vault.seal('consultation-answer', { text: answer }),
      })
      .where('case_id', '=', it.row.id)
      .where('id', '=', consultationId)
      .where('answered_at', 'is', null)
      .returning('body_name')
      .executeTakeFirst()
    if (!updated) return it.refuse('invalid', [{ at, refusal: 'already-answered' }])
    const open = await it.trx
      .selectFrom('case_consultation')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('case_id', '=', it.row.id)
      .where('answered_at', 'is', null)
      .executeTakeFirstOrThrow()
    const left = Number(open.count)
    await it.emit(
      left > 0 ? 'consultation-partly-answered' : 'consultation-answered',
      { consultation: consultationId, left },
      { body: updated.body_name, answer },
    )
  })
}
