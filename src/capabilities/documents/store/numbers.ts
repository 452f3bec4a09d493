import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'

/** Takes the next number of a symbol in a fiscal year. The row stays locked until the transaction ends: no holes, no twins. */
export async function takeDocumentNumber(
  trx: Transaction<OfficeDb>,
  symbol: string,
  fiscalYear: number,
): Promise<number> {
  const row = await trx
    .insertInto('document_number')
    .values({ symbol, fiscal_year: fiscalYear, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'symbol', 'fiscal_year'])
        .doUpdateSet((eb) => ({ last: eb('document_number.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}
