import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { transact } from '../../../platform/database/transact.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type CityFacts, catalogueOf, citySettings } from '../../procedures/index.ts'

const dayMs = 86_400_000
/** Rows of each table that go in one transaction. */
const batch = 1000
const ended = ['published', 'discarded'] as const

/**
 * Days for which the records of work on datasets are kept, as the city has set them. Thirty at least: by the record a form that comes twice is
 * known, and who had a hand in a draft. What the program could not work with counts as not set.
 */
export function datasetKeepDays({ settings }: Pick<CityFacts, 'settings'>): number {
  const value = settings.datasetKeepDays
  return typeof value === 'number' && Number.isInteger(value) && value >= 30 && value <= 3650
    ? value
    : citySettings.datasetKeepDays.default
}

/**
 * Removes what has been kept long enough: records of who did what, drafts that have ended, and deliveries that were taken or refused. What proves
 * what was published stays: every version with its rows and its names, and the events of evidence, which each record was written together
 * with. Records of a draft that goes on stay with it; so does the last draft of a dataset, by which a robot's same file is known again.
 */
export async function sweepDatasets(
  services: ZoneServices<'office'>,
  cityId: string,
  now: Date,
): Promise<{ readonly more: boolean }> {
  const keepDays = datasetKeepDays(await catalogueOf(services).facts(cityId, dayOf(now)))
  const old = new Date(now.getTime() - keepDays * dayMs)
  return transact(services.db.city<OfficeDb>(cityId), async (trx) => {
    const deliveries = await trx
      .deleteFrom('dataset_delivery')
      .where('id', 'in', (query) =>
        query
          .selectFrom('dataset_delivery')
          .select('id')
          .where('state', '!=', 'waiting')
          .where('arrived_at', '<=', old)
          .limit(batch),
      )
      .executeTakeFirst()
    const acts = await trx
      .deleteFrom('dataset_act')
      .where('id', 'in', (query) =>
        query
          .selectFrom('dataset_act as done')
          .leftJoin('dataset_draft as draft', 'draft.id', 'done.draft_id')
          .select('done.id')
          .where('done.at', '<=', old)
          .where((eb) => eb.or([eb('draft.id', 'is', null), eb('draft.state', 'in', ended)]))
          .limit(batch),
      )
      .executeTakeFirst()
    const drafts = await trx
      .deleteFrom('dataset_draft')
      .where('id', 'in', (query) =>
        query
          .selectFrom('dataset_draft as draft')
          .select('draft.id')
          .where('draft.state', 'in', ended)
          .where('draft.changed_at', '<=', old)
          .where(({ or, eb, exists, selectFrom }) =>
            or([
              eb('draft.state', '=', 'discarded'),
              exists(
                selectFrom('dataset_draft as newer')
                  .select('newer.id')
                  .whereRef('newer.dataset_id', '=', 'draft.dataset_id')
                  .whereRef('newer.begun_at', '>', 'draft.begun_at')
                  .where('newer.state', '!=', 'discarded')
                  .where('newer.way', '!=', 'description'),
              ),
            ]),
          )
          // A draft goes after its last record, which a list of records finds by it.
          .where(({ not, exists, selectFrom }) =>
            not(exists(selectFrom('dataset_act as done').select('done.id').whereRef('done.draft_id', '=', 'draft.id'))),
          )
          .limit(batch),
      )
      .executeTakeFirst()
    return { more: [deliveries, acts, drafts].some(({ numDeletedRows }) => Number(numDeletedRows) === batch) }
  })
}
