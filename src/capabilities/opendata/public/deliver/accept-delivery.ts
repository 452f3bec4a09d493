import { createHash, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import { transact } from '../../../../platform/database/transact.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { DatasetDeliveryMessage } from '../../../exchange/index.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { firstLines } from '../../read/find-header.ts'
import { openTable } from '../../read/open-table.ts'
import { sameDelivery } from './find-delivery.ts'

export { tableLimits } from '../../read/open-table.ts'

export type DeliveryOutcome =
  /** `repeated`: the same request again; it is the delivery of the first one. */
  | { readonly ok: true; readonly deliveryId: string; readonly sha256: string; readonly repeated: boolean }
  | { readonly ok: false; readonly refusal: 'unknown' | 'not-allowed' }
  /** The file is no table; `reason` is a stable code. */
  | { readonly ok: false; readonly refusal: 'file'; readonly reason: string; readonly line?: number }

/**
 * Takes the next table of a dataset from a partner system and sends it into the office, where it becomes a draft like any other. Nothing
 * is published by this. Which datasets there are that are not published yet, and whose, only the office knows: it refuses later what it
 * does not have.
 */
export async function acceptDelivery(
  services: ZoneServices,
  cityId: string,
  wanted: {
    readonly datasetId: string
    readonly clientId: string
    /** Name of the partner system, for people. */
    readonly client: string
    /** Sections whose datasets it may bring; undefined: all. */
    readonly sections: readonly string[] | undefined
    readonly name: string
    readonly bytes: Buffer
    readonly at: Date
  },
): Promise<DeliveryOutcome> {
  const db = services.db.city<InternetDb>(cityId)
  const dataset = await db
    .selectFrom('open_dataset')
    .select('definition')
    .where('dataset_id', '=', wanted.datasetId)
    .executeTakeFirst()
  if (!dataset && !datasetId.test(wanted.datasetId)) return { ok: false, refusal: 'unknown' }
  const owner = (dataset?.definition as DatasetDefinition | undefined)?.owner
  if (wanted.sections !== undefined && owner !== undefined && !wanted.sections.includes(owner))
    return { ok: false, refusal: 'not-allowed' }
  const refused = await refusalOf(wanted.bytes)
  if (refused) return { ok: false, refusal: 'file', ...refused }
  const sha256 = createHash('sha256').update(wanted.bytes).digest('hex')
  const before = await sameDelivery(db, { ...wanted, sha256 })
  if (before) return { ok: true, deliveryId: before.deliveryId, sha256, repeated: true }
  const file = await services.files.put(cityId, wanted.bytes)
  const message: DatasetDeliveryMessage = {
    kind: 'dataset-delivery',
    deliveryId: randomUUID(),
    datasetId: wanted.datasetId,
    client: wanted.client,
    sections: wanted.sections === undefined ? null : [...wanted.sections],
    name: wanted.name,
    file: { address: file.address, key: file.key.toString('base64'), bytes: file.bytes, sha256: file.sha256 },
    at: wanted.at.toISOString(),
  }
  await transact(db, async (trx) => {
    await trx
      .insertInto('open_delivery')
      .values({
        id: message.deliveryId,
        dataset_id: wanted.datasetId,
        client_id: wanted.clientId,
        name: wanted.name,
        sha256,
        state: 'received',
        received_at: wanted.at,
        changed_at: wanted.at,
      })
      .execute()
    await services.relay.send(trx as unknown as Transaction<unknown>, {
      kind: message.kind,
      to: 'office',
      cityId,
      procedureId: `dataset:${wanted.datasetId}`.slice(0, 128),
      versionHash: '',
      receiptNumber: '',
      payload: message,
      arrivedAt: wanted.at,
      files: [file.address],
    })
  })
  services.relay.nudge()
  return { ok: true, deliveryId: message.deliveryId, sha256, repeated: false }
}

const datasetId = /^(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*$/

/** What can be said of the file at once; its headers and rows are judged in the office. */
async function refusalOf(bytes: Buffer): Promise<{ readonly reason: string; readonly line?: number } | undefined> {
  try {
    const table = await openTable(bytes)
    let lines = 0
    for (const sheet of table.sheets) lines = Math.max(lines, (await firstLines(table, sheet)).length)
    return lines < 2 ? { reason: 'no-rows' } : undefined
  } catch (error) {
    if (!(error instanceof DataFileRefused)) throw error
    const { line } = error.params
    return { reason: error.code, ...(typeof line === 'number' ? { line } : {}) }
  }
}
