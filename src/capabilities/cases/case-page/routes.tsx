import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff } from '../../identity/index.ts'
import type { ActionResult } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { endCorrection, extendCorrection } from '../correction/manage.ts'
import { completeCase } from '../decision/close.ts'
import { acceptForReview } from '../handling/accept.ts'
import { checkAttachment } from '../handling/attachment-check.ts'
import { type CheckMark, markCheck } from '../handling/checklist.ts'
import { setConfidential } from '../handling/confidentiality.ts'
import { answerConsultation, startConsultation } from '../handling/consultation.ts'
import { handOverCase } from '../handling/hand-over.ts'
import { addNote } from '../handling/note.ts'
import type { StaffAct } from '../handling/staff-act.ts'
import { recordWithdrawal } from '../handling/staff-withdrawal.ts'
import { takeCase } from '../handling/take.ts'
import { recordPayment, requestPayment, voidPayment } from '../payment/record.ts'
import { type CasePost, isUuid, readPost } from '../posting.tsx'
import { listQueue } from '../queue/query.ts'
import { sectionsAtWork } from '../queue/scope.ts'
import { readDayText, readYen } from '../typed.ts'
import { refusedState } from './form-state.ts'
import { findCaseForStaff } from './load.ts'
import { outlinePage, postInspection } from './outline.tsx'
import { proofPage } from './proof.tsx'
import { showCase } from './show.tsx'

type Act = (act: StaffAct, post: CasePost) => Promise<ActionResult>

/** One case: its page, and one address for each noun that a clerk can add to it. */
export function caseRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/:id', async (c) => (await outlinePage(c, ctx)) ?? showCase(c, ctx))
  app.post('/cases/:id/inspections', (c) => postInspection(c, ctx))
  app.get('/cases/:id/proof', (c) => proofPage(c, ctx))

  app.get('/cases/:id/next', async (c) => {
    const staff = currentStaff(c)
    const id = c.req.param('id')
    const row = isUuid(id) ? await findCaseForStaff(ctx, staff, id) : null
    if (!row) throw notFound()
    const { rows } = await listQueue(dbOf(ctx, staff.cityId), {
      sectionIds: await sectionsAtWork(ctx, staff, c.get('now')),
      seesConfidential: staff.scope.confidential,
      staffId: staff.staffId,
      today: dayOf(c.get('now')),
      queue: 'section',
      filter: {},
      terms: [],
      after: { sortOn: row.sort_on, id: row.id },
      limit: 1,
    })
    return seeOther(c, rows[0] ? `/cases/${rows[0].id}` : '/cases')
  })

  const post = (noun: string, form: string, act: Act) =>
    app.post(`/cases/:id/${noun}`, (c) => perform(c, ctx, form, act))

  post('assignment', 'take', (act) => takeCase(ctx, act))
  post('acceptance', 'accept', (act) => acceptForReview(ctx, act))
  post('hand-overs', 'hand-over', (act, form) =>
    handOverCase(ctx, act, {
      sectionId: form.text('sectionId'),
      ...(form.text('staffId') === '' ? {} : { staffId: form.text('staffId') }),
      reason: form.text('reason'),
    }),
  )
  post('checks', 'check', (act, form) => {
    const itemId = form.text('item')
    return markCheck(ctx, act, { itemId, mark: readMark(form.text('mark')), finding: form.text(`finding.${itemId}`) })
  })
  post('notes', 'note', (act, form) => addNote(ctx, act, form.text('note')))
  post('attachment-checks', 'attachment', (act, form) => checkAttachment(ctx, act, form.text('file')))
  post('confidentiality', 'confidentiality', (act, form) =>
    setConfidential(ctx, act, form.text('confidential') === 'yes', form.text('confidentialReason')),
  )
  post('consultations', 'consultation', (act, form) =>
    startConsultation(ctx, act, {
      body: form.text('body'),
      question: form.text('question'),
      dueOn: readDayText(form.text('dueOn')),
    }),
  )
  post('consultation-answers', 'answer', (act, form) => {
    const id = form.text('consultation')
    return answerConsultation(ctx, act, id, form.text(`answer.${id}`))
  })
  post('correction-extension', 'extend', (act, form) => extendCorrection(ctx, act, readDayText(form.text('extendTo'))))
  post('correction-end', 'end-correction', (act, form) => endCorrection(ctx, act, form.text('endReason')))
  post('payments', 'payment', (act, form) =>
    recordPayment(ctx, act, {
      amount: readYen(form.text('amount')),
      method: form.text('method') === 'ticket' ? 'ticket' : 'cash',
      receiptNo: form.text('receiptNo'),
      receivedOn: readDayText(form.text('receivedOn')),
    }),
  )
  post('payment-request', 'payment', (act) => requestPayment(ctx, act))
  post('payment-voids', 'void', (act, form) => {
    const id = form.text('payment')
    return voidPayment(ctx, act, id, form.text(`voidReason.${id}`))
  })
  post('withdrawal', 'withdrawal', (act, form) =>
    recordWithdrawal(ctx, act, {
      reason: form.text('withdrawalReason'),
      withdrawnOn: readDayText(form.text('withdrawnOn')),
    }),
  )
  post('completion', 'completion', (act) => completeCase(ctx, act))
}

async function perform(c: Context<WebEnv>, ctx: CasesContext, form: string, act: Act): Promise<Response> {
  const id = c.req.param('id')
  if (!isUuid(id)) throw notFound()
  const post = await readPost(c)
  const result = await act(actOf(c, id, post), post)
  // A form of which there are many on the page says which one it is.
  const named = post.text('form')
  return answer(c, ctx, id, named.startsWith(`${form}-`) ? named : form, post, result)
}

export function actOf(c: Context<WebEnv>, caseId: string, post: CasePost): StaffAct {
  return {
    staff: currentStaff(c),
    caseId,
    now: c.get('now'),
    requestKey: post.requestKey,
    ...(post.version === undefined ? {} : { version: post.version }),
  }
}

/** Done: on to the case. Not there: 404. Otherwise the page again with what was typed. */
export async function answer(
  c: Context<WebEnv>,
  ctx: CasesContext,
  id: string,
  form: string,
  post: CasePost,
  result: ActionResult,
): Promise<Response> {
  // Handed over or set aside, a case may be out of sight for the one who did it.
  if (result.ok) return seeOther(c, (await findCaseForStaff(ctx, currentStaff(c), id)) ? `/cases/${id}` : '/cases')
  if (result.refusal === 'not-found') throw notFound()
  return showCase(c, ctx, refusedState(form, post, result))
}

function readMark(text: string): CheckMark['mark'] {
  return text === 'pass' || text === 'fail' ? text : 'clear'
}
