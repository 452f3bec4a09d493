import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { parse } from 'yaml'
import { copyDrafts } from '../src/capabilities/portal/index.ts'
import type { Answers } from '../src/capabilities/procedures/index.ts'
import type { ZoneServices } from '../src/platform/services.ts'
import { type Browser, formValues } from '../test/tour/browser.ts'
import { type Baseline, startBaseline } from './baseline.ts'
import type { MeasuredHall } from './hall.ts'
import type { LoadResult, Turn } from './load.ts'
import { type Loader, target } from './loader.ts'
import type { Wanted } from './parts.ts'
import { withProcessorTime } from './processor-time.ts'
import { type Measure, type Progress, share, twice, under } from './report.ts'
import { beginDraft } from './resident.ts'
import { measureSize } from './size.ts'

/** The largest form, and its largest page. */
const largest = { procedure: 'child-allowance-claim', example: '01-birth-in-time', page: 'claimant' }
/** A procedure that a mail address is enough for, with an example that attaches nothing. */
const plain = { procedure: 'dog-registration', example: '23-death' }
const readers = 50
const writers = 20
const submissionsEach = 150
/**
 * Rounds before the first that counts: V8 was seen optimising functions (`--trace-opt`) 1,710 times until the end of the first,
 * and 537, 221 and 236 times in those that followed. After 36,000 submissions each takes a fifth less of Node's time than after 6,000.
 */
const warmings = 4
const seconds = 6

/** What residents wait for: a page of the form, the saving of one, the submission; each beside the bare minimum. */
export async function measurePortal(
  measured: MeasuredHall,
  loader: Loader,
  wanted: Wanted,
  { say, add }: Progress,
): Promise<{ readonly cookie: string; readonly formPath: string }> {
  const baseline = await startBaseline(
    measured.freePort,
    measured.hall.databases.server.owner('internet'),
    measured.poolSize,
  )
  try {
    const account = await prepare(measured, largest, { card: 'hanako', secret: 'ABC123' }, readers)
    const formPath = pageOf(account.draftIds[0] ?? '')
    if (wanted('form')) {
      say('form page')
      add(await measureSize(measured.portal + formPath, account.cookie))
      add(await measureForm(measured, loader, baseline, account, say))
    }
    if (wanted('saving')) {
      say('saving')
      add(await measureSaving(measured, loader, baseline, account, say))
    }
    if (wanted('submission')) {
      say('submitting')
      add(await measureSubmission(measured, loader, baseline, say))
    }
    return { cookie: account.cookie, formPath }
  } finally {
    await baseline.close()
  }
}

async function measureSaving(
  measured: MeasuredHall,
  loader: Loader,
  baseline: Baseline,
  account: Prepared,
  say: Progress['say'],
): Promise<readonly Measure[]> {
  const saves = await savesOf(measured, account)
  baseline.setRow(await storedBytes(measured, 'draft', 'body'))
  const saveAll = (): Promise<LoadResult> =>
    loader.run({ ...posts(measured.portal), connections: writers, seconds, turns: saves, again: true })
  // Both are warmed up before they are measured, with the same requests.
  await insertRows(loader, baseline, saves)
  await saveAll()
  return twice(async () => {
    const inserted = await withProcessorTime('insert', say, () => insertRows(loader, baseline, saves))
    const saved = await withProcessorTime('save', say, saveAll)
    expectOnly(saved, 303)
    return [share('saving a page, 20 connections', saved.perSecond, inserted.perSecond, 1 / 3, 'saves/s')]
  })
}

async function measureSubmission(
  measured: MeasuredHall,
  loader: Loader,
  baseline: Baseline,
  say: Progress['say'],
): Promise<readonly Measure[]> {
  const submitAll = async (turns: readonly Turn[][]): Promise<LoadResult> => {
    const sent = await loader.run({
      ...posts(measured.portal),
      connections: writers,
      seconds: 60,
      turns,
      again: false,
    })
    expectOnly(sent, 303)
    return sent
  }
  let warming = await submissionsOf(measured)
  await submitAll(warming)
  for (let round = 1; round < warmings; round += 1) {
    warming = await submissionsOf(measured)
    await submitAll(warming)
  }
  baseline.setRow(await storedBytes(measured, 'application', 'copy'))
  await insertRows(loader, baseline, warming)
  return twice(async () => {
    const turns = await submissionsOf(measured)
    // The office takes in what was sent before: neither side is measured beside that.
    await officeAtRest(measured)
    const inserted = await withProcessorTime('insert', say, () => insertRows(loader, baseline, turns))
    const sent = await withProcessorTime('submission', say, () => submitAll(turns))
    return [share('submission, 20 connections', sent.perSecond, inserted.perSecond, 1 / 4, 'submissions/s')]
  })
}

/** A person with a session, and drafts of theirs with the answers of an example. */
interface Prepared {
  readonly browser: Browser
  readonly cookie: string
  readonly draftIds: readonly string[]
}

async function prepare(
  { hall, portal, rootDir }: MeasuredHall,
  what: { readonly procedure: string; readonly example: string },
  way: Parameters<typeof beginDraft>[2],
  count: number,
): Promise<Prepared> {
  const { browser, draftId } = await beginDraft(portal, what.procedure, way)
  const services = hall.zones.get('internet')?.services as ZoneServices<'internet'>
  const file = path.join(rootDir, 'procedures', what.procedure, 'cases', `${what.example}.yaml`)
  const { answers } = parse(readFileSync(file, 'utf8')) as { answers: Answers }
  const draftIds = await copyDrafts(services, 'yanai', { draftId, answers, count, now: services.clock.now() })
  return { browser, cookie: browser.cookies(), draftIds }
}

async function measureForm(
  { portal }: MeasuredHall,
  loader: Loader,
  baseline: Baseline,
  { browser, cookie, draftIds }: Prepared,
  say: Progress['say'],
): Promise<readonly Measure[]> {
  const shown = await browser.open(`${portal}${pageOf(draftIds[0] ?? '')}`)
  baseline.setPage(shown.bytes.byteLength)
  const turns = draftIds.map((id) => [{ path: pageOf(id), cookie }])
  const pages = (): Promise<LoadResult> =>
    loader.run({ ...target(portal), connections: readers, seconds, method: 'GET', headers: {}, turns, again: true })
  // Both are warmed up before they are measured.
  await pages()
  return twice(async () => {
    const constant = await loader.run({
      ...bare(baseline.url),
      connections: readers,
      method: 'GET',
      turns: [[{ path: '/page' }]],
    })
    const form = await withProcessorTime('form page', say, pages)
    expectOnly(form, 200)
    return [
      share('form page, 50 connections', form.perSecond, constant.perSecond, 1 / 6),
      { ...under('form page, 50 connections: p99', form.p99, 'ms', 50), baseline: Math.round(constant.p99) },
    ]
  })
}

/** What each connection posts: its own draft saved again and again, as its form would. */
async function savesOf({ portal }: MeasuredHall, account: Prepared): Promise<readonly Turn[][]> {
  const turns: Turn[][] = []
  for (const id of account.draftIds.slice(0, writers)) {
    await account.browser.open(portal + pageOf(id))
    const standing = formValues(account.browser.form({ name: 'requestKey' })).filter(([name]) => name !== 'requestKey')
    const body = `requestKey={uuid}&${new URLSearchParams(standing.map(([name, value]) => [name, value]))}`
    turns.push([{ path: pageOf(id), cookie: account.cookie, body }])
  }
  return turns
}

/** What each connection posts: finished drafts of its own, one after another. */
async function submissionsOf(measured: MeasuredHall): Promise<readonly Turn[][]> {
  // Each time another person: a mail address is sent a code a few times an hour only.
  const email = `bench-${randomUUID()}@example.jp`
  const { browser, cookie, draftIds } = await prepare(measured, plain, { email }, writers * submissionsEach)
  await browser.open(`${measured.portal}/drafts/${draftIds[0]}/check`)
  const form = browser.form({ action: /\/submission$/ })
  const csrf = formValues(form).find(([name]) => name === 'csrf')?.[1] ?? ''
  const body = `csrf=${encodeURIComponent(csrf)}&requestKey={uuid}&acknowledge=yes&declare=yes&delivery=yes`
  return Array.from({ length: writers }, (_unused, writer) =>
    draftIds
      .slice(writer * submissionsEach, (writer + 1) * submissionsEach)
      .map((id) => ({ path: `/drafts/${id}/submission`, cookie, body })),
  )
}

/** On a machine that has other work, three thousand applications take more patience than the relay has by itself. */
async function officeAtRest(measured: MeasuredHall, patience = 5): Promise<void> {
  await measured.hall.zones
    .get('office')
    ?.relay.settled()
    .catch((error: unknown) => {
      if (patience === 0) throw error
      return officeAtRest(measured, patience - 1)
    })
}

/** The same requests as ours, answered by the bare minimum: read, one row of the same size, commit. */
function insertRows(loader: Loader, baseline: Baseline, like: readonly Turn[][]): Promise<LoadResult> {
  const turns = like.map((each) => each.slice(0, 1).map((turn) => ({ ...turn, path: '/row' })))
  return loader.run({ ...posts(baseline.url), connections: writers, seconds, turns, again: true })
}

/** How many bytes our rows of a table hold in a column. */
async function storedBytes({ hall }: MeasuredHall, table: 'draft' | 'application', column: string): Promise<number> {
  const client = new pg.Client(hall.databases.server.owner('internet'))
  await client.connect()
  try {
    const { rows } = await client.query<{ bytes: number }>(
      `select coalesce(avg(octet_length(${column})), 0)::integer as bytes from internet.${table}`,
    )
    return rows[0]?.bytes ?? 0
  } finally {
    await client.end()
  }
}

const pageOf = (draftId: string): string => `/drafts/${draftId}/pages/${largest.page}`

function bare(url: string) {
  return { ...target(url), seconds, headers: {}, again: true }
}

function posts(portal: string) {
  const headers = {
    origin: portal,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
  return { ...target(portal), method: 'POST' as const, headers }
}

/** A refusal is quick: a measure of refusals would be worth nothing. */
function expectOnly({ statuses, answered }: LoadResult, status: number): void {
  if (statuses[status] !== answered) throw new Error(`Expected only ${status}: ${JSON.stringify(statuses)}`)
}
