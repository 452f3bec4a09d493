import { searchKey } from '../../../../../civic/search-text.ts'
import { type Query, QueryBroken, type Range, type Term } from './query.ts'

/** What is searched of one dataset: the values of each field. */
export type Document = ReadonlyMap<string, Values>

/** The values of a field. */
export class Values {
  #keys: string | undefined

  constructor(readonly list: readonly Value[]) {}

  /** All of them whole, each between signs that none has. */
  get whole(): string {
    return `\n${this.list.map(({ lower }) => lower).join('\n')}\n`
  }

  /** The words of Latin letters of all of them, each between blanks. */
  get latin(): string {
    return ` ${this.list.flatMap(({ words }) => words).join(' ')} `
  }

  /** All of them as they are searched, a sign between them that no key has: one look instead of one for each. */
  get keys(): string {
    this.#keys ??= this.list.map(({ key }) => key).join('\n')
    return this.#keys
  }
}

/** A value and the forms in which it is compared, each worked out when it is first asked for. */
export class Value {
  #key: string | undefined
  #words: readonly string[] | undefined
  #lower: string | undefined
  #instant: number | undefined

  constructor(readonly text: string) {}

  /** A day or an instant, in milliseconds; throws `QueryBroken` where it is none. */
  get instant(): number {
    this.#instant ??= instant(this.text)
    return this.#instant
  }

  /** As it is searched, see `searchKey`. */
  get key(): string {
    this.#key ??= searchKey(this.text)
    return this.#key
  }

  /** Words of Latin letters. */
  get words(): readonly string[] {
    this.#words ??=
      this.text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? []
    return this.#words
  }

  get lower(): string {
    this.#lower ??= this.text.toLowerCase()
    return this.#lower
  }
}

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
/** Where a word counts for more (CKAN: `name^4 title^4 tags^2 groups^2 text`), the most first. */
export const weights: readonly (readonly [field: string, weight: number])[] = [
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
  const asked = wantedOf(term.pieces)
  // A word of no field in particular is looked for in words, also where a field's values are compared whole.
  if (field !== undefined)
    return isIn(document, field, texts.has(field) ? hasWord : isValue, asked) ? term.boost : undefined
  for (const [name, weight] of weights) if (isIn(document, name, hasWord, asked)) return weight * term.boost
  return undefined
}

function isIn(
  document: Document,
  field: string,
  compare: (value: Value, asked: Wanted) => boolean,
  asked: Wanted,
): boolean {
  const values = document.get(field)
  if (values === undefined) return false
  if (compare === hasWord && asked.anywhere !== undefined) return values.keys.includes(asked.anywhere)
  for (const value of values.list) if (compare(value, asked)) return true
  return false
}

interface Wanted {
  /** For words of Latin letters; undefined when it is none. */
  readonly word?: readonly string[]
  readonly key: readonly string[]
  /** The only text of a term that is no Latin word: it may stand anywhere, stars around it say nothing more. */
  readonly anywhere?: string
  readonly lower: readonly string[]
  /** Nothing but stars. */
  readonly anything: boolean
}

/** Prepared once for each term, not for each dataset. */
const wanted = new WeakMap<Term['pieces'], Wanted>()

/** A term as one text that is looked for in all values of a field put together, in that form of them (`Values`). */
export interface PlainLook {
  readonly form: 'keys' | 'latin' | 'whole'
  readonly text: string
}

/** Undefined for terms that need a closer look: stars in the middle, nothing but stars. */
export function plainLookOf(term: Term): PlainLook | undefined {
  const { anywhere, word, lower } = wantedOf(term.pieces)
  if (term.field !== undefined && !texts.has(term.field)) return marked('whole', lower, '\n')
  if (anywhere !== undefined) return { form: 'keys', text: anywhere }
  return word === undefined ? undefined : marked('latin', word, ' ')
}

/** A value, its beginning or its end, between the signs that stand around each. */
function marked(form: PlainLook['form'], pieces: readonly string[], sign: string): PlainLook | undefined {
  const [only = ''] = pieces.filter((piece) => piece !== '')
  if (only === '' || only.includes('\n') || pieces.length > 2) return undefined
  if (pieces.length === 1) return { form, text: `${sign}${only}${sign}` }
  if (pieces[0] !== '' && pieces[1] !== '') return undefined
  return { form, text: pieces[0] === '' ? `${only}${sign}` : `${sign}${only}` }
}

function wantedOf(pieces: Term['pieces']): Wanted {
  const known = wanted.get(pieces)
  if (known) return known
  const plain = pieces.map((piece) => piece.normalize('NFKC').toLowerCase())
  const latin = plain.every((piece) => /^[a-z0-9]*$/.test(piece))
  const keys = pieces.map(searchKey)
  const said = keys.filter((key) => key !== '')
  const made: Wanted = {
    ...(latin ? { word: plain } : {}),
    key: ['', ...keys, ''],
    ...(latin || said.length !== 1 ? {} : { anywhere: said[0] ?? '' }),
    lower: pieces.map((piece) => piece.toLowerCase()),
    anything: pieces.every((piece) => piece === ''),
  }
  wanted.set(pieces, made)
  return made
}

/** Japanese is found anywhere, in any spelling; a word of Latin letters only as a whole word, or as its beginning with `*`. */
function hasWord(value: Value, { word, key, anything }: Wanted): boolean {
  if (anything) return value.text !== ''
  if (word !== undefined) return value.words.some((each) => fits(each, word))
  return fits(value.key, key)
}

function isValue(value: Value, { lower }: Wanted): boolean {
  return fits(value.lower, lower)
}

/** The pieces stand in the text one after the other, the first at its beginning and the last at its end. */
function fits(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? ''
  if (pieces.length === 1) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  for (let n = 1; n < pieces.length - 1; n += 1) {
    const piece = pieces[n] ?? ''
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  const last = pieces[pieces.length - 1] ?? ''
  return text.length - last.length >= at && text.endsWith(last)
}

function inRange(range: Range, document: Document): boolean {
  const { list = [] } = document.get(range.field) ?? {}
  const { from, to } = endsOf(range)
  return list.some((value) => {
    const key = days.has(range.field) ? value.instant : value.text
    if (from !== undefined && (range.fromIncluded ? key < from : key <= from)) return false
    return !(to !== undefined && (range.toIncluded ? key > to : key >= to))
  })
}

type Ends = { readonly from: string | number | undefined; readonly to: string | number | undefined }
const ends = new WeakMap<Range, Ends>()

/** What the values are compared with; read once for each range, not for each dataset. */
function endsOf(range: Range): Ends {
  const known = ends.get(range)
  if (known) return known
  const read = (end: string | undefined) => (end === undefined || !days.has(range.field) ? end : instant(end))
  const made = { from: read(range.from), to: read(range.to) }
  ends.set(range, made)
  return made
}

/** Days and instants of UTC, with or without a zone letter, as CKAN writes them. */
function instant(text: string): number {
  const day = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)Z?)?$/.exec(text)
  const ms = day === null ? Number.NaN : Date.parse(`${day[1]}T${day[2] ?? '00:00:00'}Z`)
  if (Number.isNaN(ms)) throw new QueryBroken('A day is written 2026-04-01T00:00:00Z.')
  return ms
}
