import type { Bounds } from '../published.ts'

/** Degrees between the places of two versions in the index: no place reaches into another's. */
const apart = 400

/**
 * A box of a version as PostgreSQL writes it. One index over all versions would read a million places of one dataset for another that
 * lies there too; moved apart, each is found alone. A thousandth of a degree is added, since far to the east
 * doubles are coarser: the exact test on `lon` and `lat` comes after.
 */
export function placeBox(versionKey: number, [west, south, east, north]: Bounds): string {
  const shift = versionKey * apart
  return `((${shift + west},${south}),(${shift + east},${north}))`
}

export function searchBox(versionKey: number, [west, south, east, north]: Bounds): string {
  const more = 0.001
  return placeBox(versionKey, [west - more, south - more, east + more, north + more])
}
