import type { Context, Hono } from 'hono'
import {
  notFound,
  type PostedForm,
  page,
  type Shown,
  seeOther,
  statusOf,
  type WebEnv,
} from '../../../../platform/http/index.ts'
import { postedForm } from '../../../identity/index.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { baseMapOf } from '../../public/map/base-map.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { refusalSentence } from '../../read/refusals.ja.ts'
import type { RepairFilter } from '../draft/draft.ts'
import { acceptInRow, addRow, changeRow, removeRow } from '../draft/edit-row.ts'
import { absentColumns } from '../draft/layout.ts'
import { chooseSheet, confirmMatches } from '../draft/match-draft.ts'
import { workAtOnce } from '../draft/repair-draft.ts'
import { findRow, readRows } from '../draft/store-rows.ts'
import { readable } from './draft-routes.tsx'
import { HeadersPage } from './headers-page.tsx'
import { messages } from './messages.ja.ts'
import { readShapes, withTown } from './read-shapes.ts'
import { RowPage, RowsPage } from './row-pages.tsx'
import { actOf, dbOf, draftOf, type OfficeServices, refusalOf, screenOf, seenOf } from './web.ts'

const perPage = 50

/** The headers of a draft's file, and its rows one by one. */
export function rowRoutes(app: Hono<WebEnv>, services: OfficeServices): void {
  app.get('/datasets/drafts/:draft/headers', (c) => showHeaders(c, services, {}))

  app.post('/datasets/drafts/:draft/headers', async (c) => {
    const draft = await draftOf(services, c)
    const { layout, definition } = draft
    if (!layout || !definition) throw notFound()
    const form = await postedForm(c)
    const act = actOf(services, c, form)
    const seen = seenOf(form)
    try {
      if (form.text('do') === 'sheet') {
        const chosen = await chooseSheet(act, { draftId: draft.id, seen, sheet: form.text('sheet') })
        if (chosen.ok) return seeOther(c, `/datasets/drafts/${draft.id}/headers`)
        return showHeaders(c, services, { form, problem: await refusalOf(services, c, draft.id, chosen.refusal) })
      }
    } catch (error) {
      if (!(error instanceof DataFileRefused)) throw error
      return showHeaders(c, services, { form, problems: { sheet: refusalSentence(error) } })
    }
    const { matches, problems } = readMatches(form, layout.headers.length, definition)
    if (Object.keys(problems).length > 0) return showHeaders(c, services, { form, problems })
    const outcome = await confirmMatches(act, { draftId: draft.id, seen, matches })
    if (!outcome.ok)
      return showHeaders(c, services, { form, problem: await refusalOf(services, c, draft.id, outcome.refusal) })
    await workAtOnce(act, draft.id)
    return seeOther(c, `/datasets/drafts/${draft.id}?done=matched`)
  })

  app.get('/datasets/drafts/:draft/rows', async (c) => {
    const draft = readable(await draftOf(services, c))
    const after = Number(c.req.query('after') ?? '-1')
    const from = Number.isSafeInteger(after) ? Math.min(Math.max(after, -1), 2_000_000_000) : -1
    const rows = await readRows(dbOf(services, c), draft.id, { after: from, limit: perPage + 1 })
    const shown = rows.slice(0, perPage)
    const base = `/datasets/drafts/${draft.id}/rows`
    return page(
      c,
      <RowsPage
        screen={screenOf(c)}
        draft={draft}
        definition={draft.definition}
        rows={shown}
        {...(from >= 0 ? { firstHref: base } : {})}
        {...(rows.length > perPage ? { nextHref: `${base}?after=${shown.at(-1)?.number}` } : {})}
      />,
    )
  })

  app.get('/datasets/drafts/:draft/rows/:row', (c) => showRow(c, services, {}))

  app.post('/datasets/drafts/:draft/rows/:row', async (c) => {
    const draft = readable(await draftOf(services, c))
    const form = await postedForm(c, { bodyBytes: 4 * 1024 * 1024, parts: 700 })
    const act = actOf(services, c, form)
    const base = `/datasets/drafts/${draft.id}`
    const wanted = { draftId: draft.id, seen: seenOf(form) }
    const done = form.text('do')
    const isNew = c.req.param('row') === 'new'
    const number = isNew ? 0 : numberOf(c)
    if (done.startsWith('lookup:cell-')) {
      const base = await baseMapOf(services.config.rootDir, c.get('city').id)
      return showRow(c, services, { form: withTown(form, done.slice('lookup:'.length), base) })
    }
    const shapes = done === 'save' ? readShapes(form, draft.definition) : { cells: {}, problems: {} }
    if (Object.keys(shapes.problems).length > 0) return showRow(c, services, { form, problems: shapes.problems })
    const cells = { ...cellsOf(form, draft.definition), ...shapes.cells }
    const outcome = isNew
      ? await addRow(act, { ...wanted, cells })
      : done === 'remove'
        ? await removeRow(act, { ...wanted, number })
        : done === 'accept'
          ? await acceptInRow(act, { ...wanted, number, filter: filterOf(form) })
          : await changeRow(act, { ...wanted, number, cells })
    if (!outcome.ok)
      return showRow(c, services, { form, problem: await refusalOf(services, c, draft.id, outcome.refusal) })
    if (done === 'accept' && form.text('back') === 'problems') return seeOther(c, `${base}?done=repaired#problems`)
    if (isNew || done === 'remove') return seeOther(c, `${base}/rows?done=${isNew ? 'added' : 'removed'}`)
    return seeOther(c, `${base}/rows/${number}?done=row`)
  })
}

function filterOf(form: PostedForm): RepairFilter {
  const [code, column] = [form.text('code'), form.text('column')]
  return { ...(code === '' ? {} : { code }), ...(column === '' ? {} : { column }) }
}

function cellsOf(form: PostedForm, { columns }: DatasetDefinition): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.flatMap(({ id, kind }) => {
      if (kind === 'shape') return []
      const typed = form.fields.get(`cell-${id}`)?.[0]
      // Browsers send CRLF; a row keeps LF. What no text can hold goes no further.
      return typed === undefined ? [] : [[id, typed.replaceAll('\r\n', '\n').replaceAll('\0', '').slice(0, 25_000)]]
    }),
  )
}

function numberOf(c: Context<WebEnv>): number {
  const number = Number(c.req.param('row'))
  if (!Number.isSafeInteger(number) || number < 0 || number > 2_000_000_000) throw notFound()
  return number
}

async function showRow(c: Context<WebEnv>, services: OfficeServices, shown: Shown): Promise<Response> {
  const draft = readable(await draftOf(services, c))
  const row = c.req.param('row') === 'new' ? undefined : await findRow(dbOf(services, c), draft.id, numberOf(c))
  if (c.req.param('row') !== 'new' && !row) throw notFound()
  return page(
    c,
    <RowPage
      screen={screenOf(c, shown)}
      draft={draft}
      definition={draft.definition}
      row={row}
      ground={await baseMapOf(services.config.rootDir, c.get('city').id)}
    />,
    statusOf(shown),
  )
}

function readMatches(
  form: PostedForm,
  count: number,
  { columns }: DatasetDefinition,
): { readonly matches: readonly string[]; readonly problems: Readonly<Record<string, string>> } {
  const titles = new Map(columns.map(({ id, title }) => [id, title]))
  const problems: Record<string, string> = {}
  const taken = new Set<string>()
  const matches = Array.from({ length: count }, (_, at) => {
    const said = form.text(`c${at}`)
    if (said === 'skip') return ''
    if (said === '@prefecture' || said === '@municipality') return said
    const title = titles.get(said)
    if (title === undefined) problems[`c${at}`] = messages.headers.unknown
    else if (taken.has(said)) problems[`c${at}`] = messages.headers.twice(title)
    taken.add(said)
    return said
  })
  if (Object.keys(problems).length === 0 && !matches.some((match) => titles.has(match)))
    problems.c0 = messages.headers.nothing
  return { matches, problems }
}

async function showHeaders(c: Context<WebEnv>, services: OfficeServices, shown: Shown): Promise<Response> {
  const draft = await draftOf(services, c)
  const { layout, definition } = draft
  if (!layout || !definition || !['matching', 'open', 'proposed', 'reading'].includes(draft.state)) throw notFound()
  return page(
    c,
    <HeadersPage
      screen={screenOf(c, shown)}
      draft={draft}
      definition={definition}
      layout={layout}
      absent={absentColumns(layout, definition)}
    />,
    statusOf(shown),
  )
}
