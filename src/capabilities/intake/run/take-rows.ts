import { sql, type Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { DeliveredApplication, TakenOver } from '../../cases/index.ts'
import type { Manifest } from '../manifest/schema.ts'
import { judgeMessages as messages } from '../map/messages.ja.ts'
import type { Surroundings } from '../map/read-application.ts'
import type { BatchRow } from '../store/batches.ts'
import { sealRow } from '../store/box.ts'
import { deliveredOf } from './delivered.ts'
import { holdRows } from './hold-rows.ts'
import { dbOf, type Intake, type Taker } from './intake.ts'
import { type KeptRow, rawsOf } from './raw-of.ts'
import { readKept } from './read-kept.ts'

interface Ready {
  readonly number: number
  readonly kept: KeptRow
  readonly delivered: DeliveredApplication
}

/**
 * Makes cases of some rows: the cases, their origins and the rows' outcomes in one transaction, all or nothing. The rows are
 * read anew: what held when they were checked may have changed since (a definition, a register).
 */
export async function takeRows(
  intake: Intake,
  cityId: string,
  batch: BatchRow,
  manifest: Manifest,
  around: Surroundings,
  numbers: readonly number[],
): Promise<void> {
  const ready: Ready[] = []
  for (const [number, kept] of await rawsOf(intake, cityId, batch, manifest, numbers)) {
    const read = await readKept(intake, manifest, kept, around)
    if (read.ok) ready.push({ number, kept, delivered: await deliveredOf(intake, cityId, manifest, read, kept) })
    else {
      const box = sealRow(intake.services.keys, cityId, batch.id, number, { ...kept.box, problems: read.problems })
      await putAside(intake, cityId, batch.id, number, box)
    }
  }
  if (ready.length === 0) return
  const by: Taker = { kind: batch.way === 'screen' ? 'staff' : 'system', id: batch.made_by, name: batch.made_name }
  await intake.cases.take(
    cityId,
    ready.map(({ delivered }) => delivered),
    by,
    {
      // Rows that another process has are its own affair.
      hold: async (trx) => {
        const all = ready.map(({ number }) => number)
        const held = await holdRows(trx, batch.id, all, ['ready', 'faulty'])
        return all.map((number) => held.has(number))
      },
      settle: (trx, results) => writeOutcomes(intake, trx, cityId, batch.id, ready, results),
    },
  )
}

/**
 * Puts a row onto the list for the hand because the program stumbles over it again and again: it must not hold up all those
 * behind it.
 */
export async function giveUpRow(
  intake: Intake,
  cityId: string,
  batch: BatchRow,
  manifest: Manifest,
  number: number,
): Promise<void> {
  const kept = (await rawsOf(intake, cityId, batch, manifest, [number])).get(number)
  if (!kept) return
  const problems = [{ column: '', sentence: messages.notTaken }]
  const sealed = sealRow(intake.services.keys, cityId, batch.id, number, { ...kept.box, problems })
  await putAside(intake, cityId, batch.id, number, sealed)
}

async function putAside(intake: Intake, cityId: string, batchId: string, number: number, box: Buffer): Promise<void> {
  await dbOf(intake, cityId)
    .updateTable('intake_row')
    .set({ outcome: 'unreadable', box })
    .where('batch_id', '=', batchId)
    .where('number', '=', number)
    .where('outcome', 'in', ['ready', 'faulty'])
    .execute()
}

/** Made: the original is kept with the case, sealed by its key, and leaves the row. */
async function writeOutcomes(
  intake: Intake,
  trx: Transaction<OfficeDb>,
  cityId: string,
  batchId: string,
  ready: readonly Ready[],
  results: readonly (TakenOver | null)[],
): Promise<void> {
  const rows = ready.flatMap(({ number, kept: { box } }, n) => {
    const result = results[n]
    if (!result) return []
    const { outcome, caseId } = result
    const keep =
      outcome === 'differs'
        ? sealRow(intake.services.keys, cityId, batchId, number, { ...box, differs: result.labels })
        : null
    return [{ number, outcome, caseId, keep }]
  })
  const each = <T>(pick: (row: (typeof rows)[number]) => T): readonly T[] => rows.map(pick)
  await sql`update intake_row r set outcome = f.outcome, case_id = f.case_id, box = f.box,
      package = case when f.box is null then null else r.package end
    from unnest(${each((row) => row.number)}::integer[], ${each((row) => row.outcome)}::text[],
      ${each((row) => row.caseId)}::uuid[], ${each((row) => row.keep)}::bytea[]) as f (number, outcome, case_id, box)
    where r.batch_id = ${batchId} and r.number = f.number`.execute(trx)
}
