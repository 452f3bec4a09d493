import { type Capability, defineCapability, type ZonePart } from '../platform/capability.ts'
import { type Health, healthOf } from '../platform/health/health.ts'
import { seeOther } from '../platform/http/index.ts'
import type { ZoneServices } from '../platform/services.ts'

/** How long an answer about health is good for: a monitor that asks often must not become a load. */
const healthSeconds = 5

/** What belongs to no capability: where the office begins, and how a zone is doing. */
export const frontDoor: Capability = defineCapability({
  name: 'front-door',
  japanese: '入口',
  parts: {
    internet: withHealth({}),
    office: withHealth({
      routes: (app, _services, surface) => {
        if (surface === 'office') app.get('/', (c) => seeOther(c, '/cases'))
      },
    }),
    mynumber: withHealth({}),
  },
})

/** `GET /health`: codes and numbers for monitors; 503 when people would notice. */
function withHealth(part: Pick<ZonePart, 'routes'>): ZonePart {
  return {
    tables: [],
    routes: (app, services, surface) => {
      part.routes?.(app, services, surface)
      if (surface === 'files' || surface === 'simulator') return
      const ask = remembered(services)
      app.get('/health', async (c) => {
        const health = await ask()
        c.header('cache-control', 'no-store')
        return c.json(health, health.state === 'fault' ? 503 : 200)
      })
    },
  }
}

function remembered(services: ZoneServices): () => Promise<Health> {
  let known: { readonly at: number; readonly health: Promise<Health> } | undefined
  return () => {
    const now = services.clock.now().getTime()
    if (known === undefined || Math.abs(now - known.at) > healthSeconds * 1000)
      known = { at: now, health: healthOf(services) }
    return known.health
  }
}
