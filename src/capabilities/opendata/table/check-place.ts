import { boundaryOf } from '../../../civic/boundary.ts'
import { isInJapan, type Position } from '../../../civic/geo.ts'
import { meetsBox, placeOn } from '../../../civic/shapes/meet.ts'
import { boxOf, type Shape } from '../../../civic/shapes/shape.ts'
import { readWkt } from '../../../civic/shapes/wkt.ts'
import type { RowProblem } from './check-row.ts'

/** What is known of where things of this city can be. */
export interface CityGround {
  /** The boundary, `[longitude, latitude]`. */
  readonly rings: readonly (readonly Position[])[]
}

/** Metres that a place may lie outside the boundary: piers, bridges, the coarse line of the map. */
const margin = 500
/**
 * The same where the place would be right in the old datum: smaller, since that shift is no more than about 450 m. Measured with 254 real and
 * made-up places of 柳井市: none is taken for one of the old datum that is not, at any margin; of those moved into it a tenth is told.
 */
const datumMargin = 50

/**
 * Whether a pair of coordinates can be right: swapped, in the sea or abroad, outside the city, or of the old Tokyo datum
 * (the value then lies about 450 m to the south-east of the place that was meant).
 * @returns undefined when nothing is to be said; a proposal is `latitude longitude`.
 */
export function checkPlace(lat: string, lon: string, ground: CityGround): RowProblem | undefined {
  if (lat === '' && lon === '') return undefined
  const typed = `${lat} ${lon}`
  if (lat === '' || lon === '') return { code: 'half-a-place', level: 'error', typed }
  const place: Position = [Number(lon), Number(lat)]
  if (!place.every(Number.isFinite)) return undefined
  const swapped: Position = [place[1], place[0]]
  if (!isInJapan(place)) {
    if (isInJapan(swapped)) return { code: 'swapped', level: 'error', typed, proposal: `${lon} ${lat}`, sure: true }
    return { code: 'outside-japan', level: 'error', typed }
  }
  const boundary = boundaryOf(ground.rings)
  if (ground.rings.length === 0 || boundary.holds(place)) return undefined
  const moved = fromTokyoDatum(place)
  if (boundary.holds(moved) && !boundary.holds(place, datumMargin))
    return { code: 'tokyo-datum', level: 'warning', typed, proposal: placeText(moved) }
  if (boundary.holds(place, margin)) return undefined
  return { code: 'outside-city', level: 'warning', typed }
}

/** Whether a line or an area can be right: one of which no place lies in the city, or near it, is told. */
export function checkShape(cell: string, { rings }: CityGround): RowProblem | undefined {
  const shape = rings.length === 0 || cell === '' ? undefined : readWkt(cell)
  if (shape === undefined) return undefined
  const land: Shape = { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) }
  const own = boxOf(shape)
  if (own === undefined || meetsBox(land, own) || boundaryOf(rings).holds(placeOn(shape), margin)) return undefined
  return { code: 'outside-city', level: 'warning', typed: cell }
}

/**
 * A place of the Tokyo datum as JGD2000, by the formula of first order that is good to some ten metres in Japan; exact
 * transformation needs the state's parameter file.
 */
export function fromTokyoDatum([lng, lat]: Position): Position {
  return [
    lng - 0.000_046_038 * lat - 0.000_083_043 * lng + 0.010_04,
    lat - 0.000_106_95 * lat + 0.000_017_464 * lng + 0.004_601_7,
  ]
}

/** `latitude longitude`, to some ten centimetres. */
export function placeText([lng, lat]: Position): string {
  return `${lat.toFixed(6)} ${lng.toFixed(6)}`
}
