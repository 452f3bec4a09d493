import { resolveReferences } from './letters.ts'
import { XmlBroken } from './xml-broken.ts'

export interface XmlHandler {
  /** Names are as written, with their prefix. The attributes are good for this call alone: a sheet has millions. */
  open(name: string, attributes: ReadonlyMap<string, string>): void
  /** Letters between tags, references resolved; a text with CDATA comes in several parts. */
  text(text: string): void
  close(name: string): void
}

const deepest = 40
const longestPiece = 1024 * 1024
const NAME = /^[\p{L}_][\p{L}\p{N}_.:-]*$/u

/** What stands at a place of the text: where it ends, or that its end is not here yet. */
type Step = number | 'more'

/**
 * Reads XML as it comes, piece by piece: elements, attributes, text. There are no declarations, so there is nothing that an
 * entity could expand to or fetch (XXE): a document with DOCTYPE is refused where it begins. Memory does not grow with the
 * document. Throws `XmlBroken`.
 */
export class XmlEvents {
  #rest = ''
  #line = 1
  #started = false
  readonly #open: string[] = []
  readonly #names = new Set<string>()
  readonly #attributes = new Map<string, string>()

  constructor(readonly handler: XmlHandler) {}

  /** The next piece of the document. */
  write(piece: string): void {
    const source = this.#rest + piece
    let at = 0
    while (at < source.length) {
      const next = this.#step(source, at)
      if (next === 'more') break
      at = next
    }
    if (source.length - at > longestPiece) throw new XmlBroken('xml-deep', this.#line)
    this.#line = this.#lineAt(source, at)
    this.#rest = source.slice(at)
  }

  /** The document is whole. */
  end(): void {
    const rest = this.#rest
    if (this.#open.length > 0 || !this.#started || rest.trim() !== '') this.#fail(rest, rest.length)
  }

  #step(source: string, at: number): Step {
    if (source[at] !== '<') return this.#text(source, at)
    const second = source[at + 1]
    if (second === undefined) return 'more'
    if (second === '!') return this.#declaration(source, at)
    if (second === '?') return after(source, '?>', at)
    if (second === '/') return this.#closing(source, at)
    return this.#opening(source, at)
  }

  #text(source: string, at: number): Step {
    const end = source.indexOf('<', at)
    if (end < 0) return 'more'
    const raw = source.slice(at, end)
    if (this.#open.length === 0) {
      if (raw.replace('\ufeff', '').trim() !== '') this.#fail(source, at)
    } else this.handler.text(this.#resolve(raw, source, at))
    return end
  }

  #declaration(source: string, at: number): Step {
    if (source.startsWith('<!--', at)) return after(source, '-->', at + 4)
    if (source.startsWith('<![CDATA[', at)) {
      const end = after(source, ']]>', at)
      if (end === 'more') return end
      if (this.#open.length === 0) this.#fail(source, at)
      this.handler.text(source.slice(at + 9, end - 3))
      return end
    }
    // Perhaps only its beginning is here yet.
    const begun = source.slice(at, at + 9)
    if (begun.length < 9 && ('<![CDATA['.startsWith(begun) || '<!--'.startsWith(begun))) return 'more'
    throw new XmlBroken('xml-doctype', this.#lineAt(source, at))
  }

  #closing(source: string, at: number): Step {
    const end = source.indexOf('>', at)
    if (end < 0) return 'more'
    const name = this.#open.pop()
    if (name === undefined || source.slice(at + 2, end).trimEnd() !== name) return this.#fail(source, at)
    this.handler.close(name)
    return end + 1
  }

  #opening(source: string, at: number): Step {
    let here = at + 1
    while (here < source.length && !endsName(source.charCodeAt(here))) here += 1
    if (here >= source.length) return 'more'
    const name = source.slice(at + 1, here)
    const attributes = this.#attributes
    attributes.clear()
    for (;;) {
      const spaced = here
      here = skipSpaces(source, here)
      if (here >= source.length) return 'more'
      const letter = source[here]
      if (letter === '>') break
      if (letter === '/') {
        if (here + 1 >= source.length) return 'more'
        if (source[here + 1] !== '>') this.#fail(source, here)
        break
      }
      if (spaced === here) this.#fail(source, here)
      const equals = source.indexOf('=', here)
      if (equals < 0) return source.indexOf('>', here) < 0 ? 'more' : this.#fail(source, here)
      const key = source.slice(here, equals).trimEnd()
      const open = skipSpaces(source, equals + 1)
      if (open >= source.length) return 'more'
      const quote = source[open] ?? ''
      if ((quote !== '"' && quote !== "'") || !this.#isName(key)) this.#fail(source, here)
      const close = source.indexOf(quote, open + 1)
      if (close < 0) return 'more'
      const raw = source.slice(open + 1, close)
      if (raw.includes('<') || attributes.has(key)) this.#fail(source, here)
      attributes.set(key, this.#resolve(raw, source, here))
      here = close + 1
    }
    this.#begin(name, attributes, source, at)
    if (source[here] === '>') return here + 1
    this.#open.pop()
    this.handler.close(name)
    return here + 2
  }

  #begin(name: string, attributes: ReadonlyMap<string, string>, source: string, at: number): void {
    if (!this.#isName(name) || (this.#open.length === 0 && this.#started)) this.#fail(source, at)
    this.#started = true
    this.#open.push(name)
    if (this.#open.length >= deepest) throw new XmlBroken('xml-deep', this.#lineAt(source, at))
    this.handler.open(name, attributes)
  }

  /** Names come again and again: each is looked at once. */
  #isName(name: string): boolean {
    if (this.#names.has(name)) return true
    if (!NAME.test(name)) return false
    if (this.#names.size < 1000) this.#names.add(name)
    return true
  }

  #resolve(raw: string, source: string, at: number): string {
    return raw.includes('&') ? (resolveReferences(raw) ?? this.#fail(source, at)) : raw
  }

  #fail(source: string, at: number): never {
    throw new XmlBroken('xml-broken', this.#lineAt(source, at))
  }

  #lineAt(source: string, to: number): number {
    let line = this.#line
    for (let at = source.indexOf('\n'); at >= 0 && at < to; at = source.indexOf('\n', at + 1)) line += 1
    return line
  }
}

function after(source: string, mark: string, from: number): Step {
  const found = source.indexOf(mark, from)
  return found < 0 ? 'more' : found + mark.length
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9
/** A space, `/` or `>`. */
const endsName = (code: number): boolean => isSpace(code) || code === 47 || code === 62

function skipSpaces(source: string, from: number): number {
  let at = from
  while (at < source.length && isSpace(source.charCodeAt(at))) at += 1
  return at
}
