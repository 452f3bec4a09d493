import { isInJapan, type Position } from '../../../../civic/geo.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { fromTokyoDatum, placeText } from '../../table/check-place.ts'

/**
 * The cells of a row whose place was given in the old Tokyo datum, in the order of the columns, with its place in the datum of today.
 * Other rows stay as they are.
 */
export function outOfTokyoDatum({ columns, geometry }: DatasetDefinition, cells: readonly string[]): readonly string[] {
  const placeOf = (column: string | undefined): number => columns.findIndex(({ id }) => id === column)
  const [atLat, atLon] = [placeOf(geometry?.lat), placeOf(geometry?.lon)]
  const [lat = '', lon = ''] = [cells[atLat], cells[atLon]]
  const place: Position = [Number(lon), Number(lat)]
  if (lat === '' || lon === '' || !isInJapan(place)) return cells
  const [newLat = '', newLon = ''] = placeText(fromTokyoDatum(place)).split(' ')
  return cells.map((cell, at) => (at === atLat ? newLat : at === atLon ? newLon : cell))
}
