import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../platform/http/index.ts'
import { readFiles } from './files/read-files.ts'
import { commentOn, discardCopy, saveCopy } from './keep-copy.ts'
import { messages } from './messages.ja.ts'
import { copyName } from './name.ts'
import { messages as outline } from './outline/messages.ja.ts'
import { listComments } from './store/comments.ts'
import { findCopy, listSaves } from './store/copies.ts'
import { OverviewPage } from './views/overview-page.tsx'
import { actOf, checkedOf, copyOf, type Designer, dbOf, designerForm, saveProblem, screenOf } from './web.ts'

/** The first screen of a working copy, and what is done there. */
export function copyRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy', (c) => show(c, {}))

  app.post('/designer/copies/:copy/comments', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const body = form.text('comment').trim()
    if (body === '' || body.length > 2000) return show(c, { form, problems: { comment: messages.copy.commentProblem } })
    await commentOn(actOf(designer, c, form), copy, body)
    return seeOther(c, `/designer/copies/${copy.id}?done=commented`)
  })

  app.post('/designer/copies/:copy/discard', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const outcome = await discardCopy(actOf(designer, c, form), copy, Number(form.text('seen')))
    if (outcome.ok) return seeOther(c, '/designer')
    return show(c, { form, problem: await saveProblem(designer, c, copy.id, outcome) })
  })

  app.post('/designer/copies/:copy/restore', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const number = Number(form.text('number'))
    const content = Number.isSafeInteger(number) ? await findCopy(dbOf(designer, c), copy.id, number) : undefined
    if (!content) throw notFound()
    const outcome = await saveCopy(actOf(designer, c, form), {
      copyId: copy.id,
      seen: Number(form.text('seen')),
      content,
      note: messages.notes.restored(number),
    })
    if (outcome.ok) return seeOther(c, `/designer/copies/${copy.id}?done=restored`)
    return show(c, { form, problem: await saveProblem(designer, c, copy.id, outcome) })
  })

  app.post('/designer/copies/:copy/undo', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const before = await findCopy(dbOf(designer, c), copy.id, Number(form.text('seen')) - 1)
    if (!before) throw notFound()
    const outcome = await saveCopy(actOf(designer, c, form), {
      copyId: copy.id,
      seen: Number(form.text('seen')),
      content: before,
      note: outline.undo.note,
    })
    if (outcome.ok) return seeOther(c, `/designer/copies/${copy.id}/pages?done=undone`)
    return show(c, { form, problem: await saveProblem(designer, c, copy.id, outcome) })
  })

  app.post('/designer/copies/:copy/files', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const sent = form.files.get('files') ?? []
    if (sent.length === 0) return show(c, { form, problems: { files: messages.copy.importNothing } })
    const reading = readFiles(sent)
    if (!reading.ok) return show(c, { form, problems: { files: reading.problem } })
    const { source = copy.source, cases, letters } = reading.files
    const outcome = await saveCopy(actOf(designer, c, form), {
      copyId: copy.id,
      seen: Number(form.text('seen')),
      content: { source, cases: { ...copy.cases, ...cases }, letters: { ...copy.letters, ...letters } },
      note: messages.notes.files,
    })
    if (outcome.ok) return seeOther(c, `/designer/copies/${copy.id}?done=saved`)
    return show(c, { form, problem: await saveProblem(designer, c, copy.id, outcome) })
  })

  app.get('/designer/copies/:copy/files/:folder/:file', async (c) => {
    const copy = await copyOf(designer, c)
    const [folder, file] = [c.req.param('folder'), c.req.param('file')]
    return fileAnswer(c, folder === 'cases' ? copy.cases[file] : copy.letters[`${folder}/${file}`], file)
  })
  app.get('/designer/copies/:copy/files/procedure.yaml', async (c) =>
    fileAnswer(c, (await copyOf(designer, c)).source, 'procedure.yaml'),
  )

  async function show(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { findings } = await checkedOf(designer, c, copy)
    return page(
      c,
      <OverviewPage
        screen={screenOf(c, shown, messages.copy.done)}
        copy={copy}
        name={copyName(copy)}
        findings={findings}
        comments={await listComments(dbOf(designer, c), copy.id)}
        saves={await listSaves(dbOf(designer, c), copy.id)}
      />,
      statusOf(shown),
    )
  }
}

/** A text as a file to save: its own bytes, never shown as a page. */
function fileAnswer(c: Context<WebEnv>, text: string | undefined, name: string): Response {
  if (text === undefined || !/^[a-z0-9-]+\.(?:yaml|yml|typ)$/.test(name)) throw notFound()
  c.header('content-type', 'application/octet-stream')
  c.header('content-disposition', `attachment; filename="${name}"`)
  c.header('cache-control', 'no-store')
  return c.body(text)
}
