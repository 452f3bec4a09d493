import { defineCapability } from '../../platform/capability.ts'
import { every, type Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { emptyDatasetInbox } from './office/deliver/folder.ts'
import { receiveDeliveries, takeDeliveries } from './office/deliver/robot.ts'
import { tellDeliveries } from './office/deliver/tell.ts'
import { draftTurn } from './office/draft/work.ts'
import { officeFilesInUse } from './office/files-in-use.ts'
import { messages } from './office/pages/messages.ja.ts'
import { officeRoutes } from './office/pages/routes.ts'
import { seedDatasets } from './office/seed.ts'
import { addStandardDatasets } from './office/standard-datasets.ts'
import { sweepDatasets } from './office/sweep.ts'
import { ckanRoutes } from './public/ckan/routes.ts'
import { receiveDeliveryNews } from './public/deliver/delivery-news.ts'
import { limitPrograms } from './public/in-flight.ts'
import { publicFilesInUse } from './public/load/files-in-use.ts'
import { startLoading } from './public/load/loading.ts'
import { receiveDatasets } from './public/load/receive.ts'
import { startNeighbours } from './public/neighbours/keep-neighbours.ts'
import { ogcRoutes } from './public/ogc/routes.tsx'
import { ogcTileRoutes } from './public/ogc/tiles/routes.tsx'
import { openDataRoutes } from './public/routes.ts'

let loading: Repeating | undefined
let work: readonly Repeating[] = []
let neighbours: Repeating | undefined

/** オープンデータ: datasets are kept and approved in the office, and shown and given out on the portal. */
export const opendata = defineCapability({
  name: 'opendata',
  japanese: 'オープンデータ',
  parts: {
    internet: {
      tables: [
        'open_dataset',
        'open_slug',
        'open_version',
        'open_row',
        'open_posting',
        'open_place',
        'open_order',
        'open_neighbour',
        'open_delivery',
      ],
      routes: (app, services, surface) => {
        if (surface !== 'portal') return
        limitPrograms(app)
        ckanRoutes(app, services)
        ogcRoutes(app, services)
        ogcTileRoutes(app, services)
        openDataRoutes(app, services)
      },
      start: (services) => {
        loading = startLoading(services)
        receiveDatasets(services, () => loading?.nudge())
        receiveDeliveryNews(services)
        neighbours = startNeighbours(services)
      },
      stop: async () => {
        await loading?.stop()
        await neighbours?.stop()
      },
      filesInUse: publicFilesInUse,
    },
    office: {
      tables: [
        'dataset',
        'dataset_version',
        'dataset_draft',
        'dataset_draft_row',
        'dataset_act',
        'dataset_delivery',
        'address_point',
      ],
      navigation: [{ path: '/datasets', label: messages.area, order: 64, permission: 'opendata.edit' }],
      routes: (app, services, surface) => {
        if (surface === 'office') officeRoutes(app, services as ZoneServices<'office'>)
      },
      start: async (services) => {
        const office = services as ZoneServices<'office'>
        receiveDeliveries(office)
        for (const city of office.cities) {
          await seedDatasets(office, city)
          await addStandardDatasets(office, city)
        }
        work = office.cities.flatMap(({ id }) => [
          every(`opendata.drafts.${id}`, 1000, office.log, () => draftTurn(office, id)),
          every(`opendata.deliveries.${id}`, 5000, office.log, async () => {
            const taken = await takeDeliveries(office, id)
            await tellDeliveries(office, id)
            return { more: taken > 0 }
          }),
          every(`opendata.sweep.${id}`, 60 * 60_000, office.log, () => sweepDatasets(office, id, office.clock.now())),
          ...(office.config.datasetInbox === ''
            ? []
            : [
                every(`opendata.inbox.${id}`, 10_000, office.log, async () => ({
                  more: (await emptyDatasetInbox(office, id)) > 0,
                })),
              ]),
        ])
      },
      stop: async () => {
        await Promise.all(work.map((each) => each.stop()))
        work = []
      },
      filesInUse: officeFilesInUse,
    },
  },
})
