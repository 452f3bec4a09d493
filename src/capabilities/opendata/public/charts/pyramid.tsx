import type { JSX } from 'preact'
import type { PopulationColumns } from '../../language/dataset.ts'
import type { PeopleOnDay } from '../summary/summary.ts'

/** Measures in the units of the picture, which is as wide as a narrow phone: text stays readable there. */
const width = 360
const row = 20
const head = 28
const middle = 84
const side = (width - middle) / 2

/** Women to the right, men to the left, the oldest on top. The table beside it says the same. */
export function Pyramid({
  bands,
  people,
  label,
  words,
}: {
  readonly bands: PopulationColumns['bands']
  readonly people: PeopleOnDay
  /** What the picture shows, for those who do not see it. */
  readonly label: string
  readonly words: {
    readonly male: string
    readonly female: string
    readonly band: (from: number, to: number | undefined) => string
  }
}): JSX.Element {
  const most = Math.max(1, ...people.male, ...people.female)
  const scale = (count: number): number => Math.round((count / most) * side * 10) / 10
  const height = head + bands.length * row
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <text x={side} y="18" text-anchor="end">
        {words.male}
      </text>
      <text x={side + middle} y="18">
        {words.female}
      </text>
      {bands.map((band, at) => {
        const y = head + (bands.length - 1 - at) * row
        const [men, women] = [scale(people.male[at] ?? 0), scale(people.female[at] ?? 0)]
        return (
          <>
            <rect x={side - men} y={y + 2} width={men} height={row - 4} />
            <rect x={side + middle} y={y + 2} width={women} height={row - 4} />
            <text x={side + middle / 2} y={y + 15} text-anchor="middle">
              {words.band(band.from, band.to)}
            </text>
          </>
        )
      })}
    </svg>
  )
}
