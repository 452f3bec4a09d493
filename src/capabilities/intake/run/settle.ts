import { transact } from '../../../platform/database/transact.ts'
import { loadManifest } from '../manifest/load.ts'
import { findBatch } from '../store/batches.ts'
import { openRow, sealRow } from '../store/box.ts'
import { dbOf, type Intake, record, type Taker } from './intake.ts'

const usualDays = 365
const DAY_MS = 86_400_000

/** Marks a row of the list for the hand as settled, with what was done. False when it is not there or settled already. */
export async function settleRow(
  intake: Intake,
  cityId: string,
  batchId: string,
  number: number,
  by: Taker,
  note: string,
): Promise<boolean> {
  const { keys, clock } = intake.services
  return transact(dbOf(intake, cityId), async (trx) => {
    const row = await trx
      .selectFrom('intake_row')
      .select('box')
      .where('batch_id', '=', batchId)
      .where('number', '=', number)
      .where('outcome', 'in', ['unreadable', 'differs'])
      .where('handled_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!row?.box) return false
    const box = sealRow(keys, cityId, batchId, number, { ...openRow(keys, cityId, batchId, number, row.box), note })
    await trx
      .updateTable('intake_row')
      .set({ handled_at: clock.now(), handled_by: by.id, handled_name: by.name, box })
      .where('batch_id', '=', batchId)
      .where('number', '=', number)
      .execute()
    await record(intake, trx, cityId, batchId, 'row-settled', by, { row: number }, { note })
    return true
  })
}

/** Erases what settled rows still hold when their manifest's time is over. Returns how many. */
export async function eraseSettled(intake: Intake, cityId: string): Promise<number> {
  const db = dbOf(intake, cityId)
  const now = intake.services.clock.now()
  const rows = await db
    .selectFrom('intake_row')
    .select(['batch_id', 'number', 'handled_at'])
    .where('outcome', 'in', ['unreadable', 'differs'])
    .where('box', 'is not', null)
    .where('handled_at', '<', new Date(now.getTime() - DAY_MS))
    .orderBy('handled_at')
    .limit(500)
    .execute()
  const days = new Map<string, number>()
  let erased = 0
  for (const { batch_id: batchId, number, handled_at: at } of rows) {
    if (!days.has(batchId)) {
      const batch = await findBatch(db, batchId)
      const { manifest } = loadManifest(batch?.manifest_text ?? '', batchId)
      days.set(batchId, manifest?.keepHandledDays ?? usualDays)
    }
    if (at === null || at.getTime() > now.getTime() - (days.get(batchId) ?? usualDays) * DAY_MS) continue
    await db
      .updateTable('intake_row')
      .set({ box: null, package: null })
      .where('batch_id', '=', batchId)
      .where('number', '=', number)
      .execute()
    erased += 1
  }
  return erased
}
