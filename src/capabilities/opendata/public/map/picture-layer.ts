import { readWkt } from '../../../../civic/shapes/wkt.ts'
import type { PlacedRow } from '../query/row-query.ts'
import type { MapLayer } from './map-layers.ts'
import type { PictureLayer } from './map-picture.tsx'
import type { PictureFrame } from './picture-frame.ts'
import { mostDrawn } from './read-places.ts'
import { outlineOfShape } from './shape-outline.ts'

/** What a drawn map has of a layer: marks, or lines and areas with a mark where one is too small to be seen. */
export function pictureLayerOf(
  { dataset, mark }: MapLayer,
  rows: readonly PlacedRow[],
  frame: PictureFrame,
): PictureLayer {
  const shown = rows.slice(0, mostDrawn(dataset.definition))
  const column = dataset.definition.geometry?.shape
  if (column === undefined) return { mark, points: shown.map(({ lon, lat }) => [lon, lat] as const) }
  const outlines = shown.map((row) => {
    const shape = readWkt(row.cells[column] ?? '')
    return { row, outline: shape === undefined ? { areas: '', lines: '' } : outlineOfShape(shape, frame) }
  })
  const seen = outlines.filter(({ outline }) => outline.areas !== '' || outline.lines !== '')
  const small = outlines.filter(({ outline }) => outline.areas === '' && outline.lines === '')
  return {
    mark,
    points: small.map(({ row: { lon, lat } }) => [lon, lat] as const),
    shapes: seen.map(({ outline }) => outline),
  }
}
