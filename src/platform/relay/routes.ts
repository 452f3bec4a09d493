import { Hono } from 'hono'
import { readLimited } from '../read-limited.ts'
import type { ZoneServices } from '../services.ts'
import type { Zone } from '../zone.ts'
import { innerOf } from './neighbours.ts'
import { readOwnFile } from './own-file.ts'
import { settleReceipts } from './settle-receipts.ts'
import { judgeRequest, REQUEST_WINDOW_MS } from './signed-request.ts'
import { listCitiesWaiting, listWaiting, useNonce } from './store.ts'
import { takeIn } from './take-in.ts'
import { addressMessage, envelopesMessage, FILE_BYTES, fromWire, parseWire, receiptsMessage, toWire } from './wire.ts'

/** A full batch in base64 and JSON, with room to spare. */
const MESSAGE_BYTES = 24 * 1024 * 1024

export type RelayServices = Pick<ZoneServices, 'zone' | 'db' | 'keys' | 'files' | 'clock' | 'log' | 'cities'>

interface Call {
  readonly from: Zone
  readonly cityId: string
  readonly body: Buffer
}

/**
 * What the outer zone offers to the inner one, to be mounted under `/relay`, outside the pages' form guards.
 * Every refusal looks the same: who is not the inner zone learns nothing, not even what was wrong.
 */
export function relayRoutes(services: RelayServices, arrived: () => void): Hono {
  const app = new Hono()
  const inner = innerOf(services.zone)

  const call = (path: string, limit: number, answer: (call: Call, rest: string) => Promise<Response>) =>
    app.post(path, async (c) => {
      const body = await readLimited(c.req.raw, limit)
      if (body === undefined) return new Response(null, { status: 413 })
      const from = inner === undefined ? undefined : await identify(c.req.raw, body, inner)
      return from === undefined ? refused() : answer({ ...from, body }, c.req.param('address') ?? '')
    })

  async function identify(request: Request, body: Buffer, expected: Zone): Promise<Omit<Call, 'body'> | undefined> {
    const now = services.clock.now()
    const path = new URL(request.url).pathname.replace(/^.*\/relay(?=\/)/, '')
    const caller = judgeRequest(services.keys, request.headers, path, body, expected, now)
    if (!caller.ok || !services.cities.some((city) => city.id === caller.cityId)) return undefined
    const keepFrom = new Date(now.getTime() - 2 * REQUEST_WINDOW_MS)
    const db = services.db.city<unknown>(caller.cityId)
    return (await useNonce(db, caller.zone, caller.nonce, now, keepFrom))
      ? { from: caller.zone, cityId: caller.cityId }
      : undefined
  }

  // One question a second for all cities, however many: the envelopes themselves are asked for by each city's own key.
  call('/waiting', 1024, async ({ from }) => {
    const cities = await listCitiesWaiting(services.db.system<unknown>('which cities have envelopes to fetch'), from)
    return Response.json({ cities })
  })

  call('/envelopes', 1024, async ({ from, cityId }) => {
    const envelopes = await listWaiting(services.db.city<unknown>(cityId), from)
    return Response.json({ envelopes: envelopes.map(toWire) })
  })

  call('/receipts', MESSAGE_BYTES, async ({ from, cityId, body }) => {
    const message = parseWire(receiptsMessage, body)
    if (message === undefined) return refused()
    const { refused: unheld } = await settleReceipts(services, from, cityId, message.receipts)
    for (const envelopeId of unheld)
      services.log.warn('relay.receipt-refused', { zone: services.zone, city: cityId, envelopeId })
    return new Response(null, { status: 204 })
  })

  call('/deliveries', MESSAGE_BYTES, async ({ from, cityId, body }) => {
    const message = parseWire(envelopesMessage, body)
    if (message === undefined) return refused()
    const taken = await takeIn(services, from, cityId, message.envelopes.map(fromWire), async () => 'missing')
    if (taken.fresh > 0) arrived()
    return Response.json({ receipts: taken.receipts, missing: taken.missing })
  })

  call('/file', 1024, async ({ cityId, body }) => {
    const message = parseWire(addressMessage, body)
    if (message === undefined) return refused()
    const ciphertext = await readOwnFile(services.files, cityId, message.address)
    return ciphertext === undefined ? new Response(null, { status: 404 }) : new Response(new Uint8Array(ciphertext))
  })

  call('/file/:address', FILE_BYTES, async ({ cityId, body }, address) => {
    if (!/^[0-9a-f]{64}$/.test(address)) return refused()
    try {
      await services.files.putCiphertext(cityId, address, body)
    } catch {
      return refused()
    }
    return new Response(null, { status: 204 })
  })

  app.all('*', () => refused())
  app.onError((error) => {
    services.log.error('relay.failed', { zone: services.zone, error })
    return new Response(null, { status: 500 })
  })
  return app
}

function refused(): Response {
  return Response.json(
    { type: 'about:blank', title: 'Refused', status: 403 },
    { status: 403, headers: { 'content-type': 'application/problem+json' } },
  )
}
