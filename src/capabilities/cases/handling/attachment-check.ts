import { type ActionResult, changeCase } from '../change.ts'
import type { AttachmentContent } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { type StaffAct, staffInput } from './staff-act.ts'

/** 確認済み: a clerk has looked at this document. */
export async function checkAttachment(ctx: CasesContext, act: StaffAct, fileId: string): Promise<ActionResult> {
  const { version: _version, ...free } = act
  return changeCase(ctx, staffInput(free, 'attachment-check', 'cases.review'), async (it) => {
    const checked = await it.trx
      .updateTable('case_attachment')
      .set({ checked_at: it.now, checked_by: it.actor.id })
      .where('case_id', '=', it.row.id)
      .where('file_id', '=', fileId)
      .where('checked_at', 'is', null)
      .returning('box')
      .executeTakeFirst()
    if (!checked) return
    const { name } = it.vault.open<AttachmentContent>(`attachment/${fileId}`, checked.box)
    await it.emit('attachment-checked', { file: fileId }, { name })
  })
}
