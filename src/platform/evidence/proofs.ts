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

type Range = readonly [start: number, end: number]

function inclusionRanges(position: number, start: number, end: number): readonly Range[] {
  if (end - start === 1) return []
  const middle = start + dividesAt(end - start)
  return position < middle
    ? [...inclusionRanges(position, start, middle), [middle, end]]
    : [...inclusionRanges(position, middle, end), [start, middle]]
}

async function hashRanges(ranges: readonly Range[], read: NodeReader): Promise<readonly Buffer[]> {
  const covers = ranges.map(([start, end]) => coverage(start, end))
  const hashes = [...(await read(covers.flat()))]
  return covers.map((places) => foldRight(hashes.splice(0, places.length)))
}
