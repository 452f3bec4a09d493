import { searchKey } from '../../../../../civic/search-text.ts'
import { type Query, QueryBroken, type Range, type Term } from './query.ts'

/** What is searched of one dataset: the values of each field. */
export type Document = ReadonlyMap<string, readonly string[]>

/** Fields in which words are looked for; the values of all others are compared whole. */
const texts: ReadonlySet<string> = new Set([
  'title',
  'notes',
  'text',
  'author',
  'maintainer',
  'res_name',
  'res_description',
])
const days: ReadonlySet<string> = new Set(['metadata_modified', 'metadata_created'])
/** Where a word counts for more (CKAN: `name^4 title^4 tags^2 groups^2 text`). */
const weights: readonly (readonly [field: string, weight: number])[] = [
  ['name', 4],
  ['title', 4],
  ['tags', 2],
  ['groups', 2],
  ['text', 1],
]

/** How well a document answers a search; undefined when it doesn't. */
export function score(query: Query, document: Document): number | undefined {
  switch (query.kind) {
    case 'all':
      return 1
    case 'not':
      return score(query.part, document) === undefined ? 0 : undefined
    case 'and': {
      let sum = 0
      for (const part of query.parts) {
        const found = score(part, document)
        if (found === undefined) return undefined
        sum += found
      }
      return sum
    }
    case 'or': {
      const found = query.parts.map((part) => score(part, document)).filter((each) => each !== undefined)
      return found.length === 0 ? undefined : found.reduce((sum, each) => sum + each, 0)
    }
    case 'term':
      return scoreOfTerm(query, document)
    case 'range':
      return inRange(query, document) ? 1 : undefined
  }
}

function scoreOfTerm(term: Term, document: Document): number | undefined {
  const { field } = term
  const fields = field === undefined ? weights : [[field, 1] as const]
  let best = 0
  for (const [name, weight] of fields) {
    // A word of no field in particular is looked for in words, also where a field's values are compared whole.
    const worded = field === undefined || texts.has(name)
    const compare = worded ? hasWord : isValue
    if ((document.get(name) ?? []).some((value) => compare(value, term.pieces))) best = Math.max(best, weight)
  }
  return best === 0 ? undefined : best * term.boost
}

/** Japanese is found anywhere, in any spelling; a word of Latin letters only as a whole word, or as its beginning with `*`. */
function hasWord(value: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces.map((piece) => piece.normalize('NFKC').toLowerCase())
  if (pieces.every((piece) => piece === '')) return value !== ''
  if ([first, ...rest].every((piece) => /^[a-z0-9]*$/.test(piece))) {
    const words =
      value
        .normalize('NFKC')
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? []
    return words.some((word) => fits(word, [first, ...rest]))
  }
  const key = searchKey(value)
  return fits(key, ['', ...pieces.map(searchKey), ''])
}

function isValue(value: string, pieces: readonly string[]): boolean {
  return fits(
    value.toLowerCase(),
    pieces.map((piece) => piece.toLowerCase()),
  )
}

/** The pieces stand in the text one after the other, the first at its beginning and the last at its end. */
function fits(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const piece of rest) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}

function inRange(range: Range, document: Document): boolean {
  const compared = days.has(range.field) ? instant : (text: string) => text
  const [from, to] = [range.from, range.to].map((end) => (end === undefined ? undefined : compared(end)))
  return (document.get(range.field) ?? []).some((text) => {
    const value = compared(text)
    if (from !== undefined && (range.fromIncluded ? value < from : value <= from)) return false
    return !(to !== undefined && (range.toIncluded ? value > to : value >= to))
  })
}

/** Days and instants of UTC, with or without a zone letter, as CKAN writes them. */
function instant(text: string): number {
  const day = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)Z?)?$/.exec(text)
  const ms = day === null ? Number.NaN : Date.parse(`${day[1]}T${day[2] ?? '00:00:00'}Z`)
  if (Number.isNaN(ms)) throw new QueryBroken('A day is written 2026-04-01T00:00:00Z.')
  return ms
}
