import { type Config, servedZones } from '../config.ts'
import type { Capability } from '../platform/capability.ts'
import { type Clock, systemClock } from '../platform/clock.ts'
import { type Databases, openDatabases } from '../platform/database/open-databases.ts'
import { isInUse } from '../platform/database/server.ts'
import { startOrphanSweep } from '../platform/files/orphans.ts'
import { createTraffic } from '../platform/jobs/traffic.ts'
import type { Logger } from '../platform/log/logger.ts'
import { startMailWorker } from '../platform/mail/mail-worker.ts'
import { joinRelays } from '../platform/relay/create-relay.ts'
import { relayFilesInUse } from '../platform/relay/files-in-use.ts'
import type { ZoneServices } from '../platform/services.ts'
import { createTypesetter } from '../platform/typesetter/typesetter.ts'
import type { Zone } from '../platform/zone.ts'
import type { CityFile } from './city-files.ts'
import { closeAll } from './close-all.ts'
import type { Dispatcher } from './dispatcher.ts'
import { awaitFirstPublication, citiesWithoutCatalogue } from './first-publication.ts'
import { checkPorts, type Listening } from './listen.ts'
import { buildDispatcher, listenForAll, portsOf } from './serve.ts'
import { keepHeapSmall } from './small-heap.ts'
import { openZone, type RunningZone } from './zone.ts'

/** A running city hall. */
export interface CityHall {
  readonly cities: readonly CityFile[]
  readonly zones: ReadonlyMap<Zone, RunningZone>
  readonly databases: Databases
  /** Answers a request without a socket. */
  fetch(request: Request): Response | Promise<Response>
  /** Ends in order: no new requests, running ones end, background work ends, databases close. */
  close(): Promise<void>
}

export interface CityHallParts {
  readonly config: Config
  readonly cities: readonly CityFile[]
  readonly capabilities: readonly Capability[]
  readonly log: Logger
  readonly report: (line: string) => void
  readonly clock?: Clock
  /** Not listening: for tests that ask through `fetch`. */
  readonly silent?: boolean
}

const graceMs = 10_000

/**
 * Starts the zones of this process: databases, keys, relay, evidence, capabilities, then the ports.
 * Whatever fails on the way closes what was opened before; nothing half-started stays behind.
 */
export async function startCityHall(parts: CityHallParts): Promise<CityHall> {
  keepHeapSmall()
  const { config, capabilities, log } = parts
  const cities = parts.cities.map((each) => each.city)
  const served = servedZones(config)
  const closing: (() => Promise<void>)[] = []
  const close = (): Promise<void> => closeAll(closing.splice(0), log)
  try {
    // Before the database: a port that is taken is told at once. On a folder that is in use its lock says more.
    if (!parts.silent && !isInUse(config)) await checkPorts(config.host, portsOf(config, cities, served))
    const opening = openDatabases(config, {
      zones: served,
      cityIds: cities.map((city) => city.id),
      log,
      report: parts.report,
    })
    const [databases] = await Promise.all([opening, readAhead(parts, opening)])
    closing.push(() => databases.close())
    const typesetter = createTypesetter()
    closing.push(() => typesetter.close())
    const traffic = createTraffic()
    const running = new Map<Zone, RunningZone>()
    for (const zone of served) {
      running.set(
        zone,
        openZone(config, zone, {
          db: databases.zone(zone),
          cities,
          log,
          clock: parts.clock ?? systemClock,
          typesetter,
          traffic,
        }),
      )
    }
    if (running.size > 1) joinRelays([...running].map(([zone, { relay }]) => ({ zone, relay })))
    await startWork(running, capabilities, closing)
    const dispatcher = buildDispatcher(config, capabilities, cities, running)
    const fetch: Dispatcher['fetch'] = (request, bindings) => traffic.count(() => dispatcher.fetch(request, bindings))
    const listening: readonly Listening[] = parts.silent ? [] : await listenForAll(config, cities, served, fetch)
    closing.push(async () => {
      await Promise.all(listening.map((each) => each.close(graceMs)))
    })
    return { cities: parts.cities, zones: running, databases, fetch, close }
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
}

/** Once PostgreSQL is on its way there is nothing to do but wait for it; nothing that is read here needs it. */
async function readAhead({ config, capabilities, cities }: CityHallParts, opening: Promise<unknown>): Promise<void> {
  let refused = false
  opening.catch(() => {
    refused = true
  })
  for (const capability of capabilities) {
    if (capability.readAhead === undefined) continue
    await new Promise(setImmediate)
    // A data folder that is not ours is left alone.
    if (refused) return
    try {
      capability.readAhead(
        config,
        cities.map(({ city }) => city),
      )
    } catch {
      // Who needs it reads it again, and says what is wrong.
    }
  }
}

/**
 * Capabilities start after the sequencer (what they write at once is already provable) and before the relay
 * (their handlers are registered when the first message comes).
 */
async function startWork(
  running: ReadonlyMap<Zone, RunningZone>,
  capabilities: readonly Capability[],
  closing: (() => Promise<void>)[],
): Promise<void> {
  for (const { sequencer } of running.values()) {
    await sequencer.start()
    closing.push(() => sequencer.stop())
  }
  for (const [zone, { services }] of running) {
    for (const capability of capabilities) {
      const part = capability.parts[zone]
      await part?.start?.(services)
      if (part?.stop) closing.push(async () => part.stop?.())
    }
  }
  for (const [zone, { services }] of running) {
    const sweep = startOrphanSweep(services, (cityId) => filesInUse(capabilities, zone, services, cityId))
    closing.push(() => sweep.stop())
  }
  for (const { services } of running.values()) {
    const mail = startMailWorker(services)
    if (mail) closing.push(() => mail.stop())
  }
  // With the office in another process nobody can wait for it: it may come up hours later.
  const portal = running.has('office') ? running.get('internet') : undefined
  const empty = portal === undefined ? [] : await citiesWithoutCatalogue(portal)
  for (const { relay } of running.values()) {
    relay.start()
    closing.push(() => relay.stop())
  }
  if (portal !== undefined) await awaitFirstPublication(portal, empty)
}

/** Everything that anybody in the zone still names: the capabilities' files, and what is on its way between the zones. */
export async function* filesInUse(
  capabilities: readonly Capability[],
  zone: Zone,
  services: ZoneServices,
  cityId: string,
): AsyncGenerator<string> {
  for (const { parts } of capabilities) {
    const named = parts[zone]?.filesInUse?.(services, cityId)
    if (named) yield* named
  }
  yield* relayFilesInUse(services.db.city(cityId))
}
