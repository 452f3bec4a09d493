import { type RowOrder, rowOfEntry, startsValue } from './look-up.ts'
import { RowSet } from './row-set.ts'

/** Pieces of an order that are read at once when the first does not fill the page: 64 KB each. */
const mostPieces = 16

interface Part {
  readonly offset: number
  readonly limit: number
}

/** A run of so few rows is a list in the order of the walk; a larger one is a set. */
export const fewRows = 2000

/** Rows, from 0, that are equal in a column. */
export interface Run {
  readonly count: number
  readonly rows: readonly number[] | RowSet
}

/** What of a page stands in an order. */
export interface RunsOfPage {
  /** Each whole: the first and the last may reach beyond the page. */
  readonly runs: readonly Run[]
  /** Of the first, the rows that come before the page. */
  readonly skipped: number
}

/** An order walked from one of its ends, piece by piece. */
interface Walk {
  readonly pieces: number
  /** Rows in a piece. */
  rowsOf(n: number): number
  /** As they are kept, for counting. */
  read(n: number, count: number): Promise<readonly Uint32Array[]>
  /** In the direction of the walk; the first of equal ones is marked. */
  walked(n: number): Promise<Uint32Array>
}

/**
 * The rows of `among` that stand on a page of an order, with all that are equal to the first and the last of them: the loader marked where
 * the value changes, so nothing but the order is read.
 */
export async function runsOfPage(
  order: RowOrder,
  among: RowSet,
  descending: boolean,
  { offset, limit }: Part,
): Promise<RunsOfPage> {
  const walk = walkOf(order, descending)
  const begin = await placeOf(walk, among, offset)
  if (begin === undefined || limit <= 0) return { runs: [], skipped: 0 }
  let { n, at } = begin
  let piece = await walk.walked(n)
  let skipped = 0
  while (!startsValue(piece[at] ?? 0)) {
    if (at === 0) {
      if (n === 0) break
      n -= 1
      piece = await walk.walked(n)
      at = piece.length
    }
    at -= 1
    if (among.has(rowOfEntry(piece[at] ?? 0))) skipped += 1
  }
  const runs: Run[] = []
  let have = 0
  let run = new GrowingRun(among)
  for (; n < walk.pieces && have < skipped + limit; n += 1, at = 0) {
    piece = await walk.walked(n)
    while (at < piece.length && have < skipped + limit) {
      if (startsValue(piece[at] ?? 0) && run.count > 0) {
        runs.push(run.done)
        have += run.count
        run = new GrowingRun(among)
        continue
      }
      let end = at + 1
      while (end < piece.length && !startsValue(piece[end] ?? 0)) end += 1
      run.add(piece, at, end)
      at = end
    }
  }
  if (have < skipped + limit && run.count > 0) runs.push(run.done)
  return { runs, skipped }
}

/** Takes those of `among` from pieces of an order. */
class GrowingRun {
  #list: number[] = []
  #set: RowSet | undefined
  count = 0

  constructor(readonly among: RowSet) {}

  add(piece: Uint32Array, from: number, to: number): void {
    if (this.#set !== undefined) {
      this.count += this.#set.addEntries(piece, from, to, this.among)
      return
    }
    for (let at = from; at < to; at += 1) {
      const row = rowOfEntry(piece[at] ?? 0)
      if (this.among.has(row)) this.#list.push(row)
    }
    this.count = this.#list.length
    if (this.count <= fewRows) return
    this.#set = new RowSet(this.among.rows)
    for (const row of this.#list) this.#set.add(row)
    this.#list = []
  }

  get done(): Run {
    return { count: this.count, rows: this.#set ?? this.#list }
  }
}

/** The rows of a page of an order; equal ones in the order of the file, backwards where it is descending. */
export async function rowsOfPage(
  order: RowOrder,
  among: RowSet,
  descending: boolean,
  { offset, limit }: Part,
): Promise<readonly number[]> {
  const walk = walkOf(order, descending)
  const begin = await placeOf(walk, among, offset)
  const found: number[] = []
  if (begin === undefined) return found
  for (let { n, at } = begin; n < walk.pieces && found.length < limit; n += 1, at = 0) {
    const piece = await walk.walked(n)
    for (; at < piece.length && found.length < limit; at += 1) {
      const row = rowOfEntry(piece[at] ?? 0)
      if (among.has(row)) found.push(row)
    }
  }
  return found
}

/** Where the `offset`th row of `among` stands in a walk; undefined: there are not so many. */
async function placeOf(
  walk: Walk,
  among: RowSet,
  offset: number,
): Promise<{ readonly n: number; readonly at: number } | undefined> {
  const all = among.count === among.rows
  let left = offset
  let n = 0
  // Of all rows whole pieces can be passed over; of some each is counted.
  for (; all && n < walk.pieces && left >= walk.rowsOf(n); n += 1) left -= walk.rowsOf(n)
  for (let together = 1; n < walk.pieces; together = mostPieces) {
    const read = await walk.read(n, Math.min(together, walk.pieces - n))
    for (const [more, numbers] of read.entries()) {
      const count = among.countOf(numbers)
      if (left >= count) {
        left -= count
        continue
      }
      const piece = await walk.walked(n + more)
      for (let at = 0; at < piece.length; at += 1)
        if (among.has(rowOfEntry(piece[at] ?? 0))) {
          if (left === 0) return { n: n + more, at }
          left -= 1
        }
    }
    n += read.length
  }
  return undefined
}

function walkOf(order: RowOrder, descending: boolean): Walk {
  const { pieces } = order
  if (!descending)
    return {
      pieces,
      rowsOf: order.rowsOf,
      read: order.read,
      walked: async (n) => (await order.read(n, 1))[0] ?? new Uint32Array(),
    }
  return {
    pieces,
    rowsOf: (n) => order.rowsOf(pieces - 1 - n),
    read: async (n, count) => [...(await order.read(pieces - n - count, count))].reverse(),
    walked: async (n) => {
      const [own = new Uint32Array(), above] = await order.read(pieces - 1 - n, n === 0 ? 1 : 2)
      return backwards(own, above === undefined || startsValue(above[0] ?? 0))
    },
  }
}

/** `first`: what is now first was the last of its value. */
function backwards(piece: Uint32Array, first: boolean): Uint32Array {
  const turned = new Uint32Array(piece.length)
  let starts = first
  for (let at = 0, from = piece.length - 1; from >= 0; at += 1, from -= 1) {
    const entry = piece[from] ?? 0
    turned[at] = (entry & 0x7fffffff) | (starts ? 0x80000000 : 0)
    starts = startsValue(entry)
  }
  return turned
}
