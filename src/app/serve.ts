import path from 'node:path'
import type { Config } from '../config.ts'
import { type Capability, type Surface, surfaces } from '../platform/capability.ts'
import type { City } from '../platform/cities.ts'
import { loadAssets } from '../platform/http/index.ts'
import type { Zone } from '../platform/zone.ts'
import { cityInZone } from './city-files.ts'
import { createDispatcher, type Dispatcher } from './dispatcher.ts'
import { type Listening, listen } from './listen.ts'
import { buildSurface } from './surface.ts'
import type { RunningZone } from './zone.ts'

/** Which zone answers for a surface. */
const zoneOf: Readonly<Record<Surface, Zone>> = {
  portal: 'internet',
  files: 'internet',
  simulator: 'internet',
  office: 'office',
  'office-files': 'office',
  mynumber: 'mynumber',
}

/** Every surface of every city, each under its own host. */
export function buildDispatcher(
  config: Config,
  capabilities: readonly Capability[],
  cities: readonly City[],
  zones: ReadonlyMap<Zone, RunningZone>,
): Dispatcher {
  const assets = loadAssets(path.join(config.rootDir, 'dist', 'assets'))
  const dispatcher = createDispatcher()
  for (const city of cities) {
    for (const surface of surfaces) {
      const origin = city.origins[surface]
      const zone = zones.get(zoneOf[surface])
      if (origin === undefined || zone === undefined) continue
      dispatcher.add(
        origin,
        buildSurface({
          capabilities,
          services: zone.services,
          surface: surface === 'office-files' ? 'files' : surface,
          city: cityInZone(city, zoneOf[surface]),
          assets,
          relayRoutes: surface === 'portal' || surface === 'office' ? zone.relay.routes : undefined,
        }),
      )
    }
  }
  return dispatcher
}

/** Listens on every local port that the cities' addresses need, or on one port when a proxy stands in front. */
export async function listenForAll(
  config: Config,
  cities: readonly City[],
  served: readonly Zone[],
  fetch: Dispatcher['fetch'],
): Promise<readonly Listening[]> {
  const listening: Listening[] = []
  try {
    for (const port of portsOf(config, cities, served)) listening.push(await listen(config.host, port, fetch))
    return listening
  } catch (error) {
    await Promise.all(listening.map((each) => each.close(0)))
    throw error
  }
}

/** Ports named by addresses on this machine; a public address (https, no port) is reached through the first port. */
export function portsOf(config: Config, cities: readonly City[], served: readonly Zone[]): readonly number[] {
  const ports = new Set<number>()
  for (const city of cities) {
    for (const surface of surfaces) {
      const origin = city.origins[surface]
      if (origin === undefined || !served.includes(zoneOf[surface])) continue
      const { hostname, port, protocol } = new URL(origin)
      const local =
        protocol === 'http:' &&
        port !== '' &&
        (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1')
      ports.add(local ? Number(port) : config.port)
    }
  }
  return [...ports].sort((a, b) => a - b)
}
