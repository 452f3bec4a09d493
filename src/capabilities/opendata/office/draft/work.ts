import { sql, type Transaction } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { transact } from '../../../../platform/database/transact.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { openTable } from '../../read/open-table.ts'
import { cellsMaker } from '../../table/to-rows.ts'
import { checkAround, publishingCity } from './around.ts'
import { rowsChecker, type TypedRow } from './check-rows.ts'
import type { Draft, DraftTask } from './draft.ts'
import { headerMatchOf } from './layout.ts'
import { outOfTokyoDatum } from './move-datum.ts'
import { repairRow } from './repair-row.ts'
import { readSource } from './source.ts'
import { changeDraft, draftOf, findDraft, lockDraft } from './store-drafts.ts'
import { dropRows, putRows, readRows } from './store-rows.ts'
import { summariseDraft } from './summarise.ts'
import { settleUnattended } from './unattended.ts'

/** Rows that are checked and written together. */
const chunk = 4000
const leaseSeconds = 60

/**
 * Does the oldest waiting work on drafts: reads a file, or accepts proposals in many rows. The draft is the queue: whatever stops the
 * program, another turn does the work anew after the lease, and no row is counted twice. Progress is written after each four thousand rows.
 */
export async function draftTurn(
  services: ZoneServices<'office'>,
  cityId: string,
  /** Only this one. */
  draftId?: string,
): Promise<{ readonly more: boolean }> {
  const draft = await claim(services, cityId, draftId)
  if (!draft?.task) return { more: false }
  try {
    if (draft.task.kind === 'read') await readFile(services, cityId, draft)
    else await changeAll(services, cityId, draft, draft.task)
  } catch (error) {
    if (error instanceof Overtaken) return { more: true }
    if (!(error instanceof DataFileRefused)) throw error
    await broken(services, cityId, draft, error)
    return { more: true }
  }
  const unasked = draft.task.kind === 'read' || draft.task.by === 'system'
  if (draft.way !== 'screen' && unasked) await settleUnattended(services, cityId, draft.id)
  return { more: true }
}

/** The draft was given up or changed while it was worked on: what is left of the work is nobody's. */
class Overtaken extends Error {}

async function claim(services: ZoneServices<'office'>, cityId: string, draftId?: string): Promise<Draft | undefined> {
  const { rows } =
    await sql<never>`update dataset_draft set lease_until = clock_timestamp() + ${`${leaseSeconds} seconds`}::interval
    where tenant_id = current_tenant() and id = (
      select id from dataset_draft
      where tenant_id = current_tenant() and task is not null and (lease_until is null or lease_until < clock_timestamp())
        and (${draftId ?? null}::uuid is null or id = ${draftId ?? null}::uuid)
      order by begun_at limit 1 for update skip locked)
    returning *`.execute(services.db.city<OfficeDb>(cityId))
  return rows[0] && draftOf(rows[0])
}

/** Reads the file once, row by row; memory holds the file and some thousand rows. */
async function readFile(services: ZoneServices<'office'>, cityId: string, draft: Draft): Promise<void> {
  const db = services.db.city<OfficeDb>(cityId)
  const { definition, layout, source } = draft
  if (!definition || !layout || !source) throw new Error('A draft without its file can not be read.')
  const table = await openTable(await readSource(services, cityId, source))
  const make = cellsMaker(definition, layout.matches.map(headerMatchOf), await publishingCity(services, cityId))
  const check = rowsChecker(definition, layout.edition, await checkAround(services, cityId))
  await dropRows(db, draft.id)
  let waiting: TypedRow[] = []
  let done = 0
  // The database keeps one part while the next one is checked.
  let keeping: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    const rows = await check(waiting)
    waiting = []
    await keeping
    done += rows.length
    keeping = putRows(db, draft.id, rows).then(() => progress(services, cityId, draft, done))
    // A fault is met where it is waited for.
    keeping.catch(() => {})
  }
  try {
    for await (const { line, cells } of table.lines(layout.sheet)) {
      if (line < layout.from) continue
      const made = make(cells)
      if (!made) continue
      waiting.push({ number: line, cells: made })
      if (waiting.length >= chunk) await write()
    }
    await write()
    await keeping
  } finally {
    // Nothing is written any more when a broken file is put aside.
    await keeping.catch(() => {})
  }
  if (done === 0) throw new DataFileRefused('no-rows')
  await finish(services, cityId, draft)
}

/** Accepts the proposals that fit the filter, or moves every place; each changed row is looked at again. */
async function changeAll(
  services: ZoneServices<'office'>,
  cityId: string,
  draft: Draft,
  task: Exclude<DraftTask, { kind: 'read' }>,
): Promise<void> {
  const db = services.db.city<OfficeDb>(cityId)
  const { definition, layout } = draft
  if (!definition || !layout) throw new Error('A draft without its definition can not be repaired.')
  const check = rowsChecker(definition, layout.edition, await checkAround(services, cityId))
  let after = -1
  let done = 0
  for (;;) {
    const some = task.kind === 'repair' ? { problems: task.filter } : {}
    const page = await readRows(db, draft.id, { after, limit: chunk, ...some })
    const last = page.at(-1)
    if (last === undefined) break
    after = last.number
    const repaired = page.map((row) => ({
      number: row.number,
      cells: task.kind === 'repair' ? repairRow(definition, row, task.filter) : outOfTokyoDatum(definition, row.cells),
    }))
    await putRows(db, draft.id, await check(repaired))
    done += page.length
    await progress(services, cityId, draft, done)
    if (page.length < chunk) break
  }
  await finish(services, cityId, draft)
}

async function progress(services: ZoneServices<'office'>, cityId: string, draft: Draft, done: number): Promise<void> {
  const { numAffectedRows } = await sql`update dataset_draft
    set done = ${done}, lease_until = clock_timestamp() + ${`${leaseSeconds} seconds`}::interval
    where id = ${draft.id} and revision = ${draft.revision}`.execute(services.db.city<OfficeDb>(cityId))
  if (numAffectedRows === 1n) return
  if ((await findDraft(services.db.city<OfficeDb>(cityId), draft.id))?.state === 'discarded')
    await dropRows(services.db.city<OfficeDb>(cityId), draft.id)
  throw new Overtaken()
}

/** The end of a work, in one transaction, unless the draft is not what it was. */
async function end(
  services: ZoneServices<'office'>,
  cityId: string,
  draft: Draft,
  work: (trx: Transaction<OfficeDb>) => Promise<void>,
): Promise<void> {
  await transact(services.db.city<OfficeDb>(cityId), async (trx) => {
    const now = await lockDraft(trx, draft.id)
    if (now?.revision === draft.revision) await work(trx)
  })
}

async function finish(services: ZoneServices<'office'>, cityId: string, draft: Draft): Promise<void> {
  const { definition, layout } = draft
  if (!definition || !layout) return
  await end(services, cityId, draft, async (trx) => {
    const { rows, findings } = await summariseDraft(trx, draft.id, definition, layout.edition)
    await changeDraft(trx, draft.id, { state: 'open', task: null, done: 0, rowCount: rows, findings })
  })
}

/** A file that turns out to be broken behind its first lines: nothing of it is kept but why. */
async function broken(
  services: ZoneServices<'office'>,
  cityId: string,
  draft: Draft,
  refused: DataFileRefused,
): Promise<void> {
  await end(services, cityId, draft, async (trx) => {
    await dropRows(trx, draft.id)
    const fault = JSON.stringify({ code: refused.code, params: refused.params })
    await changeDraft(trx, draft.id, { state: 'open', task: null, done: 0, rowCount: 0, findings: [], fault })
  })
}
