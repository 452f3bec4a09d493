import type { PlaceList } from './place-list.ts'
import { deepestZoom, indexAt, type WorldPoint } from './tile-grid.ts'

/** Places that a tile may hold one by one. A zoom with a fuller tile shows marks that stand for several. */
export const mostInTile = 2000
/** Cells along a side of a tile; a cell with several places becomes one mark. */
const cellsInTile = 32

/** A mark of a thinned zoom. */
export interface Mark {
  readonly count: number
  /** The middle of its places. */
  readonly at: WorldPoint
  /** The row when it stands for one place alone. */
  readonly rowNo: number
}

/**
 * How many zooms, from 0 on, are too full for single places. Zooms below fold into those above, so every place is looked at once. The
 * deepest zoom is never thinned.
 */
export function thinnedZooms(places: PlaceList): number {
  if (places.length <= mostInTile) return 0
  let counts = new Map<number, number>()
  places.forEach(([x, y]) => {
    add(counts, pair(indexAt(x, deepestZoom), indexAt(y, deepestZoom)))
  })
  const fullest: number[] = []
  for (let z = deepestZoom; z >= 0; z -= 1) {
    let most = 0
    for (const count of counts.values()) if (count > most) most = count
    fullest[z] = most
    const above = new Map<number, number>()
    for (const [key, count] of counts) add(above, parent(key), count)
    counts = above
  }
  const first = fullest.findIndex((most) => most <= mostInTile)
  return first === -1 ? deepestZoom : first
}

/** The marks of the thinned zooms, the deepest first: `zooms - 1` down to 0. */
export function* thin(
  places: PlaceList,
  zooms: number,
): Generator<{ readonly z: number; readonly marks: readonly Mark[] }> {
  let cells = new Map<number, Cell>()
  const bits = zooms - 1 + Math.log2(cellsInTile)
  places.forEach(([x, y], rowNo) => {
    merge(cells, pair(indexAt(x, bits), indexAt(y, bits)), { count: 1, x, y, rowNo })
  })
  for (let z = zooms - 1; z >= 0; z -= 1) {
    yield {
      z,
      marks: [...cells.values()].map(({ count, x, y, rowNo }) => ({ count, at: [x / count, y / count], rowNo })),
    }
    const above = new Map<number, Cell>()
    for (const [key, cell] of cells) merge(above, parent(key), cell)
    cells = above
  }
}

/** Sums, so that cells can be joined. */
interface Cell {
  readonly count: number
  readonly x: number
  readonly y: number
  readonly rowNo: number
}

function merge(cells: Map<number, Cell>, key: number, cell: Cell): void {
  const there = cells.get(key)
  cells.set(
    key,
    there === undefined
      ? cell
      : { count: there.count + cell.count, x: there.x + cell.x, y: there.y + cell.y, rowNo: there.rowNo },
  )
}

function add(counts: Map<number, number>, key: number, more = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + more)
}

/** Two indexes below 2^22 as one number that a double holds. */
const wide = 2 ** 22
const pair = (x: number, y: number): number => x * wide + y
const parent = (key: number): number => pair(Math.floor(Math.floor(key / wide) / 2), Math.floor((key % wide) / 2))
