/** What a number is drawn for: a draft, in a year. */
interface Drawing {
  readonly id: string
  readonly eraYear: string
}

/** Drafts that somebody tries to submit; who has not managed it after so many others draws anew. */
const mostNumbers = 5000

/**
 * The receipt numbers that this process has drawn: who tries again, after a refusal or by a second click, has the same
 * one. A number is used by the submission of its draft alone, and a draft can be submitted once; after a restart a draft
 * draws anew, and the number from before stays unused.
 */
export class DrawnNumbers {
  readonly #byDraft = new Map<string, { readonly eraYear: string; readonly counter: number }>()

  /** For which of them a number is to be drawn now; once where one is asked for twice. */
  missing(asks: readonly Drawing[]): readonly boolean[] {
    const asked = new Set<string>()
    return asks.map((ask) => {
      if (this.of(ask) !== null || asked.has(ask.id)) return false
      asked.add(ask.id)
      return true
    })
  }

  of({ id, eraYear }: Drawing): number | null {
    const known = this.#byDraft.get(id)
    return known?.eraYear === eraYear ? known.counter : null
  }

  keep({ id, eraYear }: Drawing, counter: number): void {
    this.#byDraft.delete(id)
    this.#byDraft.set(id, { eraYear, counter })
    if (this.#byDraft.size > mostNumbers) this.#byDraft.delete(this.#byDraft.keys().next().value ?? '')
  }
}
