import type { MapConfigLayer } from '../map-config.ts'
import type { MapColours } from './colours.ts'

/** Pixels of a mark on a screen with twice as many; drawn at half of it. */
const size = 48

/** The mark of a layer as a picture for the map: the same outline as in the drawn one, with a light edge around it. */
export function markImage({ mark }: MapConfigLayer, colours: MapColours): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const draw = canvas.getContext('2d')
  if (!draw) throw new Error('This browser does not draw.')
  const outline = new Path2D(mark.path)
  draw.translate(size / 2, size / 2)
  draw.scale(2.1, 2.1)
  draw.lineJoin = 'round'
  draw.strokeStyle = colours.page
  draw.lineWidth = 2.4
  draw.stroke(outline)
  draw.fillStyle = mark.hollow ? colours.page : colours.mark
  draw.fill(outline)
  draw.strokeStyle = mark.hollow ? colours.mark : colours.page
  draw.lineWidth = mark.hollow ? 2.5 : 1
  draw.stroke(outline)
  return draw.getImageData(0, 0, size, size)
}

export const imageName = ({ id }: Pick<MapConfigLayer, 'id'>): string => `mark-${id}`
