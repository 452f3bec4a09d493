import { areaOf, lengthOf } from '../../../civic/geo.ts'
import { countPlaces, partsOf } from '../../../civic/shapes/shape.ts'
import { readWkt } from '../../../civic/shapes/wkt.ts'

/** What people are told of a shape instead of its coordinates. */
export type ShapeMeasure =
  | { readonly kind: 'area' | 'line'; readonly size: string; readonly places: number }
  | { readonly kind: 'points'; readonly places: number }

/** The measure of a cell of kind `shape`; undefined where it holds none. */
export function measureOf(cell: string): ShapeMeasure | undefined {
  const shape = readWkt(cell)
  if (shape === undefined) return undefined
  const places = countPlaces(shape)
  const { lines, areas } = partsOf(shape)
  if (areas.length > 0) {
    const square = areas.reduce(
      (sum, [outer, ...holes]) => sum + areaOf(outer ?? []) - holes.reduce((less, hole) => less + areaOf(hole), 0),
      0,
    )
    return { kind: 'area', size: saySquare(square), places }
  }
  if (lines.length === 0) return { kind: 'points', places }
  const metres = lines.reduce((sum, line) => sum + lengthOf(line), 0)
  return { kind: 'line', size: metres < 1000 ? `${Math.round(metres)} m` : `${rounded(metres / 1000)} km`, places }
}

function saySquare(square: number): string {
  if (square < 10_000) return `${Math.round(square)} m²`
  return square < 1_000_000 ? `${rounded(square / 10_000)} ha` : `${rounded(square / 1_000_000)} km²`
}

/** Two digits that count, or all of a larger number. */
const rounded = (amount: number): string => (amount < 10 ? amount.toFixed(1) : String(Math.round(amount)))
