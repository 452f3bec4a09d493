import { defineCapability } from '../../platform/capability.ts'
import type { Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { officeFilesInUse } from './office/files-in-use.ts'
import { seedDatasets } from './office/seed.ts'
import { ckanRoutes } from './public/ckan/routes.ts'
import { limitPrograms } from './public/in-flight.ts'
import { publicFilesInUse } from './public/load/files-in-use.ts'
import { startLoading } from './public/load/loading.ts'
import { receiveDatasets } from './public/load/receive.ts'
import { startNeighbours } from './public/neighbours/keep-neighbours.ts'
import { ogcRoutes } from './public/ogc/routes.tsx'
import { openDataRoutes } from './public/routes.ts'

let loading: Repeating | undefined
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
      ],
      routes: (app, services, surface) => {
        if (surface !== 'portal') return
        limitPrograms(app)
        ckanRoutes(app, services)
        ogcRoutes(app, services)
        openDataRoutes(app, services)
      },
      start: (services) => {
        loading = startLoading(services)
        receiveDatasets(services, () => loading?.nudge())
        neighbours = startNeighbours(services)
      },
      stop: async () => {
        await loading?.stop()
        await neighbours?.stop()
      },
      filesInUse: publicFilesInUse,
    },
    office: {
      tables: ['dataset', 'dataset_version'],
      start: async (services) => {
        for (const city of services.cities) await seedDatasets(services as ZoneServices<'office'>, city)
      },
      filesInUse: officeFilesInUse,
    },
  },
})
