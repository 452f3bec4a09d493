import { randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { postedForm } from '../../identity/index.ts'
import { type CompiledProcedure, catalogueOf } from '../../procedures/index.ts'
import { csvLines } from '../read/csv.ts'
import { decode } from '../read/encoding.ts'
import { FileRefused } from '../read/refusal.ts'
import { refusalSentence } from '../read/refusals.ja.ts'
import { readHeader } from '../read/rows.ts'
import type { Intake } from '../run/intake.ts'
import { saveManifest } from '../run/save-manifest.ts'
import { manifestText } from '../suggest/manifest-text.ts'
import { suggestFor, uses } from '../suggest/suggest.ts'
import { Make, Match, type MatchProps } from '../views/make.tsx'
import type { ScreenProblem } from '../views/parts.tsx'
import { problemsOf } from './manifest-routes.tsx'
import { intakeMessages } from './messages.ja.ts'
import { intakeStaff, screenOf, takerOf } from './web.ts'

const messages = intakeMessages.make
const mostColumns = 300

/** A manifest from a sample: headings are matched with questions by name, a person confirms, it is kept. */
export function makeRoutes(app: Hono<WebEnv>, intake: Intake): void {
  app.get('/intake/manifests/new', (c) => begin(c, intake, () => '', []))

  app.post('/intake/manifests/new', async (c) => {
    intakeStaff(c)
    const form = await postedForm(c, { bodyBytes: 5 * 1024 * 1024 })
    const procedures = await offered(c, intake)
    const procedure = procedures.find(({ definition }) => definition.id === form.text('procedure'))
    const name = form.text('name').trim().slice(0, 80)
    const file = form.files.get('file')?.[0]
    const problems: ScreenProblem[] = []
    if (name === '') problems.push({ id: 'name', message: messages.nameMissing })
    if (!procedure) problems.push({ id: 'procedure', message: messages.procedureMissing })
    if (!file || file.bytes.length === 0) problems.push({ id: 'file', message: messages.fileMissing })
    const read = file && problems.length === 0 ? headingsOf(file.bytes) : undefined
    if (read && 'sentence' in read) problems.push({ id: 'file', message: read.sentence })
    if (!procedure || !read || 'sentence' in read) return begin(c, intake, (each) => form.text(each), problems)
    const { definition } = procedure
    const columns = withoutTwice(read.headings.map((heading) => ({ heading, use: suggestFor(heading, definition) })))
    const filer = definition.filers.length === 1 ? (definition.filers[0]?.kind ?? '') : ''
    return match(c, { definition, name, encoding: read.encoding, filer, columns, problems: [] })
  })

  app.post('/intake/manifests', async (c) => {
    const staff = intakeStaff(c)
    const form = await postedForm(c, { bodyBytes: 512 * 1024, parts: 2 * mostColumns + 20 })
    const procedures = await offered(c, intake)
    const procedure = procedures.find(({ definition }) => definition.id === form.text('procedure'))
    if (!procedure) return begin(c, intake, () => '', [{ id: 'procedure', message: messages.procedureMissing }])
    const chosen = form.fields.get('use') ?? []
    const columns = (form.fields.get('heading') ?? []).map((heading, n) => ({ heading, use: chosen[n] ?? '' }))
    const encoding = form.text('encoding') === 'shift_jis' ? 'shift_jis' : 'utf-8'
    const confirmed = {
      name: form.text('name').trim().slice(0, 80),
      filer: form.text('filer'),
      encoding,
      columns,
    } as const
    const again = (problems: readonly ScreenProblem[]): Response =>
      match(c, { definition: procedure.definition, ...confirmed, problems })
    const problems = checkColumns(columns)
    if (confirmed.filer === '') problems.unshift({ id: 'filer', message: messages.filerMissing })
    if (problems.length > 0) return again(problems)
    const id = `own-${randomBytes(5).toString('hex')}`
    const text = manifestText({ ...confirmed, id, from: dayOf(c.get('now')), procedure: procedure.definition.id })
    const outcome = await saveManifest(intake, staff.cityId, text, takerOf(staff))
    if (!outcome.ok) return again(problemsOf(outcome))
    return seeOther(c, `/intake/manifests/${outcome.id}?done=saved`)
  })
}

function headingsOf(
  bytes: Uint8Array,
): { readonly headings: readonly string[]; readonly encoding: 'utf-8' | 'shift_jis' } | { readonly sentence: string } {
  try {
    const encoding = isUtf8(bytes) ? 'utf-8' : 'shift_jis'
    const first = csvLines(decode(bytes, encoding)).next()
    if (first.done) throw new FileRefused('empty')
    const headings = readHeader(first.value.cells)
    return headings.length > mostColumns ? { sentence: messages.tooManyColumns } : { headings, encoding }
  } catch (error) {
    if (error instanceof FileRefused) return { sentence: refusalSentence(error) }
    throw error
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    decode(bytes, 'utf-8')
    return true
  } catch {
    return false
  }
}

type Columns = MatchProps['columns']

/** Two headings that name the same question: the first has it, the other is left to the person. */
function withoutTwice(columns: Columns): Columns {
  return columns.map((each, n) =>
    columns.findIndex(({ use }) => use === each.use) === n ? each : { ...each, use: '' },
  )
}

function checkColumns(columns: Columns): ScreenProblem[] {
  const problems: ScreenProblem[] = []
  columns.forEach(({ use }, n) => {
    if (use !== '' && columns.findIndex((each) => each.use === use) !== n)
      problems.push({ id: `use-${n}`, message: messages.useTwice })
  })
  for (const use of uses)
    if (!columns.some((each) => each.use === use)) problems.push({ id: 'use-0', message: messages.useMissing[use] })
  return problems
}

function match(c: Context<WebEnv>, props: Omit<MatchProps, 'screen'>): Response {
  return page(c, <Match screen={screenOf(c)} {...props} />, props.problems.length > 0 ? { status: 422 } : {})
}

async function offered(c: Context<WebEnv>, intake: Intake): Promise<readonly CompiledProcedure[]> {
  const current = await catalogueOf(intake.services).current(c.get('city').id)
  return current.filter(({ definition }) => definition.carriedBy === undefined)
}

async function begin(
  c: Context<WebEnv>,
  intake: Intake,
  typed: (name: string) => string,
  problems: readonly ScreenProblem[],
): Promise<Response> {
  intakeStaff(c)
  const procedures = (await offered(c, intake)).map(({ definition }) => ({
    value: definition.id,
    label: definition.name.ja,
  }))
  return page(
    c,
    <Make screen={screenOf(c)} procedures={procedures} typed={typed} problems={problems} />,
    problems.length > 0 ? { status: 422 } : {},
  )
}
