import { dayOf, timeOf } from '../../civic/day.ts'
import { formatEra } from '../../civic/era.ts'

/** A moment as staff read it: 令和8年12月1日 09:40. */
export function momentText(at: Date): string {
  return `${formatEra(dayOf(at))} ${timeOf(at)}`
}
