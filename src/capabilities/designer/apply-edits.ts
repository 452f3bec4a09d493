import type { Context } from 'hono'
import type { PostedForm, WebEnv } from '../../platform/http/index.ts'
import type { TextFiles, WorkingCopy } from './copy.ts'
import { saveCopy } from './keep-copy.ts'
import { messages } from './messages.ja.ts'
import { actOf, type Designer, saveProblem } from './web.ts'
import { type Edit, edited } from './yaml/edit.ts'

/** Changes a working copy piece by piece and keeps it. `problem`: the sentence for the screen that asked. */
export async function applyEdits(
  designer: Designer,
  c: Context<WebEnv>,
  wanted: {
    readonly form: PostedForm
    readonly copy: WorkingCopy
    readonly edits: readonly Edit[]
    readonly note: string
    /** Other letters than those of the working copy. */
    readonly letters?: TextFiles
  },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: string }> {
  const { form, copy, edits, note } = wanted
  const seen = Number(form.text('seen'))
  // Places are numbers in the text that was shown: on another text they would be other places.
  const source = seen === copy.version ? edited(copy.source, edits) : copy.source
  if (source === undefined) return { ok: false, problem: messages.problems.unreadable }
  const outcome = await saveCopy(actOf(designer, c, form), {
    copyId: copy.id,
    seen,
    content: { source, cases: copy.cases, letters: wanted.letters ?? copy.letters },
    note,
  })
  return outcome.ok ? { ok: true } : { ok: false, problem: await saveProblem(designer, c, copy.id, outcome) }
}
