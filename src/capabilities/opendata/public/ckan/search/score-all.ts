import { FieldText } from '../../field-text.ts'
import { anywhereOf, type Document, isWorded, score, weights, wholeOf } from './match.ts'
import type { Query, Term } from './query.ts'

/** Points of each dataset; 0 means that it was not found, so that points are kept one higher. */
type Points = Float32Array

/** All documents of a search, with the texts of their fields, each put together when it is first asked for. */
export class Corpus {
  readonly #texts = new Map<string, FieldText>()

  constructor(readonly documents: readonly Document[]) {}

  /** `keys`: as words are looked for; `whole`: as values are compared. */
  text(field: string, form: 'keys' | 'whole'): FieldText {
    const name = `${form} ${field}`
    const made = this.#texts.get(name) ?? new FieldText(this.documents.map((each) => each.get(field)?.[form] ?? ''))
    if (!this.#texts.has(name) && this.#texts.size < mostTexts) this.#texts.set(name, made)
    return made
  }
}

/** Fields whose texts are kept: clients ask for few. */
const mostTexts = 30

/** How well each document answers; undefined where it doesn't. The same as `score` for each of them. */
export function scoreAll(query: Query, corpus: Corpus): (at: number) => number | undefined {
  const points = pointsOf(query, corpus)
  return (at) => {
    const reached = points[at] ?? 0
    return reached === 0 ? undefined : reached - 1
  }
}

function pointsOf(query: Query, corpus: Corpus): Points {
  const { length } = corpus.documents
  switch (query.kind) {
    case 'all':
      return new Float32Array(length).fill(2)
    case 'not':
      return pointsOf(query.part, corpus).map((reached) => (reached === 0 ? 1 : 0))
    case 'and': {
      const [first, ...more] = query.parts.map((part) => pointsOf(part, corpus))
      const all = first ?? new Float32Array(length).fill(1)
      for (const each of more)
        for (let at = 0; at < length; at += 1)
          all[at] = all[at] === 0 || each[at] === 0 ? 0 : (all[at] ?? 0) + (each[at] ?? 0) - 1
      return all
    }
    case 'or': {
      const all = new Float32Array(length)
      for (const each of query.parts.map((part) => pointsOf(part, corpus)))
        for (let at = 0; at < length; at += 1)
          if (each[at] !== 0) all[at] = all[at] === 0 ? (each[at] ?? 0) : (all[at] ?? 0) + (each[at] ?? 0) - 1
      return all
    }
    case 'term':
      return pointsOfWord(query, corpus) ?? pointsOneByOne(query, corpus)
    case 'range':
      return pointsOneByOne(query, corpus)
  }
}

/** What stands in a text or is a value of a field; undefined for terms that need a closer look. */
function pointsOfWord(term: Term, corpus: Corpus): Points | undefined {
  const { field, boost } = term
  const points = new Float32Array(corpus.documents.length)
  const give =
    (weight: number) =>
    (at: number): void => {
      if (points[at] === 0) points[at] = weight * boost + 1
    }
  const words = anywhereOf(term)
  const whole = wholeOf(term)
  if (field !== undefined && whole !== undefined) corpus.text(field, 'whole').find(whole, give(1))
  else if (field !== undefined && words !== undefined && isWorded(field))
    corpus.text(field, 'keys').find(words, give(1))
  else if (field === undefined && words !== undefined)
    for (const [name, weight] of weights) corpus.text(name, 'keys').find(words, give(weight))
  else return undefined
  return points
}

function pointsOneByOne(query: Query, { documents }: Corpus): Points {
  const points = new Float32Array(documents.length)
  documents.forEach((document, at) => {
    const reached = score(query, document)
    if (reached !== undefined) points[at] = reached + 1
  })
  return points
}
