import { dayOf } from '../../../../civic/day.ts'
import { prefectureOf } from '../../../../civic/prefectures.ts'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { catalogueOf } from '../../../procedures/index.ts'
import { placeFinder } from '../../place/geocode.ts'
import { landOf } from '../../place/ground.ts'
import { registryPoints, registryTowns } from '../../place/points.ts'
import type { PublishingCity } from '../../table/to-rows.ts'
import type { CheckAround } from './check-rows.ts'

/** The publishing city as rows name it. A city without a code of its own (fictional) has one that belongs to nobody. */
export async function publishingCity(services: ZoneServices<'office'>, cityId: string): Promise<PublishingCity> {
  const city = services.cities.find(({ id }) => id === cityId)
  const code = city?.code ?? '000000'
  const { settings } = await catalogueOf(services).facts(cityId, dayOf(services.clock.now()))
  return { code, prefecture: prefectureOf(code) ?? '', municipality: String(settings.cityName ?? city?.name ?? '') }
}

/** What the rows of this city are held against. */
export async function checkAround(services: ZoneServices<'office'>, cityId: string): Promise<CheckAround> {
  const db = services.db.city<OfficeDb>(cityId)
  const publisher = await publishingCity(services, cityId)
  const land = landOf(services.config.rootDir, cityId)
  return {
    cityCode: publisher.code,
    ground: land,
    places: placeFinder(publisher, land, await registryTowns(db), registryPoints(db)),
  }
}
