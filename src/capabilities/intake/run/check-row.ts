import { transact } from '../../../platform/database/transact.ts'
import type { Manifest } from '../manifest/schema.ts'
import type { ReadApplication, Surroundings } from '../map/read-application.ts'
import type { BatchRow, Outcome } from '../store/batches.ts'
import { type RowBox, sealRow } from '../store/box.ts'
import { tokenOf } from './delivered.ts'
import { holdRow } from './hold-row.ts'
import { dbOf, type Intake } from './intake.ts'
import { rawOf } from './raw-of.ts'
import { readKept } from './read-kept.ts'

/** Reads one row and writes down what would become of it; nothing is made. */
export async function checkRow(
  intake: Intake,
  cityId: string,
  batch: BatchRow,
  manifest: Manifest,
  around: Surroundings,
  number: number,
): Promise<void> {
  const kept = await rawOf(intake, cityId, batch, manifest, number)
  if (!kept) return
  const read = await readKept(intake, manifest, kept, around)
  const token = read.ok ? tokenOf(intake, cityId, read) : null
  const found = read.ok
    ? await outcomeOf(intake, cityId, batch, manifest, number, read)
    : { outcome: 'unreadable' as const, box: { problems: read.problems } }
  const box = sealRow(intake.services.keys, cityId, batch.id, number, { ...kept.box, ...found.box })
  await transact(dbOf(intake, cityId), async (trx) => {
    if (!(await holdRow(trx, batch.id, number, ['unchecked']))) return
    await trx
      .updateTable('intake_row')
      .set({
        outcome: found.outcome,
        box,
        sender_number: read.senderNumber ?? null,
        content_token: token,
        case_id: 'caseId' in found ? (found.caseId ?? null) : null,
      })
      .where('batch_id', '=', batch.id)
      .where('number', '=', number)
      .execute()
  })
}

interface Found {
  readonly outcome: Outcome
  readonly box: Partial<RowBox>
  readonly caseId?: string
}

async function outcomeOf(
  intake: Intake,
  cityId: string,
  batch: BatchRow,
  manifest: Manifest,
  number: number,
  read: ReadApplication,
): Promise<Found> {
  const { faults, unused } = judgedBox(read)
  const known = await intake.cases.known(cityId, {
    ...read,
    source: manifest.source,
    channel: manifest.channel,
    contentToken: tokenOf(intake, cityId, read),
  })
  if (known?.outcome === 'known') return { outcome: 'known', box: { unused }, caseId: known.caseId }
  if (known) return { outcome: 'differs', box: { differs: known.labels, unused }, caseId: known.caseId }
  const twin = await earlierTwin(intake, cityId, batch.id, number, read.senderNumber)
  if (twin && tokenOf(intake, cityId, read).equals(twin)) return { outcome: 'known', box: { unused } }
  if (twin) return { outcome: 'differs', box: { differs: [], unused } }
  return { outcome: read.faults.length > 0 ? 'faulty' : 'ready', box: { faults, unused } }
}

export function judgedBox(read: ReadApplication): Pick<RowBox, 'faults' | 'unused'> & {
  readonly faults: NonNullable<RowBox['faults']>
  readonly unused: readonly string[]
} {
  return {
    faults: read.faults.map((fault) => {
      const column = fault.path === undefined ? undefined : read.columns.get(fault.path)
      return { ...fault, ...(column === undefined ? {} : { column }) }
    }),
    unused: read.unused,
  }
}

/** The same number further up in the same file. */
async function earlierTwin(
  intake: Intake,
  cityId: string,
  batchId: string,
  number: number,
  senderNumber: string,
): Promise<Buffer | null> {
  const row = await dbOf(intake, cityId)
    .selectFrom('intake_row')
    .select('content_token')
    .where('batch_id', '=', batchId)
    .where('sender_number', '=', senderNumber)
    .where('number', '<', number)
    .where('content_token', 'is not', null)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return row?.content_token ?? null
}
