/** What other capabilities and the composition may use of statistics. Everything else in this folder is its own affair. */
export { statistics } from './capability.ts'
// ---- portal: counting what happens on its pages, and what is known of waiting times
export { type Opinion, type VisitKind, visitCounterOf } from './counting/counter.ts'
// ---- cases: the numbers it gives
export {
  ageClasses,
  type CaseSource,
  type MonthFigures,
  noFigures,
  type UnitMonth,
  type UnitPending,
} from './months/model.ts'
// ---- what may be published, for an open data set
export { type PublishedRow, publishedStatistics } from './report/published.ts'
export { usualDaysOf } from './usual/receive.ts'
