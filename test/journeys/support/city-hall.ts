import { memoryFolder } from '../../support/memory-folder.ts'
import { startOwnCityHall } from '../../tour/own-city-hall.ts'

/** Where the city hall of the journeys answers. */
export interface Places {
  readonly portal: string
  readonly office: string
  readonly simulator: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly places: Places
  }
}

/** Tests and tools run from the top of the repository. */
export const rootDir = process.cwd()

/**
 * One city hall for all journeys, started as its users start it. `YANAGI_JOURNEYS_URL` names a portal that is running
 * already, with its office and simulator on the ports after it: quicker while a journey is written.
 */
export default async function startPlaces(project: {
  provide(key: 'places', places: Places): void
}): Promise<() => Promise<void>> {
  const running = process.env.YANAGI_JOURNEYS_URL
  const own = running === undefined ? await startOwnCityHall(rootDir, memoryFolder('journeys')) : undefined
  project.provide('places', placesOf(own?.portal ?? running ?? ''))
  return async () => own?.stop()
}

/** Office and simulator answer on the ports after the portal's. */
export function placesOf(portal: string): Places {
  const at = (offset: number): string => {
    const url = new URL(portal)
    url.port = String(Number(url.port) + offset)
    return url.origin
  }
  return { portal: at(0), office: at(1), simulator: at(3) }
}
