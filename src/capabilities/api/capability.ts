import { defineCapability } from '../../platform/capability.ts'
import type { Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { openPortal } from '../portal/index.ts'
import { receiveClients } from './clients/store.ts'
import { guideRoutes } from './guide/routes.tsx'
import type { Api } from './http/operation.ts'
import { messages } from './office/messages.ja.ts'
import { receiveDeliveries } from './office/receive.ts'
import { systemRoutes } from './office/routes.tsx'
import { apiRoutes } from './routes.ts'
import { startSweep } from './sweep.ts'
import { queueDeliveryNews, queueNews, receiveRetries } from './webhooks/queue.ts'
import { startDeliveries } from './webhooks/worker.ts'

let background: readonly Repeating[] = []

const apis = new WeakMap<ZoneServices, Api>()
function apiOf(services: ZoneServices): Api {
  const known = apis.get(services) ?? { services, portal: openPortal(services) }
  apis.set(services, known)
  return known
}

/** API連携: what partner systems ask and send, who they are, and how they are told what happened. */
export const api = defineCapability({
  name: 'api',
  japanese: 'API連携',
  parts: {
    internet: {
      tables: ['api_client', 'api_assertion', 'api_bucket', 'api_filing', 'api_attachment', 'api_delivery'],
      routes: (app, services, surface) => {
        if (surface !== 'portal') return
        guideRoutes(app, apiOf(services))
        apiRoutes(app, apiOf(services))
      },
      start: (services) => {
        receiveClients(services)
        receiveRetries(services)
        queueNews(services)
        queueDeliveryNews(services)
        background = [startDeliveries(services), startSweep(apiOf(services))]
      },
      stop: async () => {
        for (const work of background) await work.stop()
        background = []
      },
    },
    office: {
      tables: ['api_client', 'api_failed_delivery'],
      navigation: [{ path: '/systems', label: messages.area, permission: 'systems.edit', order: 83 }],
      routes: (app, services, surface) => {
        if (surface === 'office') systemRoutes(app, services as ZoneServices<'office'>)
      },
      start: receiveDeliveries,
    },
  },
})
