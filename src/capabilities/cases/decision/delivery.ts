import type { CaseWork } from '../change.ts'

/**
 * The letter has reached the person: opened in the mailbox, posted, or handed over. Repeats change nothing; the first
 * moment counts. Only the letter of the decision tells it: a notice (延期の通知など) that leaves late is a letter of its own.
 * Returns whether it was the decision's.
 */
export async function noteDelivery(
  it: CaseWork,
  given: {
    readonly letterId: string
    readonly way: 'portal' | 'post' | 'counter'
    readonly at: Date
    readonly staffId?: string
  },
): Promise<boolean> {
  const column = given.way === 'portal' ? 'read_at' : 'delivered_at'
  const noted = await it.trx
    .updateTable('case_letter')
    .set({ [column]: given.at, ...(given.staffId ? { delivered_by: given.staffId } : {}) })
    .where('case_id', '=', it.row.id)
    .where('letter_id', '=', given.letterId)
    .where(column, 'is', null)
    .executeTakeFirst()
  const ofDecision = await isOfDecision(it, given.letterId)
  if (noted.numUpdatedRows === 0n || !ofDecision || it.situation().state !== 'decided') return ofDecision
  await it.emit('notified', { way: given.way, letter: given.letterId }, { at: given.at.toISOString() })
  it.set({ notified_at: given.at })
  return true
}

async function isOfDecision(it: CaseWork, letterId: string): Promise<boolean> {
  const decision = await it.trx
    .selectFrom('case_letter')
    .innerJoin('case_decision', 'case_decision.id', 'case_letter.decision_id')
    .select('case_decision.ended')
    .where('case_letter.case_id', '=', it.row.id)
    .where('case_letter.letter_id', '=', letterId)
    .executeTakeFirst()
  return decision?.ended === 'decided'
}
