import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { type ActionResult, type CaseWork, changeCase } from '../change.ts'
import type { HearingNoticeContent } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { orderLetter } from '../decision/order-letter.ts'
import { type StaffAct, staffInput } from '../handling/staff-act.ts'
import { type HearingNotice, type HearingResult, noticeProblems, resultProblems } from '../rules/cancellation.ts'
import { hearingLetter } from './letter-draft.ts'
import { leastNoticeDays } from './obstacles.ts'
import { deliveryNow } from './order-letter.ts'
import { tellHearing, tellHearingEnd } from './tell.ts'
import { beingPrepared, decisionInForce } from './work.ts'

/** The notice of the hearing: as a letter of ours, or as one that went out another way. Once. */
export async function noticeHearing(ctx: CasesContext, act: StaffAct, given: HearingNotice): Promise<ActionResult> {
  const { cityId } = act.staff
  return changeCase(ctx, staffInput(act, 'hearing-notice', 'approvals.propose'), async (it) => {
    const running = await beingPrepared(it)
    if (running.way === 'none' || running.noticedOn !== null) it.refuse('wrong-state')
    const today = dayOf(it.now)
    const undone = await decisionInForce(it)
    const leastDays = await leastNoticeDays(ctx, cityId, today)
    const problems = noticeProblems(running.way, given, undone.decidedOn ?? today, today, leastDays)
    if (problems.length > 0 || given.by === '') return it.refuse('invalid', problems)
    const noticedOn = given.by === 'letter' ? today : given.sentOn
    const content: HearingNoticeContent = {
      time: running.way === 'hearing' ? given.time : '',
      place: given.place.trim(),
      office: running.way === 'hearing' ? given.office.trim() : '',
    }
    await it.emit(
      'hearing-noticed',
      { cancellation: running.id, way: running.way, by: given.by, on: given.answerOn, noticedOn },
      content,
    )
    await it.trx
      .updateTable('case_cancellation')
      .set({
        noticed_on: noticedOn,
        noticed_at: it.now,
        notice_by: given.by,
        answer_on: given.answerOn,
        notice_box: it.vault.seal(`hearing/${running.id}`, content),
      })
      .where('id', '=', running.id)
      .execute()
    const noticed = { ...running, noticedOn, noticedAt: it.now, answerOn: given.answerOn, notice: content }
    const way = deliveryNow(ctx, cityId, it, running)
    if (given.by === 'elsewhere') return tellHearing(ctx, cityId, it, noticed, 'post')
    await orderLetter(ctx, cityId, it, {
      about: { purpose: 'hearing', cancellationId: running.id },
      draft: await hearingLetter(ctx, cityId, it, noticed, undone),
      way,
      on: today,
      requestKey: randomUUID(),
    })
    // A letter for the mailbox is told of when it is there.
    if (way !== 'portal') await tellHearing(ctx, cityId, it, noticed, way)
  })
}

/** What came of it: what was said at the hearing, the answer, or that none came. It may be written anew until the proposal. */
export async function recordHearing(ctx: CasesContext, act: StaffAct, given: HearingResult): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'hearing-result', 'approvals.propose'), async (it) => {
    const running = await beingPrepared(it)
    const { noticedOn, answerOn } = running
    if (noticedOn === null || answerOn === null) return it.refuse('wrong-state')
    const problems = resultProblems(running.way, given, { noticedOn, answerOn }, dayOf(it.now))
    if (problems.length > 0) it.refuse('invalid', problems)
    const heard = given.heard === 'yes'
    // Silence has no day of its own: it is sure when the last day is over.
    const heardOn = !heard && running.way === 'explanation' ? answerOn : given.heardOn
    await it.emit(
      'hearing-recorded',
      { cancellation: running.id, way: running.way, heard, on: heardOn },
      { report: given.report },
    )
    await it.trx
      .updateTable('case_cancellation')
      .set({
        heard,
        heard_on: heardOn,
        heard_by: it.actor.id,
        heard_box: it.vault.seal(`heard/${running.id}`, { text: given.report.trim() }),
      })
      .where('id', '=', running.id)
      .execute()
  })
}

/** The office does not go on. Who was told of the plan is told of its end. */
export async function dropCancellation(ctx: CasesContext, act: StaffAct, reason: string): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'cancellation-end', 'approvals.propose'), async (it) => {
    const running = await beingPrepared(it)
    if (reason.trim() === '') it.refuse('invalid', [{ at: 'dropReason', refusal: 'drop-reason-missing' }])
    if (reason.length > 1000) it.refuse('invalid', [{ at: 'dropReason', refusal: 'too-long' }])
    await it.emit('cancellation-dropped', { cancellation: running.id }, { reason })
    await it.trx
      .updateTable('case_cancellation')
      .set({
        ended: 'dropped',
        ended_at: it.now,
        end_box: it.vault.seal(`cancellation-end/${running.id}`, { text: reason.trim() }),
      })
      .where('id', '=', running.id)
      .execute()
    const untold = await stopHearingLetter(ctx, act, it, running.id)
    if (running.noticedOn !== null && !untold) await tellHearingEnd(ctx, act.staff.cityId, it, running.id)
  })
}

/**
 * A letter that calls to the hearing and has not left the house is not made, printed or posted any more. Returns whether
 * the person does not know of the hearing: it was to be told by this letter, in the mailbox.
 */
async function stopHearingLetter(
  ctx: CasesContext,
  act: StaffAct,
  it: CaseWork,
  cancellationId: string,
): Promise<boolean> {
  await ctx.letters.voidLetters(it.trx as unknown as Transaction<unknown>, {
    cityId: act.staff.cityId,
    caseId: it.row.id,
    decisionId: cancellationId,
    orderedBy: it.actor.id,
    at: it.now,
  })
  const stopped = await it.trx
    .updateTable('case_letter')
    .set({ voided_at: it.now })
    .where('case_id', '=', it.row.id)
    .where('cancellation_id', '=', cancellationId)
    .where('delivered_at', 'is', null)
    .where('voided_at', 'is', null)
    .where((eb) => eb.or([eb('way', '<>', 'portal'), eb('made_at', 'is', null)]))
    .returning('way')
    .execute()
  return stopped.some(({ way }) => way === 'portal')
}
