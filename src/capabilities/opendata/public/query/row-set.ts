import { segmentRows } from './terms.ts'

const wordsOfSegment = segmentRows / 32

/** Some of the rows of a version: a bit for each, by number from 0. A million rows take 125 KB. */
export class RowSet {
  readonly #words: Uint32Array

  constructor(readonly rows: number) {
    this.#words = new Uint32Array(Math.ceil(rows / segmentRows) * wordsOfSegment)
  }

  static all(rows: number): RowSet {
    const set = new RowSet(rows)
    set.#words.fill(0xffffffff, 0, rows >>> 5)
    for (let at = rows & ~31; at < rows; at += 1) set.add(at)
    return set
  }

  has(at: number): boolean {
    return (((this.#words[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1
  }

  add(at: number): void {
    if (at >= 0 && at < this.rows) this.#words[at >>> 5] = (this.#words[at >>> 5] ?? 0) | (1 << (at & 31))
  }

  remove(at: number): void {
    this.#words[at >>> 5] = (this.#words[at >>> 5] ?? 0) & ~(1 << (at & 31))
  }

  /** Adds the rows of a posting. */
  addPosting(segment: number, posting: Buffer): void {
    const first = segment * segmentRows
    if (posting.length === 0) this.#words.fill(0xffffffff, first >>> 5, (first >>> 5) + wordsOfSegment)
    else if (posting.length === segmentRows / 8)
      for (let at = 0; at < wordsOfSegment; at += 1)
        this.#words[(first >>> 5) + at] = (this.#words[(first >>> 5) + at] ?? 0) | posting.readUInt32LE(at * 4)
    else for (let at = 0; at + 1 < posting.length; at += 2) this.add(first + posting.readUInt16LE(at))
  }

  /** Adds the rows of another set that some entries of an order stand for; answers how many. */
  addEntries(entries: Uint32Array, from: number, to: number, among: RowSet): number {
    const [words, others] = [this.#words, among.#words]
    let count = 0
    for (let i = from; i < to; i += 1) {
      const at = ((entries[i] ?? 0) & 0x7fffffff) - 1
      const bit = (others[at >>> 5] ?? 0) & (1 << (at & 31))
      if (bit === 0) continue
      words[at >>> 5] = (words[at >>> 5] ?? 0) | bit
      count += 1
    }
    return count
  }

  addAll(other: RowSet): void {
    for (let at = 0; at < this.#words.length; at += 1)
      this.#words[at] = (this.#words[at] ?? 0) | (other.#words[at] ?? 0)
  }

  /** Keeps what the other one has too. */
  keep(other: RowSet): void {
    for (let at = 0; at < this.#words.length; at += 1)
      this.#words[at] = (this.#words[at] ?? 0) & (other.#words[at] ?? 0)
  }

  /** Takes away what the other one has. */
  drop(other: RowSet): void {
    for (let at = 0; at < this.#words.length; at += 1)
      this.#words[at] = (this.#words[at] ?? 0) & ~(other.#words[at] ?? 0)
  }

  copy(): RowSet {
    const set = new RowSet(this.rows)
    set.#words.set(this.#words)
    return set
  }

  get count(): number {
    let count = 0
    for (const word of this.#words) count += ones(word)
    return count
  }

  /** How many entries of an order (`look-up.ts`) stand for one of them. */
  countOf(entries: Uint32Array): number {
    const words = this.#words
    let count = 0
    for (let i = 0; i < entries.length; i += 1) {
      const at = ((entries[i] ?? 0) & 0x7fffffff) - 1
      count += ((words[at >>> 5] ?? 0) >>> (at & 31)) & 1
    }
    return count
  }

  hasAnyIn(segment: number): boolean {
    return this.#words.subarray(segment * wordsOfSegment, (segment + 1) * wordsOfSegment).some((word) => word !== 0)
  }

  /** Up to `limit` of them from the `offset`th on; backwards from the last one when `descending`. */
  slice(offset: number, limit: number, descending = false): number[] {
    const found: number[] = []
    let skip = offset
    const last = this.#words.length - 1
    for (let n = 0; n <= last && found.length < limit; n += 1) {
      const at = descending ? last - n : n
      const word = this.#words[at] ?? 0
      const inWord = ones(word)
      if (skip >= inWord) {
        skip -= inWord
        continue
      }
      for (let i = 0; i < 32 && found.length < limit; i += 1) {
        const bit = descending ? 31 - i : i
        if (((word >>> bit) & 1) === 0) continue
        if (skip > 0) skip -= 1
        else found.push(at * 32 + bit)
      }
    }
    return found
  }
}

/** How many bits of 32 are set. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Sorted places within a segment of so many rows, as `addPosting` reads them. */
export function postingOf(places: readonly number[], rowsOfSegment: number): Buffer {
  if (places.length === segmentRows && rowsOfSegment === segmentRows) return Buffer.alloc(0)
  if (places.length < segmentRows / 16) {
    const list = Buffer.alloc(places.length * 2)
    places.forEach((place, at) => {
      list.writeUInt16LE(place, at * 2)
    })
    return list
  }
  const bits = Buffer.alloc(segmentRows / 8)
  for (const place of places) bits[place >>> 3] = (bits[place >>> 3] ?? 0) | (1 << (place & 7))
  return bits
}
