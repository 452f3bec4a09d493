import { defineCapability, type ZonePart } from '../../platform/capability.ts'
import type { Repeating } from '../../platform/jobs/every.ts'
import { startMailWorker } from '../../platform/mail/mail-worker.ts'
import { outboxRoutes } from './routes.tsx'

/** メール: sends what lies in the outbox, and shows it where a demonstration has no mail server. */
export const outbox = defineCapability({
  name: 'outbox',
  japanese: 'メール',
  parts: {
    internet: {
      ...worker(),
      routes: (app, services, surface) => {
        if (surface === 'portal') outboxRoutes(app, services)
      },
    },
    office: worker(),
  },
})

function worker(): Pick<ZonePart, 'tables' | 'start' | 'stop'> {
  let running: Repeating | undefined
  return {
    tables: ['mail_outbox'],
    start: (services) => {
      running = startMailWorker(services)
    },
    stop: async () => running?.stop(),
  }
}
