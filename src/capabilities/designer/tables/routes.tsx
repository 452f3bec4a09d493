import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { floorOf } from '../check-copy.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { answersBefore } from '../outline/answers-before.ts'
import { outlineOf } from '../outline/shape.ts'
import { citySetsRows } from '../rules/whose-rule.ts'
import { checkedOf, copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import type { Edit } from '../yaml/edit.ts'
import { EditionPage } from './edition-page.tsx'
import { messages } from './messages.ja.ts'
import { readDayAndSource, readNewEdition } from './read-edition.ts'
import { inputChoices, readNewTable } from './read-new-table.ts'
import { readRows } from './read-rows.ts'
import {
  type EditionLike,
  inputColumns,
  outputColumns,
  type TablesData,
  type WholeTable,
  wholeTable,
} from './table-shape.ts'
import { NewEditionPage, NewTablePage, TablesPage } from './tables-pages.tsx'

/** Decision tables: their dated editions and rows. Rows of a law are read only; a change of law is a new edition. */
export function tableRoutes(app: Hono<WebEnv>, designer: Designer): void {
  const path = '/designer/copies/:copy/tables'

  app.get(path, async (c) => {
    const copy = await copyOf(designer, c)
    const data = dataOf(copy)
    const unreadable = data === undefined ? { problem: common.problems.unreadable } : {}
    const tables = await Promise.all(
      Object.entries(data?.tables ?? {}).map(async ([id, table]) => ({
        id,
        table: wholeTable(table ?? {}, copy.shared),
        fixed: new Set((await lawEditions(c, copy, id)).map(({ from }) => from ?? '')),
      })),
    )
    const screen = screenOf(c, unreadable, common.copy.done)
    return page(c, <TablesPage screen={screen} copy={copy} name={copyName(copy)} tables={tables} />)
  })

  app.get(`${path}/new`, (c) => showNew(c, {}))
  app.post(`${path}/new`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const data = dataOf(copy) ?? {}
    const reading = readNewTable(form, data, inputChoices(data, answersBefore(data, copy.shared)))
    if (!reading.ok) return showNew(c, { form, problems: reading.problems })
    const note = messages.newTable.note(reading.label)
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note })
    if (!outcome.ok) return showNew(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/tables/${reading.id}/0?done=saved`)
  })

  app.get(`${path}/:table/new`, (c) => showNewEdition(c, {}))
  app.post(`${path}/:table/new`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { id, table } = tableOf(c, copy)
    const reading = readNewEdition(form, id, table, await lawEditions(c, copy, id))
    if (!reading.ok) return showNewEdition(c, { form, problems: reading.problems })
    const note = messages.edition.noteAdd(table.label ?? id)
    const outcome = await applyEdits(designer, c, { form, copy, edits: [reading.edit], note })
    if (!outcome.ok) return showNewEdition(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/tables/${id}/${reading.index}?done=saved`)
  })

  app.get(`${path}/:table/:edition`, (c) => showEdition(c, {}))
  app.post(`${path}/:table/:edition`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const place = await editionOf(c, copy)
    if (place.fixed) throw notFound()
    const { id, table, index, edition, inputs, outputs } = place
    // Shared editions come first and are read only: what is written here are the table's own.
    const at = ['tables', id, 'versions', index - table.common]
    const label = table.label ?? id
    if (form.text('do') === 'remove') {
      if ((table.versions ?? []).length < 2)
        return showEdition(c, { form, problem: messages.edition.problems.lastEdition })
      // The only edition of its own beside shared ones goes with the whole list.
      const last = (table.versions ?? []).length - table.common === 1
      const edits: Edit[] = [{ do: 'set', path: last ? at.slice(0, 3) : at, value: undefined }]
      const gone = await applyEdits(designer, c, { form, copy, edits, note: messages.edition.noteRemove(label) })
      if (!gone.ok) return showEdition(c, { form, problem: gone.problem })
      return seeOther(c, `/designer/copies/${copy.id}/tables?done=saved`)
    }
    const problems: Record<string, string> = {}
    const { from, source } = readDayAndSource(form, problems)
    const taken = (table.versions ?? []).some((each, n) => n !== index && each.from === from)
    if (taken) problems.from = messages.addEdition.problems.taken
    const reading = readRows(form, edition.rows ?? [], inputs, outputs, at)
    if (!reading.ok) Object.assign(problems, reading.problems)
    if (!reading.ok || Object.keys(problems).length > 0) return showEdition(c, { form, problems })
    const edits: Edit[] = [
      { do: 'set', path: [...at, 'from'], value: from },
      { do: 'set', path: [...at, 'source'], value: source },
      ...reading.edits,
    ]
    const outcome = await applyEdits(designer, c, { form, copy, edits, note: messages.edition.note(label) })
    if (!outcome.ok) return showEdition(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/tables/${id}/${index}?done=saved`)
  })

  async function showNew(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const data = dataOf(copy) ?? {}
    const choices = inputChoices(data, answersBefore(data, copy.shared))
    const screen = screenOf(c, shown)
    return page(
      c,
      <NewTablePage screen={screen} copy={copy} name={copyName(copy)} choices={choices} />,
      statusOf(shown),
    )
  }

  async function showNewEdition(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const screen = screenOf(c, shown)
    return page(
      c,
      <NewEditionPage screen={screen} copy={copy} name={copyName(copy)} {...tableOf(c, copy)} />,
      statusOf(shown),
    )
  }

  async function showEdition(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { id, table, index, edition, inputs, outputs, fixed, shared } = await editionOf(c, copy)
    return page(
      c,
      <EditionPage
        screen={screenOf(c, shown, common.copy.done)}
        copy={copy}
        name={copyName(copy)}
        action={`/designer/copies/${copy.id}/tables/${id}/${index}`}
        label={table.label ?? id}
        edition={edition}
        inputs={inputs}
        outputs={outputs}
        fixed={fixed}
        shared={shared}
      />,
      statusOf(shown),
    )
  }

  async function editionOf(c: Context<WebEnv>, copy: WorkingCopy) {
    const { id, table } = tableOf(c, copy)
    const number = c.req.param('edition') ?? ''
    const edition = /^\d{1,3}$/.test(number) ? table.versions?.[Number(number)] : undefined
    if (edition === undefined) throw notFound()
    const data = dataOf(copy) ?? {}
    return {
      ...{ id, table, edition, index: Number(number) },
      inputs: inputColumns(table, data, copy.shared),
      outputs: outputColumns(id, table, data),
      shared: Number(number) < table.common,
      fixed:
        Number(number) < table.common || (await lawEditions(c, copy, id)).some(({ from }) => from === edition.from),
    }
  }

  /** Editions of the shared definition whose rows a law has set. */
  async function lawEditions(c: Context<WebEnv>, copy: WorkingCopy, id: string): Promise<readonly EditionLike[]> {
    const { around } = await checkedOf(designer, c, copy)
    const versions = floorOf(around.published)?.definition.tables?.[id]?.versions ?? []
    return versions.filter(({ source }) => !citySetsRows(source))
  }
}

export function dataOf(copy: WorkingCopy): TablesData | undefined {
  return outlineOf(copy.source) as TablesData | undefined
}

function tableOf(c: Context<WebEnv>, copy: WorkingCopy): { readonly id: string; readonly table: WholeTable } {
  const id = c.req.param('table') ?? ''
  const tables = dataOf(copy)?.tables ?? {}
  const table = Object.hasOwn(tables, id) ? tables[id] : undefined
  if (table === undefined) throw notFound()
  return { id, table: wholeTable(table, copy.shared) }
}
