import { dayOf, timeOf } from '../../../civic/day.ts'
import { formatEraShort } from '../../../civic/era.ts'

/** A moment in a record: 令和8年11月24日 10:00, to the minute. */
export function shownMoment(at: Date): string {
  return `${formatEraShort(dayOf(at))} ${timeOf(at).slice(0, 5)}`
}
