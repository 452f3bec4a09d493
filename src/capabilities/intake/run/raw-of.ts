import type { Manifest } from '../manifest/schema.ts'
import { readRaw } from '../read/raw.ts'
import type { RawRow } from '../read/rows.ts'
import type { BatchRow } from '../store/batches.ts'
import { openName, openPackage, openRow, type RowBox } from '../store/box.ts'
import { dbOf, type Intake } from './intake.ts'

export interface KeptRow {
  readonly raw: RawRow
  readonly box: RowBox
  readonly fileName: string
  /** The package byte for byte; null for a row of a CSV. */
  readonly whole: Buffer | null
}

/** A kept row as it was delivered, with the name of its file; null when its box is gone. */
export async function rawOf(
  intake: Intake,
  cityId: string,
  batch: BatchRow,
  manifest: Manifest,
  number: number,
): Promise<KeptRow | null> {
  const { keys } = intake.services
  const row = await dbOf(intake, cityId)
    .selectFrom('intake_row')
    .select(['box', 'package'])
    .where('batch_id', '=', batch.id)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row?.box) return null
  const box = openRow(keys, cityId, batch.id, number, row.box)
  const fileName = openName(keys, cityId, batch.id, batch.box)
  const { cells, also, uneven } = box
  if (row.package === null)
    return { raw: { number, cells, also, ...(uneven ? { uneven } : {}) }, box, fileName, whole: null }
  const whole = openPackage(keys, cityId, batch.id, row.package)
  const [raw] = readRaw(manifest, whole)
  if (!raw) throw new Error('a package that was read is empty')
  return { raw, box, fileName, whole }
}
