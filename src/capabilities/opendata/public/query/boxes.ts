import type { Bounds } from '../published.ts'
import type { Told } from './points.ts'

/** Boxes around the shapes of rows: west, south, east, north as whole numbers of ten-millionths of a degree, rounded outwards. */
export type Boxes = Int32Array

const unit = 1e7
/** A row without a shape. */
const nowhere = -(2 ** 31)

export const roomForBoxes = (rows: number): Boxes => new Int32Array(rows * 4)

export function setBox(boxes: Boxes, at: number, box: Bounds | undefined): void {
  if (box === undefined) boxes.fill(nowhere, at * 4, at * 4 + 4)
  else {
    const [west, south, east, north] = box
    boxes.set(
      [Math.floor(west * unit), Math.floor(south * unit), Math.ceil(east * unit), Math.ceil(north * unit)],
      at * 4,
    )
  }
}

export const bytesOfBoxes = (boxes: Boxes, rows: number): Buffer =>
  Buffer.from(boxes.buffer, boxes.byteOffset, rows * 16)

/**
 * Goes through the boxes that touch a box; `edge`: the shape does not lie wholly inside of it, so that only its own line tells whether the two
 * meet. A west that is greater than the east crosses the 180th meridian.
 */
export function boxesInBox(boxes: Boxes, [west, south, east, north]: Bounds, tell: Told): void {
  if (west > east) {
    boxesInBox(boxes, [west, south, 180, north], tell)
    boxesInBox(boxes, [-180, south, east, north], tell)
    return
  }
  const [w, s, e, n] = [
    Math.floor(west * unit),
    Math.floor(south * unit),
    Math.ceil(east * unit),
    Math.ceil(north * unit),
  ]
  for (let at = 0, i = 0; i < boxes.length; at += 1, i += 4) {
    const from = boxes[i] ?? nowhere
    if (from === nowhere || from > e) continue
    const [below, to, above] = [boxes[i + 1] ?? 0, boxes[i + 2] ?? 0, boxes[i + 3] ?? 0]
    if (to < w || below > n || above < s) continue
    // A unit of air, so that the rounding decides nothing.
    tell(at, from <= w || to >= e || below <= s || above >= n)
  }
}
