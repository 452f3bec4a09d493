import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { messages as shared } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import { ManyPage } from './many-page.tsx'
import { messages } from './messages.ja.ts'
import { readQuestionList } from './question-list.ts'
import { lastPlainGroup, type ManyRow, readMany, rowsOf } from './read-many.ts'
import { type Group, type ItemPath, itemAt, outlineOf, readItemPath } from './shape.ts'

/** A pasted list of questions becomes pages and fields, in one save. */
export function manyRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/many', (c) => show(c, {}, undefined))
  app.post('/designer/copies/:copy/many', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const act = form.text('do')
    if (act === 'again') return show(c, { form }, undefined)
    if (act === 'table') {
      const lines = readQuestionList(form.text('list'))
      if (lines.length === 0) return show(c, { form, problems: { list: messages.many.problems.nothing } }, undefined)
      return show(
        c,
        { form },
        lines.map((line) => ({ ...line, when: '' })),
      )
    }
    const rows = rowsOf(form)
    const data = outlineOf(copy.source)
    const at = groupPath(c)
    if (!data || (at !== undefined && !itemAt(data, at))) return show(c, { form, problem: shared.problems.gone }, rows)
    const reading = readMany(rows, data, at)
    if (!reading.ok) return show(c, { form, problems: reading.problems }, rows)
    const note = messages.many.note(reading.count)
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!outcome.ok) return show(c, { form, problem: outcome.problem }, rows)
    return seeOther(c, `/designer/copies/${copy.id}/pages?done=saved`)
  })

  async function show(c: Context<WebEnv>, shown: Shown, rows: readonly ManyRow[] | undefined): Promise<Response> {
    const copy = await copyOf(designer, c)
    const at = groupPath(c)
    const data = outlineOf(copy.source)
    const taking = at ?? (data && lastPlainGroup(data, () => true))
    const group = taking === undefined || !data ? undefined : (itemAt(data, taking) as Group | undefined)
    const query = at === undefined ? '' : `?at=${at.join('.')}`
    return page(
      c,
      <ManyPage
        screen={screenOf(c, shown)}
        copy={copy}
        name={copyName(copy)}
        action={`/designer/copies/${copy.id}/many${query}`}
        into={group && (group.title?.ja ?? group.id)}
        rows={rows}
      />,
      statusOf(shown),
    )
  }
}

/** The group that takes the first questions; undefined: the end of the form. */
function groupPath(c: Context<WebEnv>): ItemPath | undefined {
  const at = c.req.query('at')
  if (at === undefined) return undefined
  const place = readItemPath(at)
  if (place?.kind !== 'group') throw notFound()
  return place.path
}
