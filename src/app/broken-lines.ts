import { brokenDefinitions } from '../capabilities/procedures/index.ts'
import type { ZoneServices } from '../platform/services.ts'

/** What the person at the terminal reads when definitions could not be taken in: which files, where, and why. */
export function brokenLines(zone: Pick<ZoneServices, 'cities' | 'db'>): readonly string[] {
  return zone.cities.flatMap(({ id, name }) => {
    const lines = brokenDefinitions(zone, id)
    if (lines.length === 0) return []
    const first = `${name}: ${lines.length} problems in the definitions; the last good versions stay in force.`
    return [first, ...lines.map((line) => `  ${line}`)]
  })
}
