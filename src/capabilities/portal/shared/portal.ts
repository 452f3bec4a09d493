import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { Catalogue } from './catalogue.ts'
import type { Places } from './places.ts'
import type { CityMap } from './towns.ts'

/** What the portal's routes work with. */
export interface Portal {
  readonly services: ZoneServices
  readonly catalogue: Catalogue
  readonly places: Places
  readonly cityMap: (cityId: string) => CityMap
}

export function cityDb(portal: Pick<Portal, 'services'>, cityId: string): Kysely<InternetDb> {
  return portal.services.db.city<InternetDb>(cityId)
}
