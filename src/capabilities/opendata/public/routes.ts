import type { Hono } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { readTopics } from '../language/topics.ts'
import { changesRoutes } from './changes/routes.tsx'
import { fileRoutes } from './files/file-routes.ts'
import { mapRoutes } from './map/map-routes.tsx'
import { metadataRoutes } from './metadata/metadata-routes.ts'
import { neighbourRoutes } from './neighbours/routes.tsx'
import { readNeighbours } from './neighbours/source.ts'
import { pageRoutes } from './pages/page-routes.tsx'
import { tileRoutes } from './tiles/tile-routes.ts'
import type { OpenSite } from './visit.ts'

/** What people and programs fetch of the open data: files and descriptions before the pages, whose addresses are wider. */
export function openDataRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  const { rootDir } = services.config
  const site: OpenSite = {
    services,
    topics: readTopics(rootDir),
    neighbours: new Set(
      services.cities.flatMap(({ id }) => readNeighbours(rootDir, id).map(({ dataset }) => `${id} ${dataset}`)),
    ),
  }
  tileRoutes(app, site)
  mapRoutes(app, site)
  metadataRoutes(app, site)
  neighbourRoutes(app, site)
  changesRoutes(app, site)
  fileRoutes(app, site)
  pageRoutes(app, site)
}
