import { sql, type Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'

/** Whether a row is still as the turn found it; held until the transaction ends, so that two processes share a file. */
export async function holdRow(
  trx: Transaction<OfficeDb>,
  batchId: string,
  number: number,
  outcomes: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`select 1 from intake_row where batch_id = ${batchId} and number = ${number}
    and outcome = any(${outcomes}::text[]) for update skip locked`.execute(trx)
  return rows.length > 0
}
