import type { Kysely } from 'kysely'
import type { RecordedPayment } from '../rules/payment.ts'
import type { CasesDb } from './tables.ts'

export interface PaymentRecord extends RecordedPayment {
  readonly recordedByName: string
  readonly at: Date
  readonly voidReason: string | null
  readonly voidedByName: string | null
}

/** Everything taken for a case, oldest first; voided ones are there and say so. */
export async function listPayments(db: Kysely<CasesDb>, caseId: string): Promise<readonly PaymentRecord[]> {
  const rows = await db
    .selectFrom('case_payment as p')
    .leftJoin('case_payment_void as v', 'v.payment_id', 'p.id')
    .select([
      'p.id',
      'p.amount',
      'p.method',
      'p.receipt_no',
      'p.received_on',
      'p.recorded_by_name',
      'p.at',
      'v.reason',
      'v.voided_by_name',
    ])
    .where('p.case_id', '=', caseId)
    .orderBy('p.at')
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    amount: row.amount,
    method: row.method,
    receiptNo: row.receipt_no,
    receivedOn: row.received_on,
    recordedByName: row.recorded_by_name,
    at: row.at,
    voided: row.reason !== null,
    voidReason: row.reason,
    voidedByName: row.voided_by_name,
  }))
}
