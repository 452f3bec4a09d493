import type { Context, Hono } from 'hono'
import { notFound, page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { listRegisters } from '../../procedures/index.ts'
import { applyEdits } from '../apply-edits.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as shared } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { answerPaths } from '../rules/answer-paths.ts'
import { checkedOf, copyOf, type Designer, dbOf, designerForm, type Shown, screenOf, statusOf } from '../web.ts'
import type { Edit } from '../yaml/edit.ts'
import { answersBefore } from './answers-before.ts'
import { AddPage, ItemPage } from './item-pages.tsx'
import { messages } from './messages.ja.ts'
import { OutlinePage } from './outline-page.tsx'
import { readAdd } from './read-add.ts'
import { readItem } from './read-item.ts'
import { type ItemKind, type ItemPath, itemAt, optionalList, outlineOf, readItemPath } from './shape.ts'

/** Pages, groups and fields by structured screens: no YAML is seen. */
export function outlineRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/pages', (c) => showOutline(c, {}))
  app.post('/designer/copies/:copy/pages', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const [act = '', at = ''] = form.text('do').split(':')
    const place = readItemPath(at)
    const data = outlineOf(copy.source)
    if (!place || !data || (act !== 'up' && act !== 'down' && act !== 'remove')) throw notFound()
    const list = listAround(data, place.path)
    const index = Number(place.path[place.path.length - 1])
    if (act === 'remove' && list.length < 2) return showOutline(c, { form, problem: messages.lastOne })
    const item = itemAt(data, place.path)
    const edit = moving(act, place.path, index, list.length)
    const title = item && ('label' in item ? item.label : 'title' in item ? item.title : undefined)?.ja
    const note = act === 'remove' ? messages.notes.remove(title ?? at) : messages.notes[act]
    const outcome = await applyEdits(designer, c, { form, copy, edits: edit ? [edit] : [], note })
    if (!outcome.ok) return showOutline(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/pages?done=saved`)
  })

  app.get('/designer/copies/:copy/add', (c) => showAdd(c, {}))
  app.post('/designer/copies/:copy/add', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { kind, path } = addPlace(c)
    const data = outlineOf(copy.source)
    if (!data || (kind !== 'page' && !itemAt(data, path))) return showAdd(c, { form, problem: shared.problems.gone })
    const reading = readAdd(form, data, kind, path)
    if (!reading.ok) return showAdd(c, { form, problems: reading.problems })
    const note = messages.notes.add(`${messages.kinds[kind]}「${reading.name}」`)
    const outcome = await applyEdits(designer, c, { form, copy, edits: [reading.edit], note })
    if (!outcome.ok) return showAdd(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/pages?done=saved`)
  })

  app.get('/designer/copies/:copy/item', (c) => showItem(c, {}))
  app.post('/designer/copies/:copy/item', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { place, item, answers, typeFixed } = await itemOf(c, copy)
    const reading = readItem(form, item, { ...place, answers, typeFixed })
    if (!reading.ok) return showItem(c, { form, problems: reading.problems })
    const note = messages.notes.edit(`${messages.kinds[place.kind]}「${reading.name}」`)
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!outcome.ok) return showItem(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/pages?done=saved`)
  })

  async function showOutline(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const data = outlineOf(copy.source)
    const all = data ? shown : { ...shown, problem: shared.problems.unreadable }
    const screen = screenOf(c, all, shared.copy.done)
    return page(c, <OutlinePage screen={screen} copy={copy} name={copyName(copy)} data={data ?? {}} />, statusOf(shown))
  }

  async function showAdd(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { kind, at } = addPlace(c)
    const registers = (await listRegisters(dbOf(designer, c))).map(({ id, label }) => ({ value: id, label }))
    const screen = screenOf(c, shown)
    return page(
      c,
      <AddPage screen={screen} copy={copy} name={copyName(copy)} kind={kind} at={at} registers={registers} />,
      statusOf(shown),
    )
  }

  async function showItem(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { place, at, item, answers, typeFixed } = await itemOf(c, copy)
    return page(
      c,
      <ItemPage
        screen={screenOf(c, shown)}
        copy={copy}
        name={copyName(copy)}
        kind={place.kind}
        at={at}
        item={item}
        answers={answers}
        typeFixed={typeFixed}
      />,
      statusOf(shown),
    )
  }

  async function itemOf(c: Context<WebEnv>, copy: WorkingCopy) {
    const at = c.req.query('at') ?? ''
    const place = readItemPath(at)
    const data = outlineOf(copy.source)
    const item = place && data && itemAt(data, place.path)
    if (!place || !data || !item) throw notFound()
    const { around } = await checkedOf(designer, c, copy)
    const group = place.kind === 'field' ? itemAt(data, place.path.slice(0, 4)) : undefined
    const path = `${group?.id ?? ''}.${item.id}`
    return {
      place,
      at,
      item,
      answers: answersBefore(data, copy.shared, place.path),
      typeFixed: around.published.some(({ definition }) => answerPaths(definition).has(path)),
    }
  }
}

/** What is to be added, and into what. */
function addPlace(c: Context<WebEnv>): { readonly kind: ItemKind; readonly at: string; readonly path: ItemPath } {
  const [what, at] = [c.req.query('what'), c.req.query('at') ?? '']
  const place = readItemPath(at)
  if (what === 'page') return { kind: 'page', at: '', path: [] }
  if (what === 'group' && place?.kind === 'page') return { kind: 'group', at, path: place.path }
  if (what === 'field' && place?.kind === 'group') return { kind: 'field', at, path: place.path }
  throw notFound()
}

function listAround(data: object, path: ItemPath): readonly object[] {
  let value: unknown = data
  for (const step of path.slice(0, -1)) value = (value as Record<string | number, unknown> | undefined)?.[step]
  return optionalList(value as readonly object[] | undefined)
}

function moving(act: 'up' | 'down' | 'remove', path: ItemPath, index: number, length: number): Edit | undefined {
  if (act === 'remove') return { do: 'set', path, value: undefined }
  const list = path.slice(0, -1)
  if (act === 'up') return index > 0 ? { do: 'swap', path: list, index: index - 1 } : undefined
  return index < length - 1 ? { do: 'swap', path: list, index } : undefined
}
