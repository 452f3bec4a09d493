import { dayOf } from '../../../civic/day.ts'
import { fiscalYearOf } from '../../../civic/fiscal-year.ts'
import { type ActionResult, type CaseWork, changeCase } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { releaseResult } from '../decision/release.ts'
import { type StaffAct, staffInput } from '../handling/staff-act.ts'
import { checkPayment, feeIsDue, mayTakeMoney, paidSoFar } from '../rules/payment.ts'
import { listPayments } from '../store/payments.ts'
import { askForPayment } from './ask.ts'

export interface PaymentEntry {
  /** Integer yen; null when it could not be read. */
  readonly amount: number | null
  readonly method: 'cash' | 'ticket'
  readonly receiptNo: string
  readonly receivedOn: string
}

/** 納付を記録する: cash or a ticket over the counter. Two payments with one receipt number can't exist. */
export async function recordPayment(ctx: CasesContext, act: StaffAct, entry: PaymentEntry): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'payment', 'accounts.record'), async (it) => {
    if (!mayTakeMoney(it.situation().state)) it.refuse('already-ended')
    const before = await listPayments(it.trx, it.row.id)
    const problems = checkPayment(entry, it.row.fee_total, before, dayOf(it.now))
    if (problems.length > 0) it.refuse('invalid', problems)
    const amount = entry.amount ?? 0
    const fiscalYear = fiscalYearOf(entry.receivedOn)
    await refuseUsedNumber(it, fiscalYear, entry.receiptNo.trim())
    const made = await it.trx
      .insertInto('case_payment')
      .values({
        case_id: it.row.id,
        amount,
        method: entry.method,
        receipt_no: entry.receiptNo.trim(),
        received_on: entry.receivedOn,
        fiscal_year: fiscalYear,
        recorded_by: it.actor.id,
        recorded_by_name: it.actor.name,
        at: it.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const paid = paidSoFar(before) + amount
    const settled = paid >= it.row.fee_total
    it.set({ fee_paid: paid, paid_at: settled ? it.now : null, ...(settled ? { payment_due_on: null } : {}) })
    const codes = { amount, method: entry.method, payment: made.id, paid, total: it.row.fee_total }
    const waiting = it.situation().state === 'awaiting-payment'
    const event = !waiting ? 'payment-taken' : settled ? 'payment-recorded' : 'payment-partly-recorded'
    await it.emit(event, codes, { receiptNo: entry.receiptNo })
    // What was decided and only waited for its fee is handed over now.
    if (event === 'payment-recorded' && it.situation().state === 'decided')
      await releaseResult(ctx, act.staff.cityId, it)
    it.made(made.id)
  })
}

/** 取消: a payment was written down by mistake. The row stays; a row of its own voids it. */
export async function voidPayment(
  ctx: CasesContext,
  act: StaffAct,
  paymentId: string,
  reason: string,
): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'payment-void', 'accounts.record'), async (it) => {
    const payments = await listPayments(it.trx, it.row.id)
    const target = payments.find((payment) => payment.id === paymentId && !payment.voided)
    const at = `voidReason.${paymentId}`
    if (!target) return it.refuse('invalid', [{ at, refusal: 'not-found' }])
    if (reason.trim() === '') it.refuse('invalid', [{ at, refusal: 'reason-missing' }])
    if (reason.length > 200) it.refuse('invalid', [{ at, refusal: 'too-long' }])
    await it.emit('payment-voided', { payment: paymentId, amount: target.amount }, { reason })
    await it.trx
      .insertInto('case_payment_void')
      .values({ payment_id: paymentId, voided_by: it.actor.id, voided_by_name: it.actor.name, at: it.now, reason })
      .execute()
    const paid = paidSoFar(payments) - target.amount
    it.set({ fee_paid: paid, paid_at: null })
    const { state } = it.situation()
    const stepNow = state === 'decided' ? 'delivery' : 'review'
    if (
      ['received', 'reviewing', 'decided'].includes(state) &&
      feeIsDue(it.procedure.definition.fee?.payAt, stepNow, it.row.fee_total, paid)
    )
      await askForPayment(ctx, act.staff.cityId, it, { because: 'void' })
  })
}

/** 納付を求める: the case waits for its fee from now on. */
export async function requestPayment(ctx: CasesContext, act: StaffAct): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'payment-request', 'cases.review'), async (it) => {
    if (it.row.fee_total === 0) it.refuse('invalid', [{ at: 'payment', refusal: 'no-fee' }])
    if (it.row.fee_paid >= it.row.fee_total) it.refuse('invalid', [{ at: 'payment', refusal: 'already-paid' }])
    await askForPayment(ctx, act.staff.cityId, it)
  })
}

async function refuseUsedNumber(it: CaseWork, fiscalYear: number, receiptNo: string): Promise<void> {
  const used = await it.trx
    .selectFrom('case_payment')
    .select('id')
    .where('fiscal_year', '=', fiscalYear)
    .where('receipt_no', '=', receiptNo)
    .executeTakeFirst()
  if (used) it.refuse('invalid', [{ at: 'receiptNo', refusal: 'receipt-number-used' }])
}
