import { catalogueOf } from '../capabilities/procedures/index.ts'
import type { ZoneServices } from '../platform/services.ts'
import type { RunningZone } from './zone.ts'

/** What `awaitFirstPublication` needs of a zone. */
type Waiting = { readonly services: ZoneServices; readonly relay: Pick<RunningZone['relay'], 'settled'> }

/** Cities whose portal offers nothing yet, as at the very first start. */
export async function citiesWithoutCatalogue({ services }: Pick<Waiting, 'services'>): Promise<readonly string[]> {
  const offered = await Promise.all(
    services.cities.map(async ({ id }) => ((await catalogueOf(services).current(id)).length > 0 ? [] : [id])),
  )
  return offered.flat()
}

/**
 * The first start publishes the whole catalogue through the relay, procedure by procedure. Nobody is told an address before
 * the portal offers all that the city offers. When the line is not at rest within the relay's patience it goes on, and says so.
 */
export async function awaitFirstPublication(portal: Waiting, empty: readonly string[]): Promise<void> {
  if (empty.length === 0) return
  try {
    await portal.relay.settled()
  } catch (error) {
    portal.services.log.warn('first-publication-unfinished', { error })
  }
  for (const cityId of empty) catalogueOf(portal.services).changed(cityId)
}
