import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { openZoneDatabase } from '../../database/open-zone-database.ts'
import type { RoleNaming } from '../../database/roles.ts'
import type { ServerAddress } from '../../database/server-address.ts'
import { quietLogger } from '../../log/quiet-logger.ts'
import { httpLink } from '../exchange.ts'
import { message, recordHandled, relayZone, send } from './relay-zone.ts'

/** One zone as a process of its own, for the test that cuts the line. Told what to do over the parent's channel. */
export interface ZoneProcessStart {
  readonly zone: 'internet' | 'office'
  readonly address: ServerAddress
  readonly naming: RoleNaming
  readonly folder: string
  /** Internet zone: where to listen; 0 takes a free port. */
  readonly port?: number
  /** Office zone: where the internet zone is reached. */
  readonly outer?: string
}

export type ZoneProcessOrder = { readonly receiptNumber: string; readonly n: number; readonly file?: string }

const start: ZoneProcessStart = JSON.parse(process.env.YANAGI_TEST_ZONE ?? '{}')
mkdirSync(join(start.folder, 'keys'), { recursive: true })
const db = openZoneDatabase({
  zone: start.zone,
  address: start.address,
  naming: start.naming,
  log: quietLogger,
  poolSize: 3,
  maxPools: 4,
})
const zone = relayZone(start.zone, db, start.folder, {
  lookEveryMs: 50,
  retryDelaysMs: Array.from({ length: 200 }, () => 50),
  ...(start.outer === undefined ? {} : { outer: httpLink(start.outer) }),
})

if (start.zone === 'internet') {
  zone.relay.on('case-status', (trx, delivery) => recordHandled(zone, trx, delivery))
  const app = new Hono().route('/relay', zone.relay.routes)
  serve({ fetch: app.fetch, port: start.port ?? 0, hostname: '127.0.0.1' }, (info) =>
    process.send?.({ port: info.port }),
  )
} else {
  zone.relay.on('submission', async (trx, delivery) => {
    const { n, key } = delivery.payload as { n: number; key?: string }
    const address = delivery.header.files[0]
    // A file that came with the message has to open with the key inside it.
    if (address !== undefined) await zone.files.get('yanai', address, Buffer.from(key ?? '', 'base64'))
    await recordHandled(zone, trx, delivery)
    await zone.relay.send(trx, message('internet', 'case-status', delivery.header.receiptNumber, { n }))
  })
  process.send?.({ port: 0 })
}
zone.relay.start()

process.on('message', async (order: ZoneProcessOrder) => {
  const stored = order.file === undefined ? undefined : await zone.files.put('yanai', Buffer.from(order.file))
  const payload = { n: order.n, ...(stored === undefined ? {} : { key: stored.key.toString('base64') }) }
  await send(
    zone,
    message('office', 'submission', order.receiptNumber, payload, stored === undefined ? [] : [stored.address]),
  )
  process.send?.({ sent: order.n })
})
