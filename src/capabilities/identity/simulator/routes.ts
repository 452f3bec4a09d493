import type { Context, Hono } from 'hono'
import { notFound, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { simulatorCardRoutes } from './card-routes.tsx'
import { simulatorSigningRoutes } from './signing-routes.tsx'
import { createSimulators, type Simulator } from './simulator.ts'

/** The card simulator. In a real city, or where demonstrations are switched off, every address of it is 404. */
export function simulatorRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  const simulators = createSimulators(services)
  const simulatorOf = (c: Context<WebEnv>): Simulator => {
    const simulator = simulators(c.get('city'))
    if (simulator === null) throw notFound()
    return simulator
  }
  app.use(async (c, next) => {
    simulatorOf(c)
    await next()
  })
  simulatorCardRoutes(app, simulatorOf)
  simulatorSigningRoutes(app, services, simulatorOf)
}
