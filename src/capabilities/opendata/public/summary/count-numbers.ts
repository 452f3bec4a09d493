import type { NumberCounts } from './summary.ts'

/** Steps that are kept; when there would be more, neighbours are joined. */
const mostSteps = 100
/** Steps of a chart at most. */
const shownSteps = 10

/**
 * Counts numbers in steps of a round width without knowing their range beforehand: the width grows as they spread, always by 5 or 2 in
 * turn (1, 5, 10, 50, 100 …), so that the old steps fit into the new ones.
 */
export class NumberCounter {
  #steps = new Map<number, number>()
  #filled = 0
  #sum = 0
  #min = Number.POSITIVE_INFINITY
  #max = Number.NEGATIVE_INFINITY
  #exponent: number
  #half = false

  /** `whole`: whole numbers, which are not counted finer than by one. */
  constructor(whole: boolean) {
    this.#exponent = whole ? 0 : -6
  }

  add(value: number): void {
    if (!Number.isFinite(value)) return
    this.#filled += 1
    this.#sum += value
    this.#min = Math.min(this.#min, value)
    this.#max = Math.max(this.#max, value)
    while (this.#spread() > mostSteps) this.#widen()
    const step = this.#stepOf(value)
    this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1)
  }

  result(): NumberCounts | undefined {
    if (this.#filled === 0) return undefined
    while (this.#spread() > shownSteps) this.#widen()
    const first = this.#stepOf(this.#min)
    const counts = Array.from({ length: this.#spread() }, (_, at) => this.#steps.get(first + at) ?? 0)
    const width = this.#width()
    // Seven digits: 0.1 times 3 is not 0.3 to a computer.
    const from = Number((first * width).toPrecision(7))
    return {
      kind: 'numbers',
      filled: this.#filled,
      min: this.#min,
      max: this.#max,
      sum: this.#sum,
      from,
      width,
      counts,
    }
  }

  #width(): number {
    return Number(`${this.#half ? 5 : 1}e${this.#exponent}`)
  }

  #stepOf(value: number): number {
    // A hair more, since 0.3 / 0.1 is a hair less than 3.
    return Math.floor(value / this.#width() + 1e-9)
  }

  #spread(): number {
    return this.#stepOf(this.#max) - this.#stepOf(this.#min) + 1
  }

  #widen(): void {
    const factor = this.#half ? 2 : 5
    if (this.#half) this.#exponent += 1
    this.#half = !this.#half
    const wider = new Map<number, number>()
    for (const [step, count] of this.#steps) {
      const to = Math.floor(step / factor)
      wider.set(to, (wider.get(to) ?? 0) + count)
    }
    this.#steps = wider
  }
}
