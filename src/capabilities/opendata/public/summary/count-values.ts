import type { ValueCounts } from './summary.ts'

/** Different values that are kept; a column with more says too little for a chart. */
const mostValues = 60

/** Counts the values of a column. `split`: several between semicolons in one cell. */
export class ValueCounter {
  readonly #counts = new Map<string, number>()
  #filled = 0
  #tooMany = false

  constructor(
    private readonly kind: ValueCounts['kind'],
    private readonly split: boolean,
  ) {}

  add(cell: string): void {
    if (this.#tooMany) return
    this.#filled += 1
    const values = this.split ? new Set(cell.split(';')) : [this.kind === 'months' ? cell.slice(0, 7) : cell]
    for (const value of values) if (value !== '') this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1)
    if (this.#counts.size <= (this.kind === 'months' ? mostValues * 20 : mostValues)) return
    this.#tooMany = true
    this.#counts.clear()
  }

  /** Undefined: nothing, or too much. */
  result(): ValueCounts | undefined {
    if (this.#tooMany || this.#counts.size === 0) return undefined
    const byValue = ([a]: readonly [string, number], [b]: readonly [string, number]): number =>
      a < b ? -1 : a > b ? 1 : 0
    const counts = [...this.#counts].sort((a, b) => (this.kind === 'months' ? 0 : b[1] - a[1]) || byValue(a, b))
    return { kind: this.kind, filled: this.#filled, counts }
  }
}
