import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { TakenOver } from '../../cases/index.ts'
import type { Manifest } from '../manifest/schema.ts'
import { judgeMessages as messages } from '../map/messages.ja.ts'
import type { Surroundings } from '../map/read-application.ts'
import type { BatchRow } from '../store/batches.ts'
import { type RowBox, sealRow } from '../store/box.ts'
import { deliveredOf } from './delivered.ts'
import { holdRow } from './hold-row.ts'
import { dbOf, type Intake, type Taker } from './intake.ts'
import { rawOf } from './raw-of.ts'
import { readKept } from './read-kept.ts'

class Elsewhere extends Error {}

/**
 * Makes a case of one row: the case, its origin and the row's outcome in one transaction. The row is read anew: what held
 * when it was checked may have changed since (a definition, a register).
 */
export async function takeRow(
  intake: Intake,
  cityId: string,
  batch: BatchRow,
  manifest: Manifest,
  around: Surroundings,
  number: number,
): Promise<void> {
  const kept = await rawOf(intake, cityId, batch, manifest, number)
  if (!kept) return
  const { box } = kept
  const read = await readKept(intake, manifest, kept, around)
  if (!read.ok) {
    const sealed = sealRow(intake.services.keys, cityId, batch.id, number, { ...box, problems: read.problems })
    await putAside(intake, cityId, batch.id, number, sealed)
    return
  }
  const by: Taker = { kind: batch.way === 'screen' ? 'staff' : 'system', id: batch.made_by, name: batch.made_name }
  try {
    const given = await deliveredOf(intake, cityId, manifest, read, kept)
    await intake.cases.take(cityId, given, by, async (trx, result) => {
      // Another process has this row: everything of this transaction is taken back.
      if (!(await holdRow(trx, batch.id, number, ['ready', 'faulty']))) throw new Elsewhere()
      await writeOutcome(intake, trx, cityId, batch.id, number, result, box)
    })
  } catch (error) {
    if (!(error instanceof Elsewhere)) throw error
  }
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
  const kept = await rawOf(intake, cityId, batch, manifest, number)
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

async function writeOutcome(
  intake: Intake,
  trx: Transaction<OfficeDb>,
  cityId: string,
  batchId: string,
  number: number,
  result: TakenOver,
  box: RowBox,
): Promise<void> {
  const keep =
    result.outcome === 'differs'
      ? sealRow(intake.services.keys, cityId, batchId, number, { ...box, differs: result.labels })
      : null
  await trx
    .updateTable('intake_row')
    // Made: the original is kept with the case, sealed by its key.
    .set({ outcome: result.outcome, case_id: result.caseId, box: keep, ...(keep === null ? { package: null } : {}) })
    .where('batch_id', '=', batchId)
    .where('number', '=', number)
    .execute()
}
