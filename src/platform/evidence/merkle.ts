import { createHash } from 'node:crypto'

/** The Merkle tree of RFC 9162, section 2.1. Positions count from 0; level 0 are the leaves. */

/** The root of a tree without leaves (2.1.1). */
export const emptyRoot: Buffer = createHash('sha256').digest()

const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

/** The prefix keeps a leaf from being passed off as a node, and the other way round. */
export function leafHash(content: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(content).digest()
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest()
}

/** A complete subtree: `level` 3, `index` 2 covers the leaves 16 to 23. */
export interface NodePlace {
  readonly level: number
  readonly index: number
}

/** The complete subtrees that make up the leaves from `start` up to `end`, from left to right. */
export function coverage(start: number, end: number): readonly NodePlace[] {
  const places: NodePlace[] = []
  for (let at = start; at < end; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level++
    places.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return places
}

/** The root over subtrees of falling size, as `coverage` lists them. */
export function foldRight(hashes: readonly Buffer[]): Buffer {
  const last = hashes.at(-1)
  if (last === undefined) return emptyRoot
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}

/** The largest power of two smaller than `size`: where a tree divides (k in 2.1.1). */
export function dividesAt(size: number): number {
  let k = 1
  while (k * 2 < size) k *= 2
  return k
}
