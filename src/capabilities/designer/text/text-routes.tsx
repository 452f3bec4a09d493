import type { Context, Hono } from 'hono'
import { page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { saveCopy } from '../keep-copy.ts'
import { messages as shared } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { actOf, checkedOf, copyOf, type Designer, designerForm, saveProblem, screenOf } from '../web.ts'
import { TextPage } from './text-page.tsx'

/** The text of a working copy: saved as it is, sound or not. */
export function textRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/text', (c) => show(c, {}, false))
  app.post('/designer/copies/:copy/text', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const outcome = await saveCopy(actOf(designer, c, form), {
      copyId: copy.id,
      seen: Number(form.text('seen')),
      content: { source: form.text('source'), cases: copy.cases, letters: copy.letters },
      note: form.text('note').trim() || shared.notes.text,
    })
    if (outcome.ok)
      return seeOther(c, `/designer/copies/${copy.id}/text?done=${outcome.unchanged ? 'unchanged' : 'saved'}`)
    const problem = await saveProblem(designer, c, copy.id, outcome)
    return show(c, { form, problem }, outcome.refusal === 'changed-meanwhile')
  })

  async function show(c: Context<WebEnv>, shown: Shown, overtaken: boolean): Promise<Response> {
    const copy = await copyOf(designer, c)
    const text = shown.form?.text('source') ?? copy.source
    const { findings } = await checkedOf(designer, c, { ...copy, source: text })
    const screen = screenOf(c, shown, shared.copy.done)
    return page(
      c,
      <TextPage
        screen={screen}
        copy={copy}
        name={copyName(copy)}
        text={text}
        findings={findings}
        overtaken={overtaken}
      />,
      statusOf(shown),
    )
  }
}
