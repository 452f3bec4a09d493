import { z } from 'zod'
import { readLimited } from '../../../../platform/read-limited.ts'
import { csvLines } from '../../../../platform/tabular/read-csv.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { type Row, rowChecker } from '../../table/check-row.ts'
import { matchHeaders } from '../../table/match-headers.ts'
import { rowMaker } from '../../table/to-rows.ts'
import type { NeighbourSource } from './source.ts'

/** What was read of a neighbour's dataset, in our columns. */
export interface NeighbourData {
  readonly title: string
  readonly licence: string
  readonly page: string
  readonly rows: readonly Row[]
  /** Rows left out because they are not what the national standard asks. */
  readonly leftOut: number
}

/** Why nothing could be taken over. */
export type NeighbourProblem = 'unreachable' | 'not-ckan' | 'no-table' | 'too-large' | 'unreadable'

export class NeighbourUnusable extends Error {
  override readonly name = 'NeighbourUnusable'
  constructor(readonly problem: NeighbourProblem) {
    super(problem)
  }
}

const longestMs = 30_000
const mostAnswer = 2 * 1024 * 1024
const mostFile = 20 * 1024 * 1024
const mostRows = 20_000

const answer = z.object({
  success: z.literal(true),
  result: z.object({
    name: z.string(),
    title: z.string().default(''),
    license_title: z.string().nullish(),
    organization: z.object({ name: z.string() }).nullish(),
    resources: z.array(z.object({ url: z.url(), format: z.string().default('') })),
  }),
})

/**
 * Reads a dataset by CKAN's `package_show` and its table in CSV, in any of the layouts and encodings that are about. What a row does not say right is
 * left out and counted; nothing is repaired that is not sure. Only addresses that the city named are asked: an answer that points elsewhere, into our own
 * network for instance, leads nowhere, and no redirect is followed. Throws `NeighbourUnusable`.
 */
export async function fetchNeighbour(
  source: NeighbourSource,
  definition: DatasetDefinition,
  get: typeof fetch = fetch,
): Promise<NeighbourData> {
  const portal = source.portal.replace(/\/$/, '')
  const shown = await read(
    get,
    `${portal}/api/3/action/package_show?id=${encodeURIComponent(source.package)}`,
    mostAnswer,
  )
  const parsed = answer.safeParse(jsonOf(shown))
  if (!parsed.success) throw new NeighbourUnusable('not-ckan')
  const { result } = parsed.data
  const origins = [portal, ...(source.files ?? [])].map((address) => new URL(address).origin)
  const table = result.resources.find(
    ({ format, url }) => format.toUpperCase() === 'CSV' && origins.includes(new URL(url).origin),
  )
  if (table === undefined) throw new NeighbourUnusable('no-table')
  const { rows, leftOut } = rowsOf(textOf(await read(get, table.url, mostFile)), definition, result.organization?.name)
  return {
    title: result.title,
    licence: result.license_title ?? '',
    page: `${portal}/dataset/${result.name}`,
    rows,
    leftOut,
  }
}

async function read(get: typeof fetch, address: string, most: number): Promise<Buffer> {
  let body: Buffer | undefined
  try {
    const response = await get(address, {
      signal: AbortSignal.timeout(longestMs),
      redirect: 'error',
      headers: { accept: '*/*' },
    })
    if (!response.ok) throw new NeighbourUnusable('unreachable')
    body = await readLimited(response, most)
  } catch (error) {
    throw error instanceof NeighbourUnusable ? error : new NeighbourUnusable('unreachable')
  }
  if (body === undefined) throw new NeighbourUnusable('too-large')
  return body
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** UTF-8, or else Shift_JIS as spreadsheets save it. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('shift_jis').decode(bytes)
  }
}

function rowsOf(text: string, definition: DatasetDefinition, code = ''): { rows: readonly Row[]; leftOut: number } {
  try {
    const lines = csvLines(text, ',', { columns: 300, cell: 20_000 })
    const head = lines.next()
    if (head.done === true) throw new NeighbourUnusable('unreadable')
    const { edition, matches } = matchHeaders(head.value.cells, definition)
    const make = rowMaker(definition, matches, { code, prefecture: '', municipality: '' })
    const check = rowChecker(definition, edition, code)
    const rows: Row[] = []
    let leftOut = 0
    for (const { cells } of lines) {
      const typed = make(cells)
      if (typed === undefined) continue
      if (rows.length >= mostRows) throw new NeighbourUnusable('too-large')
      const { row, problems } = check(typed)
      const repairs = problems.flatMap(({ column, proposal, sure }) =>
        sure && column !== undefined && proposal !== undefined ? [[column, proposal] as const] : [],
      )
      const wrong = problems.some(
        ({ level, code: what, column }) =>
          level === 'error' && what !== 'missing' && !repairs.some(([repaired]) => repaired === column),
      )
      if (wrong) leftOut += 1
      else rows.push({ ...row, ...Object.fromEntries(repairs) })
    }
    if (rows.length === 0) throw new NeighbourUnusable('unreadable')
    return { rows, leftOut }
  } catch (error) {
    throw error instanceof NeighbourUnusable ? error : new NeighbourUnusable('unreadable')
  }
}
