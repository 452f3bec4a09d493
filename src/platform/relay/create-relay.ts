import type { Hono } from 'hono'
import type { Transaction } from 'kysely'
import type { Zone } from '../zone.ts'
import { putEnvelope, putEnvelopes, sealEnvelope } from './envelope.ts'
import { BadAnswer, citiesToExchange, exchange, LineDown, type RelayLink } from './exchange.ts'
import { type Handler, handleArrived, RETRY_DELAYS_MS } from './handle.ts'
import { outerOf } from './neighbours.ts'
import type { EnvelopeHeader, OutgoingMessage, Relay } from './relay.ts'
import { type RelayServices, relayRoutes } from './routes.ts'
import { countMoving, listCitiesArrived, listParked, type ParkedEnvelope, releaseParked } from './store.ts'

const LOOK_EVERY_MS = 1000
const SETTLE_PATIENCE_MS = 60_000

export interface RelayOptions {
  /** The way to the outer zone. Left out: this zone only answers (the internet zone), or `joinRelays` connects it. */
  readonly outer?: RelayLink
  readonly lookEveryMs?: number
  readonly retryDelaysMs?: readonly number[]
  /** Waited for before each piece of work, so that people who are being answered go first. */
  readonly giveWay?: () => Promise<void>
}

/** A relay with what the composition root does with it. */
export interface ZoneRelay extends Relay {
  /** To be mounted under `/relay` of the outer zone's application. */
  readonly routes: Hono
  start(): void
  stop(): Promise<void>
  /** One exchange and one round of handling for every city. */
  round(): Promise<void>
  parked(cityId: string): Promise<readonly ParkedEnvelope[]>
  /** Tries a parked envelope again, after somebody looked into it. */
  release(cityId: string, envelopeId: string): Promise<void>
  /** For `joinRelays`. */
  connect(peers: RelayPeers): void
  countMoving(): Promise<number>
}

export interface RelayPeers {
  readonly outer?: RelayLink
  /** The relays of the other zones in this process. */
  readonly others: readonly ZoneRelay[]
}

/** The relay of one zone. */
export function createRelay(services: RelayServices, options: RelayOptions = {}): ZoneRelay {
  return new Looking(services, options)
}

/** All zones in one process: the inner ones call the outer ones' routes without sockets, and a nudge reaches all. */
export function joinRelays(
  relays: readonly { readonly zone: RelayServices['zone']; readonly relay: ZoneRelay }[],
): void {
  for (const { zone, relay } of relays) {
    const outer = relays.find((other) => other.zone === outerOf(zone))?.relay
    const others = relays.flatMap((other) => (other.relay === relay ? [] : [other.relay]))
    relay.connect({
      others,
      ...(outer === undefined
        ? {}
        : {
            outer: {
              base: 'http://relay.invalid',
              fetch: async (request) => outer.routes.fetch(withoutPrefix(request)),
            },
          }),
    })
  }
}

function withoutPrefix(request: Request): Request {
  const url = new URL(request.url)
  url.pathname = url.pathname.replace(/^\/relay/, '')
  return new Request(url, request)
}

class Looking implements ZoneRelay {
  readonly routes: Hono
  readonly #services: RelayServices
  readonly #options: RelayOptions
  readonly #handlers = new Map<string, Handler>()
  readonly #giveWay: () => Promise<void>
  #outer: RelayLink | undefined
  #others: readonly ZoneRelay[] = []
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #lineUp = true
  /** What was said last of a city's trouble; gone when it went well again. */
  readonly #said = new Map<string, string>()
  /** Before the start not every handler is registered: what arrives waits until then. */
  #started = false

  constructor(services: RelayServices, options: RelayOptions) {
    this.#services = services
    this.#options = options
    this.#giveWay = options.giveWay ?? (async () => {})
    this.#outer = options.outer
    this.routes = relayRoutes(services, () => this.#look())
  }

  async send<DB>(trx: Transaction<DB>, message: OutgoingMessage): Promise<EnvelopeHeader> {
    const envelope = sealEnvelope(this.#services, message)
    await putEnvelope(trx, envelope)
    return envelope.open
  }

  async sendAll<DB>(trx: Transaction<DB>, messages: readonly OutgoingMessage[]): Promise<void> {
    await putEnvelopes(
      trx,
      messages.map((message) => sealEnvelope(this.#services, message)),
    )
  }

  on(kind: string, handler: Handler): void {
    if (this.#handlers.has(kind))
      throw new Error(`Messages of the kind "${kind}" already have a handler in the ${this.#services.zone} zone.`)
    this.#handlers.set(kind, handler)
  }

  nudge(): void {
    this.#look()
    for (const other of this.#others) if (other instanceof Looking) other.#look()
  }

  connect(peers: RelayPeers): void {
    this.#outer = peers.outer ?? this.#outer
    this.#others = peers.others
  }

  start(): void {
    this.#started = true
    this.#timer = setInterval(() => this.#look(), this.#options.lookEveryMs ?? LOOK_EVERY_MS)
    this.#timer.unref()
    this.#look()
  }

  async stop(): Promise<void> {
    this.#started = false
    clearInterval(this.#timer)
    await this.#running
  }

  async round(): Promise<void> {
    const outer = outerOf(this.#services.zone)
    let failure: unknown
    // What has arrived is handled whatever becomes of the line.
    if (outer !== undefined && this.#outer !== undefined)
      await this.#exchange(outer, this.#outer).catch((error: unknown) => {
        failure = error
      })
    const arrived = new Set(
      await listCitiesArrived(this.#services.db.system<unknown>('which cities have envelopes to handle')),
    )
    for (const city of this.#services.cities) {
      if (!arrived.has(city.id)) continue
      const handled = await this.#apart('relay.handling-failed', city.id, () =>
        handleArrived(this.#services, city.id, this.#handlers, {
          retryDelaysMs: this.#options.retryDelaysMs ?? RETRY_DELAYS_MS,
          giveWay: this.#giveWay,
        }),
      )
      // A handler may have sent an answer: it goes with the next turn, which is at once.
      if (handled !== undefined && handled > 0) this.nudge()
    }
    if (failure !== undefined) throw failure
  }

  /** One city's trouble must not stop the others. It is said once, not every second. */
  async #apart<T>(event: string, cityId: string, work: () => Promise<T>): Promise<T | undefined> {
    const key = `${event} ${cityId}`
    try {
      const done = await work()
      this.#said.delete(key)
      return done
    } catch (error) {
      if (error instanceof LineDown && !(error instanceof BadAnswer)) throw error
      const what = error instanceof Error ? error.name : typeof error
      if (this.#said.get(key) !== what)
        this.#services.log.error(event, { zone: this.#services.zone, city: cityId, error })
      this.#said.set(key, what)
      return undefined
    }
  }

  async settled(): Promise<void> {
    const until = Date.now() + SETTLE_PATIENCE_MS
    const all: readonly ZoneRelay[] = [this, ...this.#others]
    for (;;) {
      await Promise.all(all.map((relay) => relay.round()))
      const counts = await Promise.all(all.map((relay) => relay.countMoving()))
      if (counts.every((count) => count === 0)) return
      if (Date.now() > until)
        throw new Error(`The relay did not come to rest: ${counts.join(', ')} envelopes still move.`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  async countMoving(): Promise<number> {
    const counts = await Promise.all(
      this.#services.cities.map((city) => countMoving(this.#services.db.city<unknown>(city.id))),
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }

  parked(cityId: string): Promise<readonly ParkedEnvelope[]> {
    return listParked(this.#services.db.city<unknown>(cityId))
  }

  async release(cityId: string, envelopeId: string): Promise<void> {
    await releaseParked(this.#services.db.city<unknown>(cityId), envelopeId)
    this.nudge()
  }

  #look(): void {
    if (!this.#started) return
    if (this.#running !== undefined) {
      this.#again = true
      return
    }
    this.#running = this.#rounds().finally(() => {
      this.#running = undefined
      if (this.#again) this.#look()
    })
  }

  async #rounds(): Promise<void> {
    do {
      await this.#giveWay()
      this.#again = false
      try {
        await this.round()
      } catch (error) {
        this.#services.log.error('relay.round-failed', { zone: this.#services.zone, error })
      }
    } while (this.#again && this.#started)
  }

  async #exchange(outer: Zone, link: RelayLink): Promise<void> {
    try {
      let moved = false
      const moving = await citiesToExchange(this.#services, outer, link)
      for (const city of this.#services.cities) {
        if (!moving.has(city.id)) continue
        const some = await this.#apart('relay.exchange-failed', city.id, () =>
          exchange(this.#services, outer, link, city.id, this.#giveWay),
        )
        if (some === true) moved = true
      }
      if (!this.#lineUp) this.#services.log.info('relay.line-up', { zone: this.#services.zone })
      this.#lineUp = true
      if (moved) this.nudge()
    } catch (error) {
      if (!(error instanceof LineDown)) throw error
      // Said once, not every second.
      if (this.#lineUp) this.#services.log.warn('relay.line-down', { zone: this.#services.zone, error })
      this.#lineUp = false
    }
  }
}
