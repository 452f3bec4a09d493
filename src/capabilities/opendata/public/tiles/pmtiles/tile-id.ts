import type { TileAddress } from '../tile-grid.ts'

/** Number of a tile in PMTiles 3: all tiles of the zooms before, then its place on the Hilbert curve of its zoom. */
export function tileIdOf({ z, x, y }: TileAddress): number {
  let id = (4 ** z - 1) / 3
  let [tx, ty] = [x, y]
  for (let side = 2 ** z / 2; side >= 1; side /= 2) {
    const rx = Math.floor(tx / side) % 2
    const ry = Math.floor(ty / side) % 2
    id += side * side * ((3 * rx) ^ ry)
    if (ry === 1) continue
    // The quarters of the upper half are turned.
    if (rx === 1) [tx, ty] = [side - 1 - (tx % side), side - 1 - (ty % side)]
    ;[tx, ty] = [ty, tx]
  }
  return id
}
