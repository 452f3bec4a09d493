/** Units along a side of a tile (Mapbox Vector Tile 2.1, `extent`). */
export const extent = 4096
/** What lies this near outside a tile is drawn in it too, or marks would be cut off at its edge. */
export const buffer = 64
/** The deepest zoom that is given out: a unit is 15 centimetres there, and clients enlarge it further. */
export const deepestZoom = 16

/** The tiling of the web (OGC WebMercatorQuad): zoom, column from the west, row from the north. */
export interface TileAddress {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** A place on the square world of Web Mercator: 0 to 1 from the west and from the north. */
export type WorldPoint = readonly [x: number, y: number]

/** The poles lie at infinity; the square ends here. */
const mostLatitude = 85.051128779806604

export function toWorld(lon: number, lat: number): WorldPoint {
  const phi = (Math.max(-mostLatitude, Math.min(mostLatitude, lat)) * Math.PI) / 180
  return [(lon + 180) / 360, (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2]
}

export function toDegrees([x, y]: WorldPoint): readonly [lon: number, lat: number] {
  return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI]
}

/** Column or row in which a coordinate of the world lies; its very end belongs to the last one. */
export function indexAt(coordinate: number, z: number): number {
  const count = 2 ** z
  return Math.max(0, Math.min(count - 1, Math.floor(coordinate * count)))
}

/** A place in the units of a tile; outside of 0 to `extent` it lies in the buffer. */
export function inTile([x, y]: WorldPoint, tile: TileAddress): [number, number] {
  const count = 2 ** tile.z
  return [Math.round((x * count - tile.x) * extent), Math.round((y * count - tile.y) * extent)]
}

/** West, south, east, north of a tile in degrees, with `margin` units of its neighbours. */
export function boundsOf({ z, x, y }: TileAddress, margin = 0): readonly [number, number, number, number] {
  const count = 2 ** z
  const more = margin / extent
  const [west, north] = toDegrees([(x - more) / count, (y - more) / count])
  const [east, south] = toDegrees([(x + 1 + more) / count, (y + 1 + more) / count])
  return [Math.max(-180, west), south, Math.min(180, east), north]
}

/** Columns and rows of a zoom that a box touches. */
export function tilesAcross(
  [west, south, east, north]: readonly [number, number, number, number],
  z: number,
): { readonly minX: number; readonly maxX: number; readonly minY: number; readonly maxY: number } {
  const [left, top] = toWorld(west, north)
  const [right, bottom] = toWorld(east, south)
  return { minX: indexAt(left, z), maxX: indexAt(right, z), minY: indexAt(top, z), maxY: indexAt(bottom, z) }
}

/** Whether there is such a tile among those that are given out. */
export function isTile({ z, x, y }: TileAddress): boolean {
  const within = (n: number): boolean => Number.isInteger(n) && n >= 0 && n < 2 ** z
  return Number.isInteger(z) && z >= 0 && z <= deepestZoom && within(x) && within(y)
}
