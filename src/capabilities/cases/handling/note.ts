import { type ActionResult, changeCase } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from './staff-act.ts'

export const noteLength = 4000

/** メモ: for the office only. Never changed or deleted, also after the case has ended. */
export async function addNote(ctx: CasesContext, act: StaffAct, text: string): Promise<ActionResult> {
  // A note never disturbs what somebody else is doing, so the version is not asked for.
  const { version: _version, ...free } = act
  return changeCase(ctx, staffInput(free, 'note', 'cases.review'), async (it) => {
    if (text.trim() === '') it.refuse('invalid', [{ at: 'note', refusal: 'note-missing' }])
    if (text.length > noteLength) it.refuse('invalid', [{ at: 'note', refusal: 'too-long' }])
    const inserted = await it.trx
      .insertInto('case_note')
      .values({
        case_id: it.row.id,
        author_id: it.actor.id,
        author_name: it.actor.name,
        at: it.now,
        box: it.vault.seal('note', { text }),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await it.emit('noted', { note: inserted.id }, { length: text.length })
    it.made(inserted.id)
  })
}
