import type { JSX } from 'preact'

export interface TrendPoint {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly value: number
}

const width = 360
const height = 180
const inner = { left: 12, right: 348, top: 34, bottom: 140 }

/** A line through the days, true to their distance, with the first and the last value written at it. */
export function Trend({
  points,
  label,
  sayValue,
  sayDay,
}: {
  readonly points: readonly TrendPoint[]
  readonly label: string
  readonly sayValue: (value: number) => string
  readonly sayDay: (day: string) => string
}): JSX.Element {
  const at = placesOf(points, inner)
  const [first, last] = [points[0], points.at(-1)]
  const [start, end] = [at[0], at.at(-1)]
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line class="chart-axis" x1={inner.left} y1={inner.bottom + 12} x2={inner.right} y2={inner.bottom + 12} />
      <polyline class="chart-line" points={at.map((each) => each.join(',')).join(' ')} />
      {at.map(([x, y]) => (
        <circle cx={x} cy={y} r="4" />
      ))}
      {first && start && (
        <>
          <text x={inner.left} y={start[1] - 10}>
            {sayValue(first.value)}
          </text>
          <text x={inner.left} y={height - 8}>
            {sayDay(first.day)}
          </text>
        </>
      )}
      {last && end && points.length > 1 && (
        <>
          <text x={inner.right} y={end[1] - 10} text-anchor="end">
            {sayValue(last.value)}
          </text>
          <text x={inner.right} y={height - 8} text-anchor="end">
            {sayDay(last.day)}
          </text>
        </>
      )}
    </svg>
  )
}

/** A line without words, for a row of a table that says the numbers. */
export function Sparkline({ points }: { readonly points: readonly TrendPoint[] }): JSX.Element {
  const at = placesOf(points, { left: 3, right: 97, top: 3, bottom: 25 })
  return (
    <svg class="chart-spark" viewBox="0 0 100 28" aria-hidden="true" focusable="false">
      <polyline class="chart-line" points={at.map((each) => each.join(',')).join(' ')} />
    </svg>
  )
}

function placesOf(points: readonly TrendPoint[], box: typeof inner): readonly (readonly [number, number])[] {
  const days = points.map(({ day }) => Date.parse(day))
  const values = points.map(({ value }) => value)
  const [from, to] = [Math.min(...days), Math.max(...days)]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const round = (value: number): number => Math.round(value * 10) / 10
  return points.map(({ value }, at) => [
    round(
      to === from
        ? (box.left + box.right) / 2
        : box.left + (((days[at] ?? from) - from) / (to - from)) * (box.right - box.left),
    ),
    round(
      high === low ? (box.top + box.bottom) / 2 : box.bottom - ((value - low) / (high - low)) * (box.bottom - box.top),
    ),
  ])
}
