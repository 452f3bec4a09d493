import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { transact } from '../../../platform/database/transact.ts'
import { loadManifest } from '../manifest/load.ts'
import { type BatchRow, countRows, nextBatch } from '../store/batches.ts'
import { checkRows } from './check-rows.ts'
import { dbOf, type Intake, record, surroundingsOf, systemTaker, type Taker } from './intake.ts'
import { someAtOnce } from './some-at-once.ts'
import { giveUpRow, takeRows } from './take-rows.ts'

/** Rows in one turn: so many that a screen moves on, so few that a stop does not have to wait. */
const perTurn = 200

/** Rows that become cases in one transaction: the counter of receipt numbers is held for them together, and only while they are written. */
const perSet = 25

/**
 * One turn of work on the oldest file: some of its rows are checked, or become cases. The rows are the queue: whatever
 * stops the program, the next turn goes on with the rows that are left, and no row is done twice.
 */
export async function intakeTurn(intake: Intake, cityId: string): Promise<{ readonly more: boolean }> {
  const db = dbOf(intake, cityId)
  const batch = await nextBatch(db)
  if (!batch) return { more: false }
  const { manifest } = loadManifest(batch.manifest_text, batch.manifest)
  if (!manifest) throw new Error('a manifest that was good is not any more')
  const around = await surroundingsOf(intake, cityId, intake.services.clock.now())
  const numbers = await openRows(intake, cityId, batch)
  const stumbled: Stumbled[] = []
  if (batch.state === 'checking') await checkRows(intake, cityId, batch, manifest, around, numbers)
  else {
    const take = (set: readonly number[]) => takeRows(intake, cityId, batch, manifest, around, set)
    await someAtOnce(setsOf(numbers), async (set) => void stumbled.push(...(await takeTogether(set, take))))
  }
  const works = stumbled.length < numbers.length
  const left = stumbled.filter(({ number }) => !stumblesForGood(intake, `${cityId} ${batch.id} ${number}`, works))
  for (const { number, error } of stumbled.filter((each) => !left.includes(each))) {
    intake.services.log.error('intake-row-not-taken', { error })
    await giveUpRow(intake, cityId, batch, manifest, number)
  }
  const [first] = left
  if (first !== undefined) throw first.error
  const stepped = numbers.length < perTurn && (await stepOn(intake, cityId, batch.id, batch.state))
  // Rows that another process holds are looked for again after the usual pause.
  return { more: numbers.length > 0 || stepped }
}

interface Stumbled {
  readonly number: number
  readonly error: unknown
}

function setsOf(numbers: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(numbers.length / perSet) }, (_, n) =>
    numbers.slice(n * perSet, (n + 1) * perSet),
  )
}

/** When a set can't be taken, each of its rows is tried alone: one of which no case can be made does not take the others with it. */
async function takeTogether(
  set: readonly number[],
  take: (numbers: readonly number[]) => Promise<void>,
): Promise<readonly Stumbled[]> {
  try {
    await take(set)
    return []
  } catch (error) {
    const [only] = set
    if (set.length === 1 && only !== undefined) return [{ number: only, error }]
  }
  const stumbled: Stumbled[] = []
  for (const number of set) stumbled.push(...(await takeTogether([number], take)))
  return stumbled
}

/**
 * Whether a row is given up that no case can be made of. A fault of the whole (no key, no database) passes, and no row may
 * be lost by it: so it takes a few turns in which other rows went well, or many when none did.
 */
function stumblesForGood(intake: Intake, row: string, othersWork: boolean): boolean {
  const known = stumbles.get(intake.services) ?? new Map<string, number>()
  stumbles.set(intake.services, known)
  const times = (known.get(row) ?? 0) + 1
  known.set(row, times)
  if (times < (othersWork ? 3 : 20)) return false
  known.delete(row)
  return true
}

/** How often each row was stumbled over since this process started. */
const stumbles = new WeakMap<Intake['services'], Map<string, number>>()

async function openRows(intake: Intake, cityId: string, batch: BatchRow): Promise<readonly number[]> {
  const rows = await dbOf(intake, cityId)
    .selectFrom('intake_row')
    .select('number')
    .where('batch_id', '=', batch.id)
    .where('outcome', 'in', batch.state === 'checking' ? ['unchecked'] : ['ready', 'faulty'])
    .orderBy('number')
    .limit(perTurn)
    .execute()
  return rows.map(({ number }) => number)
}

/** A file whose rows are all checked waits for a person, unless it came without one; one that is all taken is done. */
async function stepOn(intake: Intake, cityId: string, batchId: string, from: BatchRow['state']): Promise<boolean> {
  return transact(dbOf(intake, cityId), async (trx) => {
    const batch = await lock(trx, batchId)
    if (batch?.state !== from) return false
    const counts = (await countRows(trx, [batchId])).get(batchId)
    if (from === 'checking') {
      if ((counts?.unchecked ?? 0) > 0) return false
      const state = batch.unasked ? 'taking' : 'checked'
      await trx.updateTable('intake_batch').set({ state }).where('id', '=', batchId).execute()
      return true
    }
    if ((counts?.ready ?? 0) + (counts?.faulty ?? 0) > 0) return false
    await finish(intake, trx, cityId, batchId, 'done', systemTaker)
    return true
  })
}

/** Starts making cases of a checked file. False when somebody was quicker. */
export async function startTaking(intake: Intake, cityId: string, batchId: string, by: Taker): Promise<boolean> {
  return transact(dbOf(intake, cityId), async (trx) => {
    if ((await lock(trx, batchId))?.state !== 'checked') return false
    await trx.updateTable('intake_batch').set({ state: 'taking' }).where('id', '=', batchId).execute()
    await record(intake, trx, cityId, batchId, 'taking-started', by, {})
    return true
  })
}

/** Puts a checked file aside: none of it becomes a case, and nothing of what people wrote is kept. */
export async function cancelBatch(intake: Intake, cityId: string, batchId: string, by: Taker): Promise<boolean> {
  return transact(dbOf(intake, cityId), async (trx) => {
    if ((await lock(trx, batchId))?.state !== 'checked') return false
    await trx.updateTable('intake_row').set({ box: null, package: null }).where('batch_id', '=', batchId).execute()
    await finish(intake, trx, cityId, batchId, 'cancelled', by)
    return true
  })
}

async function finish(
  intake: Intake,
  trx: Transaction<OfficeDb>,
  cityId: string,
  batchId: string,
  state: 'done' | 'cancelled',
  by: Taker,
): Promise<void> {
  const counts = (await countRows(trx, [batchId])).get(batchId)
  const at = intake.services.clock.now()
  await trx.updateTable('intake_batch').set({ state, finished_at: at }).where('id', '=', batchId).execute()
  // What was already here needs no second copy.
  await trx
    .updateTable('intake_row')
    .set({ box: null, package: null })
    .where('batch_id', '=', batchId)
    .where('outcome', '=', 'known')
    .execute()
  const { made = 0, known = 0, differs = 0, unreadable = 0 } = counts ?? {}
  const type = state === 'done' ? 'file-taken' : 'file-put-aside'
  await record(intake, trx, cityId, batchId, type, by, { made, known, differs, unreadable })
}

async function lock(trx: Transaction<OfficeDb>, batchId: string): Promise<BatchRow | undefined> {
  return trx.selectFrom('intake_batch').selectAll().where('id', '=', batchId).forUpdate().executeTakeFirst()
}
