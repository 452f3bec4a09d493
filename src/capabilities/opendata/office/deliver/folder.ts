import path from 'node:path'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { emptyDeliveryFolder } from '../../../../platform/files/delivery-folder.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { tableLimits } from '../../read/open-table.ts'
import { refusalSentence } from '../../read/refusals.ja.ts'
import { systemAct } from '../draft/act.ts'
import { beginDraft } from '../draft/begin-draft.ts'
import { messages } from '../pages/messages.ja.ts'

/**
 * Takes in what lies in `<inbox>/<city>/<dataset>/`. A file whose dataset a clerk is at stays and is looked at again; one that comes
 * again is known. Returns how many files were moved.
 */
export async function emptyDatasetInbox(services: ZoneServices<'office'>, cityId: string): Promise<number> {
  const { config, clock, log } = services
  if (config.datasetInbox === '') return 0
  const rows = await services.db.city<OfficeDb>(cityId).selectFrom('dataset').select('dataset_id').execute()
  return emptyDeliveryFolder(path.resolve(config.datasetInbox, cityId), {
    folders: new Set(rows.map(({ dataset_id }) => dataset_id)),
    unknown: () => log.warn('dataset-folder-unknown', { city: cityId }),
    now: () => clock.now(),
    take: async ({ folder: datasetId, name, bytes: size, read }) => {
      try {
        if (size > tableLimits.bytes) throw new DataFileRefused('too-large', { max: '50MB' })
        const act = systemAct(services, cityId, messages.robot)
        const begun = await beginDraft(act, { datasetId, name, bytes: await read(), way: 'folder' })
        if (!begun.ok && begun.refusal === 'draft-open') return 'wait'
        return !begun.ok && begun.refusal === 'derived' ? { refused: messages.dataset.derived } : 'done'
      } catch (error) {
        if (!(error instanceof DataFileRefused)) throw error
        log.warn('dataset-file-refused', { city: cityId, code: error.code })
        return { refused: refusalSentence(error) }
      }
    },
  })
}
