import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import { every, type Repeating } from '../../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { openCatalogueOf } from '../catalogue.ts'
import { loadNextVersion, removePastRows } from './load-version.ts'

/** Loads what the office has sent, one version after the other, and clears the rows of past versions away. */
export function startLoading(services: ZoneServices): Repeating {
  let cleared = false
  return every('opendata.load', 5000, services.log, async () => {
    for (const city of services.cities) {
      const db = services.db.city<InternetDb>(city.id)
      const loader = { db, files: services.files, cityId: city.id, now: () => services.clock.now() }
      const loaded = await loadNextVersion(loader)
      if (loaded) {
        openCatalogueOf(services).changed(city.id)
        services.log.info('opendata.shown', { city: city.id, dataset: loaded.datasetId, version: loaded.number })
        cleared = false
        return { more: true }
      }
    }
    if (cleared) return { more: false }
    let more = false
    for (const city of services.cities) more = (await removePastRows(services.db.city<InternetDb>(city.id))) || more
    cleared = !more
    return { more }
  })
}
