import { OperatorError } from '../platform/operator-error.ts'
import type { ZoneServices } from '../platform/services.ts'

/** The city that a command works for: the one that `--city-id` names, or the only one. Throws `OperatorError`. */
export function cityOf(services: Pick<ZoneServices, 'cities'>, given: string | boolean | undefined): string {
  const ids = services.cities.map(({ id }) => id)
  if (typeof given === 'string' && ids.includes(given)) return given
  if (given === undefined && ids.length === 1 && ids[0] !== undefined) return ids[0]
  throw new OperatorError(`Say the city with --city-id: ${ids.join(', ')}.`)
}
