import type { Hono } from 'hono'
import type { WebEnv } from '../../platform/http/index.ts'
import { bundleRoutes } from './bundles/routes.tsx'
import { lookupRoutes } from './drafts/lookup-routes.ts'
import { draftRoutes } from './drafts/routes.tsx'
import { homeRoutes } from './home/routes.tsx'
import { mailboxRoutes } from './mailbox/routes.tsx'
import { opinionRoutes } from './opinion/routes.tsx'
import { drawRoutes } from './places/draw-routes.tsx'
import { procedureRoutes } from './procedure/routes.tsx'
import type { Portal } from './shared/portal.ts'
import { statementRoutes } from './statements/routes.tsx'
import { checkRoutes } from './submission/check-routes.tsx'
import { receiptRoutes } from './submission/receipt-routes.tsx'

/** Every page of the portal, in the order in which a person meets them. */
export function portalRoutes(app: Hono<WebEnv>, portal: Portal): void {
  statementRoutes(app, portal)
  homeRoutes(app, portal)
  procedureRoutes(app, portal)
  draftRoutes(app, portal)
  bundleRoutes(app, portal)
  lookupRoutes(app, portal)
  checkRoutes(app, portal)
  receiptRoutes(app, portal)
  opinionRoutes(app, portal)
  mailboxRoutes(app, portal)
  drawRoutes(app, portal)
}
