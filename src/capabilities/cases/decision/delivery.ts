import type { CaseWork } from '../change.ts'

/**
 * The letter has reached the person: opened in the mailbox, posted, or handed over. Repeats change nothing; the first
 * moment counts.
 */
export async function noteDelivery(
  it: CaseWork,
  given: {
    readonly letterId: string
    readonly way: 'portal' | 'post' | 'counter'
    readonly at: Date
    readonly staffId?: string
  },
): Promise<void> {
  const column = given.way === 'portal' ? 'read_at' : 'delivered_at'
  const noted = await it.trx
    .updateTable('case_letter')
    .set({ [column]: given.at, ...(given.staffId ? { delivered_by: given.staffId } : {}) })
    .where('case_id', '=', it.row.id)
    .where('letter_id', '=', given.letterId)
    .where(column, 'is', null)
    .executeTakeFirst()
  if (noted.numUpdatedRows === 0n || it.situation().state !== 'decided') return
  await it.emit('notified', { way: given.way, letter: given.letterId }, { at: given.at.toISOString() })
  it.set({ notified_at: given.at })
}
