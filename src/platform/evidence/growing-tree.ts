import { emptyRoot, foldRight, type NodePlace, nodeHash } from './merkle.ts'

export interface PlacedHash extends NodePlace {
  readonly hash: Buffer
}

/** The right edge of a tree: all that has to be known to append to it. Memory and work grow with the logarithm only. */
export class GrowingTree {
  #size: number
  /** Roots of the complete subtrees from left to right, sizes falling. */
  readonly #edge: { level: number; hash: Buffer }[]

  /** `edge` are the hashes of `coverage(0, size)`. */
  constructor(size = 0, edge: readonly { readonly level: number; readonly hash: Buffer }[] = []) {
    this.#size = size
    this.#edge = edge.map(({ level, hash }) => ({ level, hash }))
  }

  get size(): number {
    return this.#size
  }

  /** Appends a leaf hash and returns the nodes above level 0 that became complete with it. */
  append(leaf: Buffer): readonly PlacedHash[] {
    const made: PlacedHash[] = []
    let top = { level: 0, hash: leaf }
    for (;;) {
      const left = this.#edge.at(-1)
      if (left === undefined || left.level !== top.level) break
      this.#edge.pop()
      top = { level: top.level + 1, hash: nodeHash(left.hash, top.hash) }
      made.push({ level: top.level, index: Math.floor(this.#size / 2 ** top.level), hash: top.hash })
    }
    this.#edge.push(top)
    this.#size++
    return made
  }

  root(): Buffer {
    return this.#size === 0 ? emptyRoot : foldRight(this.#edge.map(({ hash }) => hash))
  }
}
