import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import type { ColumnSummary, NumberCounts, ValueCounts, VersionSummary } from '../summary/summary.ts'

/** A chart of one column, or of all columns that only say yes. */
export type Chart =
  | {
      readonly kind: 'values'
      readonly column: Column
      readonly of: ValueCounts
      readonly bars: readonly Bar[]
      readonly others: number
    }
  | { readonly kind: 'time'; readonly column: Column; readonly step: 'year' | 'month'; readonly bars: readonly Bar[] }
  | { readonly kind: 'numbers'; readonly column: Column; readonly of: NumberCounts }
  | { readonly kind: 'flags'; readonly bars: readonly Bar[] }

export interface Bar {
  /** A value, a year (`2026`), a month (`2026-11`), or the title of a column. */
  readonly label: string
  readonly count: number
}

/** Charts of a page. */
const mostCharts = 4
/** Bars of a chart; rarer values are told as one number. */
const mostBars = 10
/** More different texts than these are names, not groups. */
const mostGroups = 20
/** Months that are drawn one by one; a longer time is drawn by years. */
const mostMonths = 24

/**
 * Charts choose themselves by what kind a column is and what stands in it: yes and no together, choices by how often, days by time, numbers
 * in steps, texts when they repeat. Columns that the standard asks for come first. One value alone, or nearly nothing, is no chart.
 */
export function chooseCharts(definition: DatasetDefinition, summary: VersionSummary, rows: number): readonly Chart[] {
  const flags = flagChart(definition, summary)
  const single = definition.columns.flatMap((column) => {
    const counted = summary.columns[column.id]
    const chart =
      counted === undefined || counted.filled < Math.max(2, rows / 20) ? undefined : chartOf(column, counted)
    return chart === undefined ? [] : [{ chart, rank: rankOf(column) }]
  })
  single.sort((a, b) => a.rank - b.rank)
  return [...(flags === undefined ? [] : [flags]), ...single.map(({ chart }) => chart)].slice(0, mostCharts)
}

function chartOf(column: Column, counted: ColumnSummary): Chart | undefined {
  if (counted.kind === 'numbers')
    return counted.min === counted.max ? undefined : { kind: 'numbers', column, of: counted }
  if (counted.kind === 'months') return timeChart(column, counted)
  if (column.kind === 'flag') return undefined
  const { counts } = counted
  const repeated = column.kind !== 'text' || (counts.length <= mostGroups && (counts[0]?.[1] ?? 0) >= 3)
  if (counts.length < 2 || !repeated) return undefined
  const bars = counts.slice(0, mostBars).map(([label, count]) => ({ label, count }))
  const others = counts.slice(mostBars).reduce((sum, [, count]) => sum + count, 0)
  return { kind: 'values', column, of: counted, bars, others }
}

function timeChart(column: Column, { counts }: ValueCounts): Chart | undefined {
  const months = counts.map(([month]) => month).filter((month) => /^\d{4}-\d\d$/.test(month))
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined || first === last) return undefined
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  const span = number(last) - number(first) + 1
  const bars = (labels: readonly string[]): readonly Bar[] =>
    labels.map((label) => ({
      label,
      count: counts.reduce((sum, [month, count]) => sum + (month.startsWith(label) ? count : 0), 0),
    }))
  if (span <= mostMonths) {
    const month = (at: number): string => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    return {
      kind: 'time',
      column,
      step: 'month',
      bars: bars(Array.from({ length: span }, (_, at) => month(number(first) + at))),
    }
  }
  // Years in which nothing was are left out: what is dated may be centuries old.
  return {
    kind: 'time',
    column,
    step: 'year',
    bars: bars([...new Set(months.map((each) => each.slice(0, 4)))].slice(-mostMonths)),
  }
}

function flagChart(definition: DatasetDefinition, { columns }: VersionSummary): Chart | undefined {
  const bars = definition.columns.flatMap(({ id, kind, title }): Bar[] => {
    const counted = columns[id]
    return kind === 'flag' && counted !== undefined ? [{ label: title, count: counted.filled }] : []
  })
  return bars.length === 0 ? undefined : { kind: 'flags', bars }
}

const kinds = ['choice', 'multi', 'presence', 'date', 'integer', 'decimal', 'text']
const needs = ['required', 'recommended', 'optional']

/** What the standard asks for first, then by kind. Parts of an address are groups of last resort. */
function rankOf({ kind, need }: Column): number {
  return needs.indexOf(need) + kinds.indexOf(kind) * 0.4
}
