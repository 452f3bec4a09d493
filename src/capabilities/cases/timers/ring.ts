import { type Day, dayOf } from '../../../civic/day.ts'
import { systemActor } from '../actor.ts'
import { type CaseWork, changeCase } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { deadlineNow } from '../deadline-now.ts'
import { hasLapsed } from '../rules/correction.ts'
import { alarmsDue } from '../rules/deadline.ts'
import { closeCorrection } from '../store/corrections.ts'
import { type DueCases, eachDueCase } from './each-due-case.ts'

/**
 * What time brings about: unanswered corrections, unpaid fees, alarms of the deadline. Each is a guarded change of its
 * case, so a second process or a second run finds nothing left to do.
 */
export async function ringTimers(ctx: CasesContext, cityId: string, now: Date): Promise<void> {
  const today = dayOf(now)
  const due = (): DueCases => dbOf(ctx, cityId).selectFrom('case_file').select('id')
  const change = (action: string, work: (it: CaseWork) => Promise<void>) => (caseId: string) =>
    changeCase(ctx, { cityId, caseId, actor: systemActor, now, action }, work)
  await eachDueCase(
    ctx,
    due().where('state', '=', 'correction').where('correction_due_on', '<', today),
    change('lapse', (it) => lapseCorrection(it, today)),
  )
  await eachDueCase(
    ctx,
    due().where('state', '=', 'awaiting-payment').where('payment_due_on', '<', today),
    change('expire', (it) => expireUnpaid(it, today)),
  )
  await eachDueCase(
    ctx,
    due().where('alarm_on', '<=', today),
    change('alarm', (it) => ringAlarm(ctx, cityId, it)),
  )
}

/** 補正の期限: the last day counts in full. What the definition's stage says happens: expire, or go on with what is there. */
async function lapseCorrection(it: CaseWork, today: Day): Promise<void> {
  const { correction_due_on: dueOn } = it.row
  if (it.row.state !== 'correction' || dueOn === null || !hasLapsed(dueOn, today)) return it.refuse('wrong-state')
  const stage = it.procedure.definition.stages?.find((each) => each.state === 'correction')
  const expires = stage?.timer?.then === 'expire'
  await closeCorrection(it.trx, it.row.id, 'lapsed', it.now)
  it.set({ correction_due_on: null, correction_lapsed: true })
  await it.emit(expires ? 'expired' : 'correction-lapsed', { due: dueOn })
}

async function expireUnpaid(it: CaseWork, today: Day): Promise<void> {
  const { payment_due_on: dueOn } = it.row
  if (it.row.state !== 'awaiting-payment' || dueOn === null || dueOn >= today) return it.refuse('wrong-state')
  it.set({ payment_due_on: null })
  const stage = it.procedure.definition.stages?.find((each) => each.state === 'awaiting-payment')
  // Only where the definition says so; elsewhere the clerk is reminded and decides. What was decided never expires.
  if (stage?.timer?.then === 'expire' && !it.situation().decided) await it.emit('expired', { due: dueOn })
  else await it.emit('deadline-alarmed', { reason: 'unpaid', due: dueOn })
}

/** Alarms at the days the definition names; each rings once. */
async function ringAlarm(ctx: CasesContext, cityId: string, it: CaseWork): Promise<void> {
  const deadline = await deadlineNow(ctx, it.trx, cityId, it.row, it.procedure, it.now)
  const ringing = alarmsDue(it.procedure.definition.processing, deadline, it.row.alarms_rung)
  if (ringing.length === 0) return
  it.set({ alarms_rung: [...it.row.alarms_rung, ...ringing] })
  await it.emit('deadline-alarmed', { day: ringing.at(-1) ?? 0, left: deadline.left })
}
