import type { StaffSession } from '../../identity/index.ts'
import { maySee } from '../actor.ts'
import type { CaseRow } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'

/** A case that was filed in the same act as another: what is told of it is its number, procedure and state. */
export interface FiledTogether {
  readonly id: string
  readonly receiptNumber: string
  readonly procedure: string
  readonly state: CaseRow['state']
}

/**
 * The cases of these receipt numbers that the person may see. One that has not arrived yet, or that belongs to a section
 * that the person has no business with, is not there.
 */
export async function listFiledTogether(
  ctx: CasesContext,
  staff: StaffSession,
  receiptNumbers: readonly string[],
): Promise<readonly FiledTogether[]> {
  if (receiptNumbers.length === 0) return []
  const rows = await dbOf(ctx, staff.cityId)
    .selectFrom('case_file')
    .select(['id', 'receipt_number', 'procedure_id', 'version_hash', 'state', 'section_id', 'confidential'])
    .where('receipt_number', 'in', [...receiptNumbers])
    .orderBy('receipt_number')
    .execute()
  return Promise.all(
    rows
      .filter((row) => maySee(staff, row))
      .map(async (row) => ({
        id: row.id,
        receiptNumber: row.receipt_number,
        procedure:
          (await ctx.procedures.find(staff.cityId, row.procedure_id, row.version_hash))?.definition.name.ja ?? '',
        state: row.state,
      })),
  )
}
