import { isInJapan, type Position } from '../../../../civic/geo.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { fromTokyoDatum, placeText } from '../../table/check-place.ts'
import type { Row } from '../../table/check-row.ts'

/** A row whose place was given in the old Tokyo datum, with its place in the datum of today. Other rows stay as they are. */
export function outOfTokyoDatum({ geometry }: DatasetDefinition, row: Row): Row {
  const { lat: latitude, lon: longitude } = geometry ?? {}
  if (latitude === undefined || longitude === undefined) return row
  const [lat, lon] = [row[latitude] ?? '', row[longitude] ?? '']
  const place: Position = [Number(lon), Number(lat)]
  if (lat === '' || lon === '' || !isInJapan(place)) return row
  const [newLat = '', newLon = ''] = placeText(fromTokyoDatum(place)).split(' ')
  return { ...row, [latitude]: newLat, [longitude]: newLon }
}
