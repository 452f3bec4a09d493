import type { Kysely, Transaction } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { datasetDelivery } from '../../../exchange/index.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { PublishedDataset } from '../../public/published.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { refusalSentence } from '../../read/refusals.ja.ts'
import { inTransaction, record, systemAct } from '../draft/act.ts'
import { beginDraft } from '../draft/begin-draft.ts'
import { readSource } from '../draft/source.ts'
import { messages } from '../pages/messages.ja.ts'

/** Why a sound file is not taken all the same. */
const notTaken = {
  'same-file': messages.upload.sameFile,
  'no-dataset': messages.draft.gone,
  derived: messages.dataset.derived,
  'not-allowed': messages.notTheirs,
} as const

/** Takes in what partner systems have delivered; the row is the queue. Safe to run twice. */
export function receiveDeliveries(services: ZoneServices<'office'>): void {
  services.relay.on('dataset-delivery', async (untyped, { payload }) => {
    const trx = untyped as unknown as Transaction<OfficeDb>
    const { deliveryId, datasetId, sections, client, name, file, at } = datasetDelivery.parse(payload)
    await trx
      .insertInto('dataset_delivery')
      .values({
        id: deliveryId,
        dataset_id: datasetId,
        sections,
        client,
        name,
        file: JSON.stringify(file),
        state: 'waiting',
        arrived_at: new Date(at),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

/** Makes a draft of the oldest delivery of each dataset; one whose dataset a clerk is at waits. Returns how many were settled. */
export async function takeDeliveries(services: ZoneServices<'office'>, cityId: string): Promise<number> {
  const db = services.db.city<OfficeDb>(cityId)
  const waiting = await db
    .selectFrom('dataset_delivery')
    .select(['id', 'dataset_id', 'sections', 'client', 'name', 'file'])
    .where('state', '=', 'waiting')
    .orderBy('arrived_at')
    .limit(100)
    .execute()
  const busy = new Set<string>()
  let settled = 0
  for (const { id, dataset_id: datasetId, sections, client, name, file } of waiting) {
    if (busy.has(datasetId)) continue
    const act = systemAct(services, cityId, client)
    const taken = async (draftId: string): Promise<void> => {
      settled += 1
      await db.updateTable('dataset_delivery').set({ state: 'taken', draft_id: draftId }).where('id', '=', id).execute()
    }
    const refuse = async (refusal: string, reason: string): Promise<void> => {
      settled += 1
      const refusing = systemAct(services, cityId, client)
      await inTransaction(refusing, async (trx) => {
        await trx
          .updateTable('dataset_delivery')
          .set({ state: 'refused', refusal, reason })
          .where('id', '=', id)
          .execute()
        await record(trx, refusing, { act: 'refused', datasetId, note: `${name}　${reason}` })
      })
    }
    try {
      if (sections !== null && !(await isOfSections(db, datasetId, sections))) {
        await refuse('not-allowed', notTaken['not-allowed'])
        continue
      }
      const bytes = await readSource(services, cityId, file as unknown as PublishedDataset['file'])
      const begun = await beginDraft(act, { datasetId, name, bytes, way: 'robot' })
      // The files of one dataset are taken one after the other.
      busy.add(datasetId)
      if (begun.ok) await taken(begun.draftId)
      else if (begun.refusal !== 'draft-open') await refuse(begun.refusal, notTaken[begun.refusal])
    } catch (error) {
      if (!(error instanceof DataFileRefused)) throw error
      await refuse(error.code, refusalSentence(error))
    }
  }
  return settled
}

/** Whether the dataset, when there is one, is maintained by one of the sections. */
async function isOfSections(db: Kysely<OfficeDb>, datasetId: string, sections: readonly string[]): Promise<boolean> {
  const row = await db.selectFrom('dataset').select('definition').where('dataset_id', '=', datasetId).executeTakeFirst()
  return row === undefined || sections.includes((row.definition as unknown as DatasetDefinition).owner)
}
