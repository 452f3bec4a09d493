import { dayOf } from '../../../civic/day.ts'
import { systemActor } from '../actor.ts'
import { changeCase } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { deadlineNow } from '../deadline-now.ts'
import { hasLapsed } from '../rules/correction.ts'
import { alarmsDue } from '../rules/deadline.ts'
import { closeCorrection } from '../store/corrections.ts'

const atOnce = 100

/**
 * What time brings about: unanswered corrections, unpaid fees, alarms of the deadline. Each is a guarded change of its
 * case, so a second process or a second run finds nothing left to do.
 */
export async function ringTimers(ctx: CasesContext, cityId: string, now: Date): Promise<{ readonly more: boolean }> {
  const corrections = await lapseCorrections(ctx, cityId, now)
  const payments = await expireUnpaid(ctx, cityId, now)
  const alarms = await ringAlarms(ctx, cityId, now)
  return { more: corrections === atOnce || payments === atOnce || alarms === atOnce }
}

/** 補正の期限: the last day counts in full. What the definition's stage says happens: expire, or go on with what is there. */
async function lapseCorrections(ctx: CasesContext, cityId: string, now: Date): Promise<number> {
  const today = dayOf(now)
  const due = await dbOf(ctx, cityId)
    .selectFrom('case_file')
    .select('id')
    .where('state', '=', 'correction')
    .where('correction_due_on', '<', today)
    .limit(atOnce)
    .execute()
  for (const { id } of due)
    await changeCase(ctx, { cityId, caseId: id, actor: systemActor, now, action: 'lapse' }, async (it) => {
      const { correction_due_on: dueOn } = it.row
      if (it.row.state !== 'correction' || dueOn === null || !hasLapsed(dueOn, today)) return it.refuse('wrong-state')
      const stage = it.procedure.definition.stages?.find((each) => each.state === 'correction')
      const expires = stage?.timer?.then === 'expire'
      await closeCorrection(it.trx, it.row.id, 'lapsed', now)
      it.set({ correction_due_on: null, correction_lapsed: true })
      await it.emit(expires ? 'expired' : 'correction-lapsed', { due: dueOn })
    })
  return due.length
}

async function expireUnpaid(ctx: CasesContext, cityId: string, now: Date): Promise<number> {
  const today = dayOf(now)
  const due = await dbOf(ctx, cityId)
    .selectFrom('case_file')
    .select('id')
    .where('state', '=', 'awaiting-payment')
    .where('payment_due_on', '<', today)
    .limit(atOnce)
    .execute()
  for (const { id } of due)
    await changeCase(ctx, { cityId, caseId: id, actor: systemActor, now, action: 'expire' }, async (it) => {
      const { payment_due_on: dueOn } = it.row
      if (it.row.state !== 'awaiting-payment' || dueOn === null || dueOn >= today) return it.refuse('wrong-state')
      it.set({ payment_due_on: null })
      const stage = it.procedure.definition.stages?.find((each) => each.state === 'awaiting-payment')
      // Only where the definition says so; elsewhere the clerk is reminded and decides. What was decided never expires.
      if (stage?.timer?.then === 'expire' && !it.situation().decided) await it.emit('expired', { due: dueOn })
      else await it.emit('deadline-alarmed', { reason: 'unpaid', due: dueOn })
    })
  return due.length
}

/** Alarms at the days the definition names; each rings once. */
async function ringAlarms(ctx: CasesContext, cityId: string, now: Date): Promise<number> {
  const due = await dbOf(ctx, cityId)
    .selectFrom('case_file')
    .select('id')
    .where('alarm_on', '<=', dayOf(now))
    .orderBy('alarm_on')
    .limit(atOnce)
    .execute()
  for (const { id } of due)
    await changeCase(ctx, { cityId, caseId: id, actor: systemActor, now, action: 'alarm' }, async (it) => {
      const db = dbOf(ctx, cityId)
      const deadline = await deadlineNow(ctx, db, cityId, it.row, it.procedure, now)
      const ringing = alarmsDue(it.procedure.definition.processing, deadline, it.row.alarms_rung)
      if (ringing.length === 0) return
      it.set({ alarms_rung: [...it.row.alarms_rung, ...ringing] })
      await it.emit('deadline-alarmed', { day: ringing.at(-1) ?? 0, left: deadline.left })
    })
  return due.length
}
