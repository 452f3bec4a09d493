import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { readDatasetFolder } from '../src/capabilities/opendata/language/folder.ts'
import { resourcesOf } from '../src/capabilities/opendata/public/resources.ts'
import type { InternetDb } from '../src/platform/database/generated/internet.ts'
import type { ZoneServices } from '../src/platform/services.ts'
import type { MeasuredHall } from './hall.ts'
import type { LoadResult } from './load.ts'
import { about, loadRows } from './load-rows.ts'
import { type Loader, target } from './loader.ts'
import { cisternsInHundred, hydrants, renamed } from './open-data-rows.ts'
import { measureOutlines } from './outlines.ts'
import type { Wanted } from './parts.ts'
import { type Measure, type Progress, share, twice, under } from './report.ts'
import { measureTiles } from './tiles.ts'

const manyRows = 1_000_000
const manyDatasets = 10_000
/** People and programs that ask at once, each without a pause. */
const askers = 2

/** The open data at the size of the largest: a million rows in one dataset, ten thousand datasets. */
export async function measureOpenData(
  { hall, portal, rootDir }: MeasuredHall,
  loader: Loader,
  wanted: Wanted,
  { say, add }: Progress,
): Promise<void> {
  const services = hall.zones.get('internet')?.services as ZoneServices
  const hydrant = readDatasetFolder(rootDir).datasets.find(({ id }) => id === 'fire-hydrant')
  if (hydrant === undefined) throw new Error('There is no dataset fire-hydrant.')
  const get = (paths: readonly string[]): Promise<LoadResult> =>
    loader.run({
      ...target(portal),
      connections: askers,
      seconds: 4,
      method: 'GET',
      headers: { 'accept-encoding': 'br' },
      turns: [paths.map((path) => ({ path }))],
      again: true,
    })
  if (wanted('million-rows')) {
    const definition = renamed(hydrant, 'bench-hydrants', '大きな表')
    say(`loading ${manyRows} rows`)
    const loaded = await loadRows(services, definition, hydrants(manyRows), manyRows)
    add([
      under(`open data, load of ${manyRows} rows`, loaded.seconds, 's', 240),
      under(`open data, load of ${manyRows} rows: memory grown`, loaded.grownMb, 'MB', 250),
    ])
    // Before anything else is asked of them.
    add(await measureTiles(loader, portal, definition.id))
    const csv = resourcesOf({ uuid: loaded.uuid, slug: loaded.slug, about, definition }).find(
      ({ kind }) => kind === 'csv',
    )
    for (const [name, paths] of Object.entries(questionsOf(csv?.uuid ?? '', loaded.slug)))
      add(await twice(async () => waits(name, await get(paths))))
    say('the whole as CSV')
    const columns = definition.columns.map(({ id }) => id)
    add(await twice(() => measureExport(hall, `${portal}${csv?.path}`, { key: loaded.key, columns })))
  }
  if (wanted('large-outlines')) await measureOutlines(services, rootDir, get, { say, add })
  if (!wanted('many-datasets')) return
  say(`${manyDatasets} datasets`)
  await catalogueOf(services, hydrant)
  const searches = ['消火栓', '給水 七', 'zzz', ''].map((word) => `/opendata?q=${encodeURIComponent(word)}`)
  const search = '/api/3/action/package_search?'
  const ckan = ['消火栓', 'title:給水* AND tags:防災', 'hydrant'].map((q) => `${search}q=${encodeURIComponent(q)}`)
  const harvester = [
    `${search}rows=10&start=9000&sort=id%20asc&fq=${encodeURIComponent('metadata_modified:[2026-04-01T00:00:00Z TO *]')}`,
    `${search}facet.field=${encodeURIComponent('["organization","groups","tags","res_format"]')}&q=${encodeURIComponent('給水')}`,
  ]
  for (const [name, paths] of [
    ['search for people', searches],
    ['package_search', ckan],
    ['package_search, deep by day, with facets', harvester],
  ] as const)
    add(await twice(async () => [under(`${manyDatasets} datasets, ${name}: p99`, (await get(paths)).p99, 'ms', 50)]))
}

/** What is asked of a million rows; each name stands for a row in docs/performance.md. */
function questionsOf(resource: string, slug: string): Readonly<Record<string, readonly string[]>> {
  const rows = `/api/3/action/datastore_search?resource_id=${resource}&limit=100`
  const cisterns = `&filters=${encodeURIComponent('{"type":"防火水そう"}')}`
  return {
    'box, a street and the whole city': boxes.map(
      (box) => `/ogc/collections/bench-hydrants/items?limit=100&bbox=${box}`,
    ),
    'page of rows, first and at 900,000': [rows, `${rows}&offset=900000`],
    [`filtered page of ${(manyRows * cisternsInHundred) / 100}, first and at 100,000`]: [
      `${rows}${cisterns}`,
      `${rows}${cisterns}&offset=100000`,
    ],
    'sorted page, first and at 500,000': [`${rows}&sort=address`, `${rows}&sort=diameter%20desc&offset=500000`],
    'sorted by two and three columns, first, at 500,000, filtered at 100,000': [
      `${rows}&sort=type%2Caddress`,
      `${rows}&sort=diameter%20desc%2Cid%20desc&offset=500000`,
      `${rows}${cisterns}&sort=diameter%20desc%2Caddress%2Cid&offset=100000`,
    ],
    'words in one field, first, deep and sorted': [
      `${rows}&q=${encodeURIComponent('{"address":"伊保庄"}')}`,
      `${rows}&q=${encodeURIComponent('{"address":"3丁目"}')}&offset=50000`,
      `${rows}&q=${encodeURIComponent('{"address":"伊保庄"}')}&sort=diameter%20desc`,
    ],
    'words and a value, one row by its id': [
      `${rows}${cisterns}&q=${encodeURIComponent('伊保庄')}`,
      `${rows}&filters=${encodeURIComponent('{"id":"H00500000"}')}`,
    ],
    'page for people, filtered, sorted, deep': [
      `/dataset/${slug}?is.type=${encodeURIComponent('防火水そう')}&page=2000`,
      `/dataset/${slug}?sort=-diameter&page=9000`,
    ],
  }
}

const boxes = ['132.1,33.9,132.105,33.905', '132.0,33.8,132.3,34.1', '132.2,33.85,132.25,33.95']

function waits(name: string, { p99, statuses, answered }: LoadResult): readonly Measure[] {
  if (statuses[200] !== answered) throw new Error(`${name}: expected only 200: ${JSON.stringify(statuses)}`)
  return [under(`a million rows, ${name}: p99`, p99, 'ms', 100)]
}

/** Rows a second of the whole as CSV, against COPY of the same cells of the same rows, as CSV too. */
async function measureExport(
  hall: MeasuredHall['hall'],
  url: string,
  copied: { readonly key: number; readonly columns: readonly string[] },
): Promise<readonly Measure[]> {
  const copySeconds = await secondsOfCopy(hall, copied)
  const before = process.memoryUsage().rss
  let most = before
  let lines = 0
  const began = performance.now()
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1
    most = Math.max(most, process.memoryUsage().rss)
  }
  const seconds = (performance.now() - began) / 1000
  return [
    share('a million rows as CSV', manyRows / seconds, manyRows / copySeconds, 0.5, 'rows/s'),
    under('a million rows as CSV: memory grown', (most - before) / 1024 ** 2, 'MB', 60),
    under('a million rows as CSV: rows missing', manyRows - (lines - 1), 'rows', 1),
  ]
}

/** COPY to this process; what comes is thrown away. */
async function secondsOfCopy(
  hall: MeasuredHall['hall'],
  { key, columns }: { readonly key: number; readonly columns: readonly string[] },
): Promise<number> {
  const cells = columns.map((id) => `coalesce(cells ->> ${pg.escapeLiteral(id)}, '')`)
  const client = new pg.Client(hall.databases.server.owner('internet'))
  await client.connect()
  const began = performance.now()
  await new Promise<void>((resolve, reject) => {
    const select = `select ${cells.join(', ')} from internet.open_row where version_key = ${key} order by row_no`
    const text = `copy (${select}) to stdout (format csv)`
    const copy = {
      submit: (connection: { query(text: string): void }) => connection.query(text),
      handleCopyData: () => {},
      handleCommandComplete: () => {},
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    }
    client.query(copy as unknown as pg.Submittable)
  })
  const seconds = (performance.now() - began) / 1000
  await client.end()
  return seconds
}

/** So many datasets with one row each; they are shown already. */
async function catalogueOf(services: ZoneServices, like: ReturnType<typeof renamed>): Promise<void> {
  const db = services.db.city<InternetDb>('yanai')
  const at = services.clock.now()
  const aboutText = JSON.stringify(about)
  for (let first = 0; first < manyDatasets; first += 500) {
    const made = Array.from({ length: 500 }, (_, n) => {
      const definition = renamed(like, `bench-${first + n}`, `給水設備${first + n}の一覧`)
      return { dataset_id: definition.id, definition: JSON.stringify(definition), about: aboutText }
    })
    await db
      .insertInto('open_dataset')
      .values(
        made.map((each) => ({
          ...each,
          uuid: randomUUID(),
          slug: each.dataset_id,
          state: 'published',
          version_number: 1,
          created_at: at,
          modified_at: at,
        })),
      )
      .execute()
    await db
      .insertInto('open_version')
      .values(
        made.map((each) => ({
          ...each,
          number: 1,
          state: 'shown',
          file: JSON.stringify({ address: '', key: '', bytes: 0, sha256: '0'.repeat(64) }),
          row_count: 0,
          changes: JSON.stringify({ added: 0, changed: 0, removed: 0, names: { added: [], changed: [], removed: [] } }),
          published_at: at,
          shown_at: at,
        })),
      )
      .execute()
  }
}
