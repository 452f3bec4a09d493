import { defineCapability } from '../../platform/capability.ts'
import { outboxRoutes } from './routes.tsx'

/** メール: shows what lies in the outbox where a demonstration has no mail server. */
export const outbox = defineCapability({
  name: 'outbox',
  japanese: 'メール',
  parts: {
    internet: {
      tables: [],
      routes: (app, services, surface) => {
        if (surface === 'portal') outboxRoutes(app, services)
      },
    },
  },
})
