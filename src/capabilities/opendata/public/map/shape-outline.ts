import type { Position } from '../../../../civic/geo.ts'
import { partsOf, type Shape } from '../../../../civic/shapes/shape.ts'
import { intoPicture, outlineOf, type PictureFrame, simplify } from './picture-frame.ts'

/** A shape as the data of SVG paths; either is empty where there is nothing of the kind in the frame. */
export interface ShapeOutline {
  readonly areas: string
  readonly lines: string
}

export function outlineOfShape(shape: Shape, frame: PictureFrame): ShapeOutline {
  const { lines, areas } = partsOf(shape)
  return {
    areas: areas.flatMap((rings) => rings.flatMap((ring) => outlineOf(ring, frame) ?? [])).join(''),
    lines: lines.flatMap((line) => wayOf(line, frame) ?? []).join(''),
  }
}

function wayOf(line: readonly Position[], frame: PictureFrame): string | undefined {
  const points = line.map((each) => intoPicture(each, frame))
  const seen = points.some(([x, y]) => x >= 0 && x <= frame.width && y >= 0 && y <= frame.height)
  return seen
    ? `M${simplify(points, 0.5)
        .map(([x, y]) => `${x} ${y}`)
        .join('L')}`
    : undefined
}
