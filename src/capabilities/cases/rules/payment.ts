import type { CaseState } from './states.ts'

/** A payment that a clerk took and wrote down: cash over the counter, or a ticket (納付書・証紙). Integer yen. */
export interface RecordedPayment {
  readonly id: string
  readonly amount: number
  readonly method: 'cash' | 'ticket'
  readonly receiptNo: string
  readonly receivedOn: string
  readonly voided: boolean
}

export type PaymentRefusal =
  | 'no-fee'
  | 'already-paid'
  | 'amount-missing'
  | 'amount-too-much'
  | 'receipt-number-missing'
  | 'receipt-number-used'
  | 'date-missing'
  | 'date-in-future'
  | 'not-found'
  | 'reason-missing'

/** Yen paid so far; a voided payment never counts. */
export function paidSoFar(payments: readonly RecordedPayment[]): number {
  return payments.reduce((sum, payment) => sum + (payment.voided ? 0 : payment.amount), 0)
}

/** Checks what the clerk wrote. A part payment is allowed; more than is owed is not: change is given over the counter. */
export function checkPayment(
  entry: { readonly amount: number | null; readonly receiptNo: string; readonly receivedOn: string },
  fee: number,
  payments: readonly RecordedPayment[],
  today: string,
): readonly { readonly at: string; readonly refusal: PaymentRefusal }[] {
  const found: { at: string; refusal: PaymentRefusal }[] = []
  const left = fee - paidSoFar(payments)
  if (fee === 0) found.push({ at: 'amount', refusal: 'no-fee' })
  else if (left <= 0) found.push({ at: 'amount', refusal: 'already-paid' })
  else if (entry.amount === null || !Number.isSafeInteger(entry.amount) || entry.amount <= 0)
    found.push({ at: 'amount', refusal: 'amount-missing' })
  else if (entry.amount > left) found.push({ at: 'amount', refusal: 'amount-too-much' })
  if (entry.receiptNo.trim() === '') found.push({ at: 'receiptNo', refusal: 'receipt-number-missing' })
  else if (payments.some((payment) => payment.receiptNo === entry.receiptNo.trim()))
    found.push({ at: 'receiptNo', refusal: 'receipt-number-used' })
  if (entry.receivedOn === '') found.push({ at: 'receivedOn', refusal: 'date-missing' })
  else if (entry.receivedOn > today) found.push({ at: 'receivedOn', refusal: 'date-in-future' })
  return found
}

/** Whether a case has to wait for its fee on entering a step, by the definition's `fee.payAt`. */
export function feeIsDue(
  payAt: 'before-review' | 'before-decision' | 'before-delivery' | undefined,
  step: 'review' | 'decision' | 'delivery',
  fee: number,
  paid: number,
): boolean {
  if (payAt === undefined || fee <= paid) return false
  const order = { review: 0, decision: 1, delivery: 2 } as const
  return order[step] >= order[payAt.slice('before-'.length) as keyof typeof order]
}

/** States in which money may be taken: until the matter has ended. */
export function mayTakeMoney(state: CaseState): boolean {
  return !['withdrawn', 'cancelled', 'expired', 'completed'].includes(state)
}
