import type { SelectQueryBuilder } from 'kysely'
import type { CasesContext } from '../context.ts'
import type { CasesDb } from '../store/tables.ts'

const atOnce = 100
const beforeAll = '00000000-0000-0000-0000-000000000000'

export type DueCases = SelectQueryBuilder<CasesDb, 'case_file', { id: string }>

/**
 * Does `act` for every case of a query, a page at a time by id. A case that fails is logged and tried again with the next
 * turn; the others do not wait for it, however many stand before them.
 */
export async function eachDueCase(
  ctx: CasesContext,
  due: DueCases,
  act: (caseId: string) => Promise<unknown>,
): Promise<void> {
  for (let after = beforeAll; ; ) {
    const page = await due.where('id', '>', after).orderBy('id').limit(atOnce).execute()
    for (const { id } of page)
      try {
        await act(id)
      } catch (error) {
        ctx.services.log.error('cases.timer-failed', { error })
      }
    const last = page.at(-1)
    if (last === undefined || page.length < atOnce) return
    after = last.id
  }
}
