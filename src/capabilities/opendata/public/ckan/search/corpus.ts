import { FieldText } from '../../field-text.ts'
import type { Document } from './match.ts'

/** Points of each dataset, by its place; 0 means that it was not found, so that points are kept one higher. */
export type Points = Float32Array

/** The values of a field, each with a number: those of the dataset at a place are `numbers[starts[place]]` up to `starts[place + 1]`. */
export interface NumberedValues {
  readonly texts: readonly string[]
  readonly starts: Uint32Array
  readonly numbers: Uint32Array
}

/** Fields of which each is kept: clients ask for few. */
const mostKept = 30

/**
 * All documents of a search. What is asked of a field of all of them is put together when it is first asked for, and then is a walk over
 * numbers or one text: ten thousand documents looked into one by one took longer than all the rest of a search.
 */
export class Corpus {
  readonly #texts = new Map<string, FieldText>()
  readonly #ranks = new Map<string, Uint32Array>()
  readonly #values = new Map<string, NumberedValues>()

  constructor(readonly documents: readonly Document[]) {}

  /** `keys`: as words are looked for; `whole`: as values are compared; `words`: words of Latin letters. */
  text(field: string, form: 'keys' | 'whole' | 'latin'): FieldText {
    return kept(
      this.#texts,
      `${form} ${field}`,
      () => new FieldText(this.documents.map((each) => each.get(field)?.[form] ?? '')),
    )
  }

  /** Where the first value of each stands among those of all in the order of their units; equal ones have the same rank. */
  ranks(field: string): Uint32Array {
    return kept(this.#ranks, field, () => {
      const texts = this.documents.map((each) => each.get(field)?.list[0]?.text ?? '')
      const ranks = new Map([...new Set(texts)].sort(byUnits).map((text, rank) => [text, rank]))
      return Uint32Array.from(texts, (text) => ranks.get(text) ?? 0)
    })
  }

  values(field: string): NumberedValues {
    return kept(this.#values, field, () => {
      const known = new Map<string, number>()
      const starts = new Uint32Array(this.documents.length + 1)
      const numbers: number[] = []
      this.documents.forEach((document, at) => {
        for (const { text } of document.get(field)?.list ?? []) {
          const number = known.get(text) ?? known.size
          known.set(text, number)
          numbers.push(number)
        }
        starts[at + 1] = numbers.length
      })
      return { texts: [...known.keys()], starts, numbers: Uint32Array.from(numbers) }
    })
  }
}

function kept<T>(all: Map<string, T>, name: string, make: () => T): T {
  const known = all.get(name)
  if (known !== undefined) return known
  const made = make()
  if (all.size < mostKept) all.set(name, made)
  return made
}

const byUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
