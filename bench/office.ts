import { seedCases } from '../src/capabilities/cases/index.ts'
import type { OfficeDb } from '../src/platform/database/generated/office.ts'
import { connectAsOwner } from '../src/platform/database/prepare.ts'
import type { ServerAddress } from '../src/platform/database/server-address.ts'
import type { ZoneServices } from '../src/platform/services.ts'
import { Browser } from '../test/tour/browser.ts'
import type { MeasuredHall } from './hall.ts'
import type { LoadResult } from './load.ts'
import { type Loader, target } from './loader.ts'
import type { Wanted } from './parts.ts'
import { withProcessorTime } from './processor-time.ts'
import { type Measure, type Progress, twice, under } from './report.ts'

const openCases = 30_000
const exportedCases = 100_000
const clerks = 10

/** The office at the size of a large city: the queue and the search with 30,000 open cases, the export of 100,000. */
export async function measureOffice(
  { hall, office }: MeasuredHall,
  loader: Loader,
  wanted: Wanted,
  { say, add }: Progress,
): Promise<void> {
  const services = hall.zones.get('office')?.services as ZoneServices<'office'>
  const sections = await services.db
    .city<OfficeDb>('yanai')
    .selectFrom('section')
    .select('id')
    .where('code', '=', 'child-support')
    .execute()
  const seed = (count: number, first: number) =>
    seedCases(services, 'yanai', {
      count,
      first,
      sectionIds: sections.map((each) => each.id),
      now: services.clock.now(),
    })
  say(`seeding ${openCases} open cases`)
  const { someName, someReceiptNumber } = await seed(openCases, 0)
  await settle(hall.databases.server.owner('office'))
  const clerk = await signInAsClerk(office)
  const cookie = clerk.cookies()
  const get = async (paths: readonly string[]) =>
    loader.run({
      ...target(office),
      connections: clerks,
      seconds: 6,
      method: 'GET',
      headers: { 'accept-encoding': 'br' },
      turns: [paths.map((path) => ({ path, cookie }))],
      again: true,
    })
  const lists = ['/cases', '/cases?queue=new', '/cases?queue=soon', '/cases?queue=all']
  if (wanted('queue'))
    add(await twice(async () => clerksWait('queue', await withProcessorTime('queue', say, () => get(lists)))))
  const searches = [await searchAddress(clerk, office, someName), await searchAddress(clerk, office, someReceiptNumber)]
  if (wanted('search'))
    add(await twice(async () => clerksWait('search', await withProcessorTime('search', say, () => get(searches)))))
  if (!wanted('export')) return
  say(`seeding ${exportedCases - openCases} more for the export`)
  await seed(exportedCases - openCases, openCases)
  const exported = await exportAll(`${office}/cases/export?queue=all`, cookie)
  add([
    under('export of 100,000 cases: first byte', exported.firstByteMs, 'ms', 1000),
    under('export of 100,000 cases: memory grown', exported.grownMb, 'MB', 60),
    under('export of 100,000 cases: rows missing', exportedCases - exported.rows, 'rows', 1),
  ])
}

function clerksWait(what: string, { p99, statuses, answered }: LoadResult): readonly Measure[] {
  if (statuses[200] !== answered) throw new Error(`office ${what}: expected only 200: ${JSON.stringify(statuses)}`)
  return [under(`office ${what}, 30,000 open cases, 10 clerks: p99`, p99, 'ms', 100)]
}

/**
 * What PostgreSQL does by itself within minutes of such a change. Without the checkpoint it would be in the midst of one: 30,000
 * cases in one minute are 400 MB of its log, and while they are brought to their places each commit waits for the disk.
 */
async function settle(address: ServerAddress): Promise<void> {
  const client = await connectAsOwner(address)
  await client.query('vacuum (analyze)')
  await client.query('checkpoint')
  await client.end()
}

/** A name never stands in an address: the search is posted, and what comes back is the address of a kept search. */
async function searchAddress(clerk: Browser, office: string, text: string): Promise<string> {
  await clerk.open(`${office}/cases`)
  const page = await clerk.send(clerk.form({ name: 'q' }), { q: text })
  const { pathname, search } = new URL(page.url)
  return pathname + search
}

export async function signInAsClerk(office: string): Promise<Browser> {
  const browser = new Browser()
  await browser.open(`${office}/sign-in`)
  await browser.send(browser.form({ name: 'person', value: 'A001' }), {}, undefined)
  return browser
}

async function exportAll(
  url: string,
  cookie: string,
): Promise<{ readonly firstByteMs: number; readonly rows: number; readonly grownMb: number }> {
  const before = process.memoryUsage().rss
  let most = before
  const began = performance.now()
  const response = await fetch(url, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })
  let firstByteMs = Number.NaN
  let lines = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    if (Number.isNaN(firstByteMs)) firstByteMs = performance.now() - began
    for (const byte of chunk) if (byte === 10) lines += 1
    most = Math.max(most, process.memoryUsage().rss)
  }
  return { firstByteMs, rows: lines - 1, grownMb: (most - before) / 1024 ** 2 }
}
