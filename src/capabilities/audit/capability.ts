import { type Capability, defineCapability } from '../../platform/capability.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { startAnchoring } from './access/anchor.ts'
import { messages } from './messages.ja.ts'
import { auditRoutes } from './routes.tsx'
import { Verifications } from './verification/verification.ts'

const verificationsOf = new WeakMap<ZoneServices, Verifications>()
const stopping: (() => Promise<void>)[] = []

/** 監査: who read what, and the proof that nothing was changed. */
export const audit: Capability = defineCapability({
  name: 'audit',
  japanese: '監査',
  parts: {
    office: {
      tables: [],
      navigation: [{ path: '/audit', label: messages.area, order: 90, permission: 'audit.read' }],
      routes: (app, services, surface) => {
        const office = services as ZoneServices<'office'>
        if (surface === 'office') auditRoutes(app, office, verifications(office))
      },
      start: (services) => {
        const office = services as ZoneServices<'office'>
        const anchoring = startAnchoring(office)
        stopping.push(
          () => anchoring.stop(),
          () => verifications(office).stop(),
        )
      },
      stop: async () => {
        for (const stop of stopping.splice(0)) await stop()
      },
    },
  },
})

/** One for all surfaces of the zone in this process. */
function verifications(services: ZoneServices<'office'>): Verifications {
  const known = verificationsOf.get(services)
  if (known !== undefined) return known
  const made = new Verifications(services)
  verificationsOf.set(services, made)
  return made
}
