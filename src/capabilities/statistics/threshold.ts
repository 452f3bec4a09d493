import type { ZoneServices } from '../../platform/services.ts'
import { catalogueOf, citySettings } from '../procedures/index.ts'

/** Below this nothing is hidden that could be found out. */
const least = 3

/** From how many on a count is shown, on a day: a setting of the city with its day of effect. */
export async function thresholdOn(services: ZoneServices<'office'>, cityId: string, day: string): Promise<number> {
  const { settings } = await catalogueOf(services).facts(cityId, day)
  const value = settings.statisticsThreshold ?? citySettings.statisticsThreshold.default
  return typeof value === 'number' && Number.isInteger(value) && value >= least
    ? value
    : citySettings.statisticsThreshold.default
}
