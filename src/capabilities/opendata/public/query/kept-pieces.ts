/**
 * What was read of versions, which never change, and is asked for again soon: so many pieces for each database, those that were not asked
 * for longest are let go first.
 */
export class KeptPieces<T> {
  readonly #kept = new WeakMap<object, Map<string, T>>()

  constructor(readonly most: number) {}

  /** The pieces of these names, in their order; `read` is asked for those that are missing, by their places in `names`. */
  async of(
    db: object,
    names: readonly string[],
    read: (missing: readonly number[]) => Promise<readonly (T | undefined)[]>,
  ): Promise<readonly (T | undefined)[]> {
    const kept = this.#kept.get(db) ?? new Map<string, T>()
    this.#kept.set(db, kept)
    const pieces = names.map((name) => kept.get(name))
    const missing = names.flatMap((_, at) => (pieces[at] === undefined ? [at] : []))
    if (missing.length > 0)
      for (const [n, piece] of (await read(missing)).entries()) {
        const at = missing[n]
        if (at !== undefined) pieces[at] = piece
      }
    names.forEach((name, at) => {
      const piece = pieces[at]
      if (piece === undefined) return
      kept.delete(name)
      kept.set(name, piece)
    })
    for (const oldest of kept.keys()) {
      if (kept.size <= this.most) break
      kept.delete(oldest)
    }
    return pieces
  }
}
