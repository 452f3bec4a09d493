import { faultOf, tidy } from '../../../civic/shapes/faults.ts'
import { readGeometry } from '../../../civic/shapes/read-geometry.ts'
import { countPlaces, type Shape, withPlaces } from '../../../civic/shapes/shape.ts'
import { readWkt, writeWkt } from '../../../civic/shapes/wkt.ts'
import { parseJson } from '../../../platform/parse-json.ts'
import { fault, type ValueOutcome, written } from './outcome.ts'

/** Places of one shape: the coast of a prefecture has fewer. */
const mostPlaces = 30_000

/**
 * A line, an area or a point as well-known text, or as a geometry of GeoJSON; kept as well-known text with seven decimals, rings closed and
 * turned as RFC 7946 wants it. Swapped coordinates are told with a repair.
 */
export function readShapeCell(typed: string): ValueOutcome {
  const text = typed.trim()
  const shape = text.startsWith('{') ? readGeometry(parseJson(text)) : readWkt(text)
  if (shape === undefined) return fault('not-a-shape')
  if (countPlaces(shape) > mostPlaces) return fault('too-many-places', { detail: String(mostPlaces) })
  const found = faultOf(tidy(shape))
  const swapped = (): string => canonical(withPlaces(shape, ([lng, lat]) => [lat, lng]))
  switch (found) {
    case 'swapped':
      return fault('swapped', { proposal: swapped(), sure: true })
    case 'outside-world':
    case 'outside-japan':
      return fault('outside-japan')
    case 'too-few-places':
      return fault('too-few-places')
    case 'crosses-itself':
      return typed === canonical(shape)
        ? fault('crosses-itself', { level: 'warning' })
        : written(typed, canonical(shape))
    default:
      return written(typed, canonical(shape))
  }
}

const canonical = (shape: Shape): string => writeWkt(tidy(shape))
