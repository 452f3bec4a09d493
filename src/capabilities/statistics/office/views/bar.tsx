import type { JSX } from 'preact'

const barWidth = 120
const barHeight = 12

/** How a number compares with the largest of its column; the number itself stands beside it. */
export function Bar({ value, most }: { readonly value: number; readonly most: number }): JSX.Element {
  const length = most === 0 ? 0 : Math.round((value * barWidth) / most)
  return (
    <svg aria-hidden="true" width={barWidth} height={barHeight} viewBox={`0 0 ${barWidth} ${barHeight}`}>
      <rect width={barWidth} height={barHeight} fill="currentColor" fill-opacity="0.1" />
      <rect width={length} height={barHeight} fill="currentColor" fill-opacity="0.7" />
    </svg>
  )
}

const chartHeight = 120
const labelHeight = 18
const step = 26

/** Columns over time; hidden numbers are a dashed line without a height. The table below tells the same in numbers. */
export function Columns({
  label,
  points,
}: {
  readonly label: string
  readonly points: readonly { readonly label: string; readonly value: number | null }[]
}): JSX.Element {
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0))
  const width = points.length * step
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={chartHeight + labelHeight}
      viewBox={`0 0 ${width} ${chartHeight + labelHeight}`}
    >
      <line x1="0" x2={width} y1={chartHeight} y2={chartHeight} stroke="currentColor" />
      {points.map(({ label: name, value }, at) => (
        <>
          {value === null ? (
            <line
              x1={at * step + 4}
              x2={at * step + step - 4}
              y1={chartHeight - 6}
              y2={chartHeight - 6}
              stroke="currentColor"
              stroke-dasharray="3 3"
            />
          ) : (
            <rect
              x={at * step + 4}
              width={step - 8}
              y={chartHeight - Math.round((value * (chartHeight - 8)) / most)}
              height={Math.round((value * (chartHeight - 8)) / most)}
              fill="currentColor"
              fill-opacity="0.7"
            />
          )}
          <text x={at * step + step / 2} y={chartHeight + 14} text-anchor="middle" font-size="11" fill="currentColor">
            {name}
          </text>
        </>
      ))}
    </svg>
  )
}
