import type { Bounds } from '../../published.ts'
import { tilesAcross } from '../tile-grid.ts'

/** Places of shapes that a tile made on request may have to go through; fuller ones are built beforehand. */
const mostPlaces = 50_000
/** Zooms below this are never built beforehand for their weight: a tile is then a few hundred metres wide. */
const deepestBuilt = 14

/** The boxes around the shapes of a version, with their weight in places: 40 bytes a row. */
export class BoxList {
  #numbers = new Float64Array(6 * 256)
  #length = 0

  get length(): number {
    return this.#length
  }

  add(rowNo: number, [west, south, east, north]: Bounds, places: number): void {
    if ((this.#length + 1) * 6 > this.#numbers.length) {
      const more = new Float64Array(this.#numbers.length * 2)
      more.set(this.#numbers)
      this.#numbers = more
    }
    this.#numbers.set([rowNo, west, south, east, north, places], this.#length * 6)
    this.#length += 1
  }

  forEach(visit: (rowNo: number, box: Bounds, places: number) => void): void {
    for (let at = 0; at < this.#length * 6; at += 6) {
      const [rowNo = 0, west = 0, south = 0, east = 0, north = 0, places = 0] = this.#numbers.subarray(at, at + 6)
      visit(rowNo, [west, south, east, north], places)
    }
  }

  /** The deepest zoom with a tile that has too many places to be made on request; -1: none. */
  heaviestZoom(): number {
    for (let z = deepestBuilt; z >= 0; z -= 1) if (this.#mostAt(z) > mostPlaces) return z
    return -1
  }

  #mostAt(z: number): number {
    const weights = new Map<number, number>()
    let most = 0
    this.forEach((_, box, places) => {
      const { minX, maxX, minY, maxY } = tilesAcross(box, z)
      for (let x = minX; x <= maxX; x += 1)
        for (let y = minY; y <= maxY; y += 1) {
          const weight = (weights.get(x * 2 ** z + y) ?? 0) + places
          weights.set(x * 2 ** z + y, weight)
          if (weight > most) most = weight
        }
    })
    return most
  }
}
