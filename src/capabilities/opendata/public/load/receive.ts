import { sql, type Transaction } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { type OpenDatasetMessage, openDatasetMessage } from '../../../exchange/index.ts'
import { type PublishedDataset, publishedDataset, withdrawnDataset } from '../published.ts'

/** Takes in versions and withdrawals from the office. Every handler is safe to run twice. `told` is called when one may be loaded. */
export function receiveDatasets(services: ZoneServices, told: (cityId: string) => void): void {
  services.relay.on('open-dataset', async (untyped, { header, payload }) => {
    const trx = untyped as unknown as Transaction<InternetDb>
    const message = openDatasetMessage.parse(payload)
    if (message.what === 'publish') await keepVersion(trx, message, publishedDataset.parse(message.content))
    else await withdraw(trx, message)
    // The rows are seen after the commit.
    for (const ms of [50, 500]) setTimeout(() => told(header.cityId), ms).unref()
  })
}

async function keepVersion(
  trx: Transaction<InternetDb>,
  { datasetId, number, publishedAt }: OpenDatasetMessage,
  content: PublishedDataset,
): Promise<void> {
  const at = new Date(publishedAt)
  await trx
    .insertInto('open_dataset')
    .values({
      dataset_id: datasetId,
      uuid: content.uuid,
      slug: content.slug,
      state: 'loading',
      definition: JSON.stringify(content.definition),
      about: JSON.stringify(content.about),
      created_at: at,
      modified_at: at,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'dataset_id']).doNothing())
    .execute()
  for (const slug of content.oldSlugs)
    await trx
      .insertInto('open_slug')
      .values({ slug, dataset_id: datasetId })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'slug']).doNothing())
      .execute()
  await trx
    .insertInto('open_version')
    .values({
      dataset_id: datasetId,
      number,
      state: 'waiting',
      definition: JSON.stringify(content.definition),
      about: JSON.stringify(content.about),
      file: JSON.stringify(content.file),
      row_count: content.rows,
      changes: JSON.stringify(content.changes),
      note: content.note,
      published_at: at,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'dataset_id', 'number']).doNothing())
    .execute()
}

/** Shown no more, at once; its versions stay for when it comes back. */
async function withdraw(trx: Transaction<InternetDb>, message: OpenDatasetMessage): Promise<void> {
  const { reason, withdrawnOn } = withdrawnDataset.parse(message.content)
  await trx
    .updateTable('open_dataset')
    .set({
      state: 'withdrawn',
      notice: JSON.stringify({ reason, withdrawnOn }),
      modified_at: new Date(message.publishedAt),
    })
    .where('dataset_id', '=', message.datasetId)
    .where('modified_at', '<=', new Date(message.publishedAt))
    .execute()
  await sql`update open_version set state = 'past' where dataset_id = ${message.datasetId} and state = 'waiting'
    and number <= ${message.number}`.execute(trx)
}
