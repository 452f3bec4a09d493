import type { Month } from '../months/calendar.ts'
import { addFigures, type MonthFigures, noFigures } from '../months/model.ts'
import { quantile } from '../suppression/quantile.ts'
import { type Share, shareOf } from '../suppression/share.ts'
import { type Shown, shownAlone, shownLine, shownSplits } from '../suppression/tables.ts'

/** A count under a name: of a channel, a result, a field. */
export interface Named {
  readonly id: string
  readonly count: Shown
}

/** A total with its two divisions. */
export interface Divided {
  readonly total: Shown
  readonly byMonth: readonly Shown[]
  readonly byKind: readonly Named[]
}

/** Middle and nine of ten, in days. */
export interface Days {
  readonly median: number | null
  readonly ninety: number | null
}

/** What may be shown of one unit in one fiscal year. Nothing in it can be turned back into a hidden number. */
export interface UnitReport {
  readonly filed: Divided
  readonly ended: Divided
  readonly wholeDays: Days
  readonly countedDays: Days
  readonly onTime: Share | null
  readonly corrections: { readonly total: Shown; readonly byMonth: readonly Shown[] }
  readonly corrected: readonly Named[]
  /** Yen; hidden where so few paid that a payment could be told from it. */
  readonly fees: { readonly total: Shown; readonly byMonth: readonly Shown[] }
}

/** Ways of filing that are always named; others where there are any. */
const channels = ['online', 'agent', 'counter', 'post'] as const
const results = [
  'approved',
  'partially-approved',
  'rejected',
  'dismissed',
  'accepted',
  'withdrawn',
  'expired',
  'cancelled',
] as const

/** Applies the rules of suppression to the months of a unit. */
export function unitReport(
  months: readonly Month[],
  byMonth: ReadonlyMap<Month, MonthFigures>,
  threshold: number,
): UnitReport {
  const each = months.map((month) => byMonth.get(month) ?? noFigures)
  const year = addFigures(each)
  const days = (values: readonly number[]): Days => ({
    median: quantile(values, 0.5, threshold),
    ninety: quantile(values, 0.9, threshold),
  })
  const payments = shownLine(
    each.map((figures) => figures.payments),
    threshold,
  )
  const corrections = shownLine(
    each.map((figures) => figures.corrections),
    threshold,
  )
  return {
    filed: divided(
      each.map(({ filed }) => filed),
      year.filed,
      [...channels, ...othersThan(channels, year.filed)],
      threshold,
    ),
    ended: divided(
      each.map(({ ended }) => ended),
      year.ended,
      [...results, ...othersThan(results, year.ended)].filter((id) => (year.ended[id] ?? 0) > 0),
      threshold,
    ),
    wholeDays: days(year.wholeDays),
    countedDays: days(year.countedDays),
    onTime: shareOf(year.onTime, year.countedDays.length, threshold),
    corrections: { total: corrections.total, byMonth: corrections.cells },
    corrected: named(year.corrected, threshold),
    fees: {
      total: payments.total === null ? null : year.amount,
      byMonth: payments.cells.map((count, at) => (count === null ? null : (each[at]?.amount ?? 0))),
    },
  }
}

/** Whether a reader of these units' tables is told how many filed online, in each of them. */
export function filedOnlineIn(
  months: readonly Month[],
  units: readonly { readonly byMonth: ReadonlyMap<Month, MonthFigures> }[],
  threshold: number,
): 'shown' | 'hidden' {
  const counts = units.map(
    ({ byMonth }) => unitReport(months, byMonth, threshold).filed.byKind.find(({ id }) => id === 'online')?.count,
  )
  return counts.includes(null) ? 'hidden' : 'shown'
}

/** Counts that add up to nothing shown, the highest first; what is hidden stands last, in the order of the names. */
export function named(counts: Readonly<Record<string, number>>, threshold: number): readonly Named[] {
  return Object.entries(counts)
    .map(([id, count]) => ({ id, count: shownAlone(count, threshold) }))
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || (a.id < b.id ? -1 : 1))
}

function divided(
  months: readonly Readonly<Record<string, number>>[],
  year: Readonly<Record<string, number>>,
  kinds: readonly string[],
  threshold: number,
): Divided {
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, count) => all + count, 0)
  const shown = shownSplits([kinds.map((kind) => year[kind] ?? 0), months.map(sum)], threshold)
  const [byKind = [], byMonth = []] = shown.splits
  return { total: shown.total, byMonth, byKind: kinds.map((id, at) => ({ id, count: byKind[at] ?? null })) }
}

function othersThan(known: readonly string[], counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.keys(counts)
    .filter((id) => !known.includes(id))
    .sort()
}
