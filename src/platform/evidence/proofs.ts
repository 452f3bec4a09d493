import { coverage, dividesAt, foldRight, type NodePlace, nodeHash } from './merkle.ts'

/** Looks up hashes of complete subtrees, in the order asked. */
export type NodeReader = (places: readonly NodePlace[]) => Promise<readonly Buffer[]>

/** A reader that answers all that is asked in one turn with one read. */
export function inOneRead(read: NodeReader): NodeReader {
  let asked: NodePlace[] = []
  let answer: Promise<readonly Buffer[]> | undefined
  return async (places) => {
    const from = asked.length
    asked.push(...places)
    answer ??= Promise.resolve().then(() => {
      const all = asked
      asked = []
      answer = undefined
      return read(all)
    })
    return (await answer).slice(from, from + places.length)
  }
}

/** Proof that the leaf at `position` is in the tree of `size` leaves (RFC 9162, 2.1.3.1). */
export function inclusionProof(position: number, size: number, read: NodeReader): Promise<readonly Buffer[]> {
  if (position < 0 || position >= size) throw new RangeError(`There is no leaf ${position} in a tree of ${size}.`)
  return hashRanges(inclusionRanges(position, 0, size), read)
}

/** Proof that the tree of `size` leaves begins with the tree of `first` leaves (RFC 9162, 2.1.4.1). */
export function consistencyProof(first: number, size: number, read: NodeReader): Promise<readonly Buffer[]> {
  if (first <= 0 || first > size) throw new RangeError(`A tree of ${size} leaves has no part of ${first}.`)
  return hashRanges(first === size ? [] : consistencyRanges(first, 0, size, true), read)
}

/** RFC 9162, 2.1.3.2, step by step. */
export function verifyInclusion(
  leaf: Uint8Array,
  position: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (position < 0 || position >= size) return false
  let fn = position
  let sn = size - 1
  let r: Buffer = Buffer.from(leaf)
  for (const p of proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else {
      r = nodeHash(r, p)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && r.equals(root)
}

/** RFC 9162, 2.1.4.2, step by step. */
export function verifyConsistency(
  first: number,
  second: number,
  proof: readonly Uint8Array[],
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): boolean {
  if (first <= 0 || first > second) return false
  if (first === second) return proof.length === 0 && Buffer.from(firstRoot).equals(secondRoot)
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : [...proof]
  const [start, ...rest] = path
  if (start === undefined) return false
  let fn = first - 1
  let sn = second - 1
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  let fr: Buffer = Buffer.from(start)
  let sr: Buffer = Buffer.from(start)
  for (const c of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(c, fr)
      sr = nodeHash(c, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else {
      sr = nodeHash(sr, c)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && fr.equals(firstRoot) && sr.equals(secondRoot)
}

type Range = readonly [start: number, end: number]

function inclusionRanges(position: number, start: number, end: number): readonly Range[] {
  if (end - start === 1) return []
  const middle = start + dividesAt(end - start)
  return position < middle
    ? [...inclusionRanges(position, start, middle), [middle, end]]
    : [...inclusionRanges(position, middle, end), [start, middle]]
}

function consistencyRanges(first: number, start: number, end: number, whole: boolean): readonly Range[] {
  if (first === end) return whole ? [] : [[start, end]]
  const middle = start + dividesAt(end - start)
  return first <= middle
    ? [...consistencyRanges(first, start, middle, whole), [middle, end]]
    : [...consistencyRanges(first, middle, end, false), [start, middle]]
}

async function hashRanges(ranges: readonly Range[], read: NodeReader): Promise<readonly Buffer[]> {
  const covers = ranges.map(([start, end]) => coverage(start, end))
  const hashes = [...(await read(covers.flat()))]
  return covers.map((places) => foldRight(hashes.splice(0, places.length)))
}

function isPowerOfTwo(value: number): boolean {
  return 2 ** Math.round(Math.log2(value)) === value
}
