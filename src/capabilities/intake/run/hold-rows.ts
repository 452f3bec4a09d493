import { sql, type Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'

/** Which rows are still as the turn found them; held until the transaction ends, so that two processes share a file. */
export async function holdRows(
  trx: Transaction<OfficeDb>,
  batchId: string,
  numbers: readonly number[],
  outcomes: readonly string[],
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ number: number }>`select number from intake_row
    where batch_id = ${batchId} and number = any(${numbers}::integer[]) and outcome = any(${outcomes}::text[])
    order by number for update skip locked`.execute(trx)
  return new Set(rows.map(({ number }) => number))
}
