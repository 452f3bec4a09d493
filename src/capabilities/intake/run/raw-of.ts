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
  return (await rawsOf(intake, cityId, batch, manifest, [number])).get(number) ?? null
}

/** The same of several rows, in their order. */
export async function rawsOf(
  intake: Intake,
  cityId: string,
  batch: BatchRow,
  manifest: Manifest,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, KeptRow>> {
  if (numbers.length === 0) return new Map()
  const { keys } = intake.services
  const rows = await dbOf(intake, cityId)
    .selectFrom('intake_row')
    .select(['number', 'box', 'package'])
    .where('batch_id', '=', batch.id)
    .where('number', 'in', [...numbers])
    .orderBy('number')
    .execute()
  const fileName = openName(keys, cityId, batch.id, batch.box)
  return new Map(
    rows.flatMap(({ number, box: sealed, package: packed }): [number, KeptRow][] => {
      if (sealed === null) return []
      const box = openRow(keys, cityId, batch.id, number, sealed)
      const { cells, also, uneven } = box
      if (packed === null)
        return [[number, { raw: { number, cells, also, ...(uneven ? { uneven } : {}) }, box, fileName, whole: null }]]
      const whole = openPackage(keys, cityId, batch.id, packed)
      const [raw] = readRaw(manifest, whole)
      if (!raw) throw new Error('a package that was read is empty')
      return [[number, { raw, box, fileName, whole }]]
    }),
  )
}
