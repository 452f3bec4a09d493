import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import {
  isSharedTable,
  listRegisters,
  type ProcedureDefinition,
  type SharedGroup,
  type SharedPart,
} from '../../procedures/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { fixedKeysOf } from '../check-copy.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as shared } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { checkedOf, copyOf, type Designer, dbOf, designerForm, screenOf } from '../web.ts'
import { AddPage } from './add-page.tsx'
import { type Answerable, answersBefore } from './answers-before.ts'
import { ItemPage, type ItemPlace } from './item-page.tsx'
import { messages } from './messages.ja.ts'
import { changeOf, isAct } from './move.ts'
import { OutlinePage } from './outline-page.tsx'
import { readAdd } from './read-add.ts'
import { readItem } from './read-item.ts'
import { type ItemKind, type ItemPath, itemAt, type OutlineData, outlineOf, readItemPath, titleOf } from './shape.ts'

/** Pages, groups and fields by structured screens: no YAML is seen. */
export function outlineRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/pages', (c) => showOutline(c, {}))
  app.post('/designer/copies/:copy/pages', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const [act = '', at = ''] = form.text('do').split(':')
    const place = readItemPath(at)
    const data = outlineOf(copy.source)
    if (!place || !data || !isAct(act)) throw notFound()
    const moved = changeOf(act, data, place.path)
    if (moved === 'last-one') return showOutline(c, { form, problem: messages.lastOne })
    const title = titleOf(itemAt(data, place.path)) ?? at
    const note = act === 'remove' || act === 'copy' ? messages.notes[act](title) : messages.notes[act]
    const outcome = await applyEdits(designer, c, { form, copy, edits: moved === undefined ? [] : [moved.edit], note })
    if (!outcome.ok) return showOutline(c, { form, problem: outcome.problem })
    // What was copied is changed next; whoever moves things goes on moving them.
    if (act === 'copy' && moved) return seeOther(c, `/designer/copies/${copy.id}/item?at=${moved.at}`)
    return seeOther(c, `/designer/copies/${copy.id}/pages?done=saved#${(moved ?? { at }).at}`)
  })

  app.get('/designer/copies/:copy/add', (c) => showAdd(c, {}))
  app.post('/designer/copies/:copy/add', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { kind, path, at } = addPlace(c)
    const data = outlineOf(copy.source)
    if (!data || (kind !== 'page' && !itemAt(data, path))) return showAdd(c, { form, problem: shared.problems.gone })
    const reading = readAdd(form, data, { kind, path, answers: answersFor(copy, data, kind, path) })
    if (!reading.ok) return showAdd(c, { form, problems: reading.problems })
    const note = messages.notes.add(`${messages.kinds[kind]}「${reading.name}」`)
    const outcome = await applyEdits(designer, c, { form, copy, edits: [reading.edit], note })
    if (!outcome.ok) return showAdd(c, { form, problem: outcome.problem })
    if (form.text('do') === 'more')
      return seeOther(c, `/designer/copies/${copy.id}/add?what=${kind}&at=${at}&done=saved`)
    return seeOther(c, `/designer/copies/${copy.id}/pages?done=saved#${at}`)
  })

  app.get('/designer/copies/:copy/item', (c) => showItem(c, {}))
  app.post('/designer/copies/:copy/item', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const place = await itemOf(c, copy)
    const reading = readItem(form, place.item, place)
    if (!reading.ok) return showItem(c, { form, problems: reading.problems })
    const note = messages.notes.edit(`${messages.kinds[place.kind]}「${reading.name}」`)
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!outcome.ok) return showItem(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/pages?done=saved#${place.at}`)
  })

  async function showOutline(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const data = outlineOf(copy.source)
    const all = data ? shown : { ...shown, problem: shared.problems.unreadable }
    const screen = screenOf(c, all, { ...shared.copy.done, undone: messages.undo.done })
    return page(c, <OutlinePage screen={screen} copy={copy} name={copyName(copy)} data={data ?? {}} />, statusOf(shown))
  }

  async function showAdd(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { kind, at, path } = addPlace(c)
    const registers = (await listRegisters(dbOf(designer, c))).map(({ id, label }) => ({ value: id, label }))
    const data = outlineOf(copy.source) ?? {}
    return page(
      c,
      <AddPage
        screen={screenOf(c, shown, shared.copy.done)}
        copy={copy}
        name={copyName(copy)}
        kind={kind}
        at={at}
        into={titleOf(itemAt(data, path))}
        registers={registers}
        answers={answersFor(copy, data, kind, path)}
      />,
      statusOf(shown),
    )
  }

  async function showItem(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const place = await itemOf(c, copy)
    return page(
      c,
      <ItemPage screen={screenOf(c, shown)} copy={copy} name={copyName(copy)} place={place} />,
      statusOf(shown),
    )
  }

  async function itemOf(c: Context<WebEnv>, copy: WorkingCopy): Promise<ItemPlace & { readonly path: ItemPath }> {
    const at = c.req.query('at') ?? ''
    const place = readItemPath(at)
    const data = outlineOf(copy.source)
    const item = place && data && itemAt(data, place.path)
    if (!place || !data || !item) throw notFound()
    const { around } = await checkedOf(designer, c, copy)
    const group = place.kind === 'field' ? itemAt(data, place.path.slice(0, 4)) : undefined
    const key = place.kind === 'field' ? `field:${group?.id ?? ''}.${item.id}` : `${place.kind}:${item.id}`
    const use = 'use' in item && item.use !== undefined && Object.hasOwn(copy.shared, item.use) ? item.use : undefined
    return {
      ...place,
      at,
      item,
      answers: answersBefore(data, copy.shared, place.path),
      typeFixed: around.published.some(({ definition }) => isPublished(definition, place.kind, group?.id, item.id)),
      whenFixed: fixedKeysOf(around.published).has(key),
      shared: sharedGroupOf(copy.shared[use ?? '']),
    }
  }
}

function sharedGroupOf(part: SharedPart | undefined): SharedGroup | undefined {
  return part === undefined || isSharedTable(part) ? undefined : part
}

/** Whether cases may hold answers under a group or field. */
function isPublished({ pages }: ProcedureDefinition, kind: ItemKind, groupId: string | undefined, id: string): boolean {
  const groups = pages.flatMap((each) => each.groups)
  if (kind === 'group') return groups.some((each) => each.id === id)
  return groups.some((each) => each.id === groupId && (each.fields ?? []).some((field) => field.id === id))
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

/** Answers that stand before what is added at the end of a list. */
function answersFor(copy: WorkingCopy, data: OutlineData, kind: ItemKind, path: ItemPath): readonly Answerable[] {
  const last = 1000
  const list = { page: ['pages', last], group: [...path, 'groups', last], field: [...path, 'fields', last] }[kind]
  return answersBefore(data, copy.shared, list)
}
