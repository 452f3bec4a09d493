import { QueryBroken } from './query.ts'

export type Token =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'plus' | 'end' }
  /** `title:`; its value comes next. */
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'text'; readonly pieces: readonly string[] }
  | { readonly kind: 'boost'; readonly by: number }
  | {
      readonly kind: 'range'
      readonly from?: string
      readonly to?: string
      readonly fromIncluded: boolean
      readonly toIncluded: boolean
    }

const signs: Readonly<Record<string, Token>> = { '(': { kind: 'open' }, ')': { kind: 'close' } }
const words: Readonly<Record<string, Token>> = {
  AND: { kind: 'and' },
  OR: { kind: 'or' },
  NOT: { kind: 'not' },
  '&&': { kind: 'and' },
  '||': { kind: 'or' },
}
const before: Readonly<Record<string, Token>> = { '+': { kind: 'plus' }, '-': { kind: 'not' }, '!': { kind: 'not' } }
const space = /\s/u
const ends = /[\s()"[\]{}^]/u
const fieldName = /^(?:\*|[A-Za-z_][\w.-]*)$/

/** The words and signs of a search, in order, with an `end`. Throws `QueryBroken`. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const letter = text.charAt(at)
    const sign = signs[letter] ?? (before[letter] !== undefined && startsClause(text, at) ? before[letter] : undefined)
    if (space.test(letter)) at += 1
    else if (sign !== undefined) {
      tokens.push(sign)
      at += 1
    } else {
      const read = letter === '"' ? phrase(text, at) : /[[{]/.test(letter) ? range(text, at) : word(text, at)
      tokens.push(read.token)
      at = read.end
    }
  }
  return [...tokens, { kind: 'end' }]
}

/** A sign inside of a word is a letter of it: `352128-aed`. */
function startsClause(text: string, at: number): boolean {
  return text.charAt(at + 1) !== '' && !space.test(text.charAt(at + 1))
}

interface Read {
  readonly token: Token
  readonly end: number
}

function phrase(text: string, from: number): Read {
  let said = ''
  for (let at = from + 1; at < text.length; at += 1) {
    const letter = text.charAt(at)
    if (letter === '"') return { token: { kind: 'text', pieces: [said] }, end: at + 1 }
    if (letter === '\\') at += 1
    said += text.charAt(at)
  }
  throw new QueryBroken('A quotation mark is not closed.')
}

const ranged = /^([[{])\s*("[^"]*"|[^\s"\]}]+)\s+TO\s+("[^"]*"|[^\s"\]}]+)\s*([\]}])/

function range(text: string, from: number): Read {
  // The ends of a range are short; looking no further keeps the work small.
  const match = ranged.exec(text.slice(from, from + 200))
  if (match === null) throw new QueryBroken('A range is written [a TO b].')
  const [whole, open, first = '', last = '', close] = match
  const end = (said: string): string | undefined => (said === '*' ? undefined : said.replace(/^"|"$/g, ''))
  const [low, high] = [end(first), end(last)]
  const token: Token = {
    kind: 'range',
    ...(low === undefined ? {} : { from: low }),
    ...(high === undefined ? {} : { to: high }),
    fromIncluded: open === '[',
    toIncluded: close === ']',
  }
  return { token, end: from + whole.length }
}

function word(text: string, from: number): Read {
  let pieces = ['']
  let plain = ''
  let at = from
  const add = (letter: string): void => {
    pieces = [...pieces.slice(0, -1), `${pieces.at(-1)}${letter}`]
  }
  for (; at < text.length; at += 1) {
    const letter = text.charAt(at)
    if (letter === '^') return at === from ? boost(text, at) : { token: { kind: 'text', pieces }, end: at }
    if (ends.test(letter)) break
    if (letter === ':' && fieldName.test(plain)) return { token: { kind: 'field', name: plain }, end: at + 1 }
    plain += letter
    if (letter === '*') pieces.push('')
    else if (letter === '\\') {
      at += 1
      add(text.charAt(at))
      // A name with an escaped letter is none: `a\:b` is a text.
      plain += '\\'
    } else add(letter)
  }
  if (at === from) throw new QueryBroken(`“${text.charAt(at)}” is out of place.`)
  return { token: words[plain] ?? { kind: 'text', pieces }, end: at }
}

function boost(text: string, from: number): Read {
  const match = /^\^(\d{1,4}(?:\.\d{1,4})?)/.exec(text.slice(from, from + 12))
  if (match === null) throw new QueryBroken('“^” is followed by a number.')
  return { token: { kind: 'boost', by: Number(match[1]) }, end: from + match[0].length }
}
