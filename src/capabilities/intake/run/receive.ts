import { createHash, randomUUID } from 'node:crypto'
import { transact } from '../../../platform/database/transact.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { readRaw } from '../read/raw.ts'
import type { RawRow } from '../read/rows.ts'
import { workbookAsList } from '../read/workbook.ts'
import { type RowBox, sealName, sealPackage, sealRow } from '../store/box.ts'
import type { KnownManifest } from '../store/manifests.ts'
import { dbOf, type Intake, record, type Taker } from './intake.ts'
import { withoutNumbers } from './without-numbers.ts'

export interface Delivered {
  readonly cityId: string
  readonly known: KnownManifest
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly way: 'screen' | 'folder' | 'command'
  readonly by: Taker
  /** Whose section works on it; the procedure's own when nobody brought it. */
  readonly sectionId?: string
}

const chunk = 200

/**
 * Keeps a delivered file row by row, sealed, all or nothing; the file itself is then no longer needed. From here on the
 * rows are the queue. Throws `FileRefused` for a file that is not what its manifest says.
 */
export async function receive(intake: Intake, given: Delivered): Promise<{ readonly batchId: string }> {
  const { services } = intake
  const { cityId, known, fileName, bytes } = given
  const { manifest } = known
  const list = await workbookAsList(manifest, bytes)
  // Once through, for the refusals: a file that breaks off at the end is not kept in part.
  let rows = 0
  for (const _ of readRaw(list.manifest, list.bytes)) rows += 1
  const now = services.clock.now()
  const batchId = randomUUID()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const whole = manifest.container.kind === 'zip' ? sealPackage(services.keys, cityId, batchId, bytes) : null
  const sectionId = given.sectionId ?? (await sectionOf(intake, cityId, known)).id
  const seal = (row: RawRow): Buffer => {
    const box: RowBox = {
      cells: withoutNumbers(row.cells),
      also: withoutNumbers(row.also),
      ...(row.uneven ? { uneven: row.uneven } : {}),
    }
    return sealRow(services.keys, cityId, batchId, row.number, box)
  }
  await transact(dbOf(intake, cityId), async (trx) => {
    await trx
      .insertInto('intake_batch')
      .values({
        id: batchId,
        manifest: manifest.id,
        manifest_version: manifest.version,
        manifest_text: known.source,
        way: given.way,
        section_id: sectionId,
        state: 'checking',
        unasked: given.way !== 'screen',
        sha256,
        bytes: bytes.byteLength,
        rows,
        made_at: now,
        made_by: given.by.id,
        made_name: given.by.name,
        box: sealName(services.keys, cityId, batchId, fileName),
      })
      .execute()
    let waiting: { batch_id: string; number: number; outcome: 'unchecked'; box: Buffer; package: Buffer | null }[] = []
    const write = async (): Promise<void> => {
      if (waiting.length > 0) await trx.insertInto('intake_row').values(waiting).execute()
      waiting = []
    }
    for (const row of readRaw(list.manifest, list.bytes)) {
      waiting.push({ batch_id: batchId, number: row.number, outcome: 'unchecked', box: seal(row), package: whole })
      if (waiting.length >= chunk) await write()
    }
    await write()
    await record(intake, trx, cityId, batchId, 'file-received', given.by, {
      manifest: manifest.id,
      version: manifest.version,
      way: given.way,
      rows,
      sha256,
    })
  })
  return { batchId }
}

async function sectionOf(
  intake: Intake,
  cityId: string,
  { manifest }: KnownManifest,
): Promise<{ readonly id: string }> {
  const { services, cases } = intake
  const procedures = await catalogueOf(services).current(cityId)
  const ids = manifest.procedures.map(({ procedure }) => procedure)
  const first = procedures.find(({ definition }) => ids.includes(definition.id))
  return cases.sectionFor(cityId, first?.definition.owner ?? '')
}
