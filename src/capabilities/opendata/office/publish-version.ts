import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { OpenDatasetMessage } from '../../exchange/index.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import type { DatasetAbout, PublishedDataset, VersionChanges, WithdrawnDataset } from '../public/published.ts'

/** A version that was checked and approved. Its rows lie in the file store already. */
export interface ApprovedVersion {
  readonly datasetId: string
  readonly definition: DatasetDefinition
  readonly about: DatasetAbout
  readonly file: PublishedDataset['file']
  readonly rows: number
  readonly changes: VersionChanges
  readonly note: string
  readonly proposedBy: string
  readonly publishedBy: string
}

/**
 * The next version of a dataset, in the transaction of its approval: the row, the event and the message outward. Returns its number.
 * Throws when there is no such dataset.
 */
export async function publishDatasetVersion(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  cityId: string,
  version: ApprovedVersion,
  at: Date,
): Promise<number> {
  const dataset = await trx
    .selectFrom('dataset')
    .select(['uuid', 'slug', 'old_slugs'])
    .where('dataset_id', '=', version.datasetId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const number = (await newestNumber(trx, version.datasetId)) + 1
  await trx
    .insertInto('dataset_version')
    .values({
      dataset_id: version.datasetId,
      number,
      definition: JSON.stringify(version.definition),
      file: JSON.stringify(version.file),
      row_count: version.rows,
      changes: JSON.stringify(version.changes),
      note: version.note,
      published_at: at,
      proposed_by: version.proposedBy,
      published_by: version.publishedBy,
    })
    .execute()
  await trx
    .updateTable('dataset')
    .set((eb) => ({
      state: 'published',
      definition: JSON.stringify(version.definition),
      about: JSON.stringify(version.about),
      revision: eb('revision', '+', 1),
    }))
    .where('dataset_id', '=', version.datasetId)
    .execute()
  const content: PublishedDataset = {
    definition: version.definition,
    about: version.about,
    uuid: dataset.uuid,
    slug: dataset.slug,
    oldSlugs: dataset.old_slugs,
    rows: version.rows,
    changes: version.changes,
    note: version.note,
    file: version.file,
  }
  const message = { datasetId: version.datasetId, what: 'publish' as const, number, content }
  await sendOutward(services, trx, cityId, message, at, [version.file.address])
  await record(services, trx, cityId, version.datasetId, 'dataset-published', version.publishedBy, at, {
    number,
    rows: version.rows,
  })
  return number
}

/** Takes a dataset off the portal; what stands in its place says why. */
export async function withdrawDataset(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  cityId: string,
  withdrawal: { readonly datasetId: string; readonly content: WithdrawnDataset; readonly by: string },
  at: Date,
): Promise<void> {
  const { datasetId, content, by } = withdrawal
  const number = await newestNumber(trx, datasetId)
  await trx
    .updateTable('dataset')
    .set((eb) => ({ state: 'withdrawn', revision: eb('revision', '+', 1) }))
    .where('dataset_id', '=', datasetId)
    .execute()
  await sendOutward(services, trx, cityId, { datasetId, what: 'withdraw', number, content }, at, [])
  await record(services, trx, cityId, datasetId, 'dataset-withdrawn', by, at, { number })
}

async function newestNumber(trx: Transaction<OfficeDb>, datasetId: string): Promise<number> {
  const row = await trx
    .selectFrom('dataset_version')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('dataset_id', '=', datasetId)
    .executeTakeFirst()
  return row?.number ?? 0
}

async function sendOutward(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  cityId: string,
  message: Pick<OpenDatasetMessage, 'datasetId' | 'what' | 'number' | 'content'>,
  at: Date,
  files: readonly string[],
): Promise<void> {
  await services.relay.send(trx as unknown as Transaction<unknown>, {
    kind: 'open-dataset',
    to: 'internet',
    cityId,
    procedureId: `dataset:${message.datasetId}`.slice(0, 128),
    versionHash: '',
    receiptNumber: '',
    payload: { kind: 'open-dataset', publishedAt: at.toISOString(), ...message },
    arrivedAt: at,
    files,
  })
}

async function record(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  cityId: string,
  datasetId: string,
  type: string,
  by: string,
  at: Date,
  codes: Readonly<Record<string, number>>,
): Promise<void> {
  await appendEvent(
    trx,
    { keys: services.keys, cityId },
    {
      stream: 'dataset',
      streamId: datasetId,
      type,
      actor: by === 'seed' || by === 'derived' ? { kind: 'system', id: by } : { kind: 'staff', id: by },
      at,
      codes,
    },
  )
}
