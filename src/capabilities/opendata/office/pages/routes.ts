import type { Hono } from 'hono'
import type { WebEnv } from '../../../../platform/http/index.ts'
import { requirePermission } from '../../../identity/index.ts'
import { datasetRoutes } from './dataset-routes.tsx'
import { describeRoutes } from './describe-routes.tsx'
import { descriptionRoutes } from './description-routes.tsx'
import { draftRoutes } from './draft-routes.tsx'
import { rowRoutes } from './row-routes.tsx'
import type { OfficeServices } from './web.ts'

/** オープンデータ in the office, for those who may change datasets. Who approves has one permission more. */
export function officeRoutes(app: Hono<WebEnv>, services: OfficeServices): void {
  app.use('/datasets', requirePermission(services, 'opendata.edit'))
  app.use('/datasets/*', requirePermission(services, 'opendata.edit'))
  // Fixed paths before the one with an id.
  describeRoutes(app, services)
  descriptionRoutes(app, services)
  draftRoutes(app, services)
  rowRoutes(app, services)
  datasetRoutes(app, services)
}
