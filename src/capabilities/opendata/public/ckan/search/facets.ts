import { flagOf, listOf, type Parameters, textOf } from '../parameters.ts'
import { invalid } from '../problems.ts'
import type { Corpus } from './corpus.ts'

export interface Facets {
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly search_facets: Readonly<
    Record<
      string,
      {
        readonly title: string
        readonly items: readonly { readonly name: string; readonly display_name: string; readonly count: number }[]
      }
    >
  >
}

const usualLimit = 50
const mostFields = 20

/** How often each value of the asked fields stands in what was found, most frequent first. `nameOf`: what people call a value. */
export function facetsOf(
  given: Parameters,
  corpus: Corpus,
  /** Places in the corpus. */
  found: Uint32Array,
  nameOf: (field: string, value: string) => string,
): Facets {
  const fields = flagOf(given, 'facet', true) ? (listOf(given, 'facet.field') ?? []) : []
  if (fields.length > mostFields) throw invalid('facet.field', 'Too many fields')
  const limit = wholeOf(given, 'facet.limit', usualLimit)
  const least = wholeOf(given, 'facet.mincount', 1)
  const counted = fields.map((field) => {
    const { texts, starts, numbers } = corpus.values(field)
    const counts = new Uint32Array(texts.length)
    for (const place of found)
      for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at += 1) {
        const number = numbers[at] ?? 0
        counts[number] = (counts[number] ?? 0) + 1
      }
    const items = texts
      .map((value, number) => [value, counts[number] ?? 0] as const)
      .filter(([, count]) => count > 0 && count >= least)
      .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
      .map(([name, count]) => ({ name, display_name: nameOf(field, name), count }))
    return [field, limit < 0 ? items : items.slice(0, limit)] as const
  })
  return {
    facets: Object.fromEntries(
      counted.map(([field, items]) => [field, Object.fromEntries(items.map(({ name, count }) => [name, count]))]),
    ),
    search_facets: Object.fromEntries(counted.map(([field, items]) => [field, { title: field, items }])),
  }
}

/** A negative limit means all. */
function wholeOf(given: Parameters, name: string, usual: number): number {
  const text = textOf(given, name)
  if (text === undefined) return usual
  if (!/^-?\d{1,9}$/.test(text)) throw invalid(name, 'Must be an integer')
  return Number(text)
}
