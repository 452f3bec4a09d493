import { characterFaults } from '../../../civic/characters.ts'
import { readDate } from '../../../civic/era.ts'
import { isKana, normaliseKana } from '../../../civic/kana.ts'

/** What is wrong with a typed value; the sentences are in `messages.ja.ts`. */
export type Problem = { readonly field: string; readonly code: ProblemCode; readonly row?: number }
export type ProblemCode =
  | 'missing'
  | 'too-long'
  | 'unusable-characters'
  | 'not-kana'
  | 'not-a-date'
  | 'ends-before-begin'
  | 'not-a-number'
  | 'bad-code'
  | 'unknown-section'
  | 'unknown-post'
  | 'unknown-role'
  | 'unknown-kind'
  | 'unknown-person'
  | 'unknown-reason'
  | 'taken'
  | 'twice-in-file'
  | 'principal-overlaps'
  | 'already-there'
  | 'absence-overlaps'
  | 'own-deputy'
  | 'own-roles'
  | 'under-itself'
  | 'still-used'
  | 'changed-meanwhile'
  | 'ended-meanwhile'
  | 'columns'

/** Collects problems while values are read, so that a person sees all of them at once. */
export class Reader {
  readonly problems: Problem[] = []

  constructor(
    private readonly value: (field: string) => string,
    private readonly row?: number,
  ) {}

  refuse(field: string, code: ProblemCode): void {
    this.problems.push(this.row === undefined ? { field, code } : { field, code, row: this.row })
  }

  /** Text of a person or place, as typed: only the ends are trimmed. */
  words(field: string, longest: number): string {
    const text = this.value(field).trim()
    if (text === '') this.refuse(field, 'missing')
    else if ([...text].length > longest) this.refuse(field, 'too-long')
    else if (characterFaults(text).length > 0) this.refuse(field, 'unusable-characters')
    return text
  }

  optional(field: string, longest: number): string | null {
    return this.value(field).trim() === '' ? null : this.words(field, longest)
  }

  kana(field: string, longest: number): string {
    const text = normaliseKana(this.value(field).trim())
    if (text === '') this.refuse(field, 'missing')
    else if ([...text].length > longest) this.refuse(field, 'too-long')
    else if (!isKana(text)) this.refuse(field, 'not-kana')
    return text
  }

  /** A staff number: letters, digits and hyphens, large letters. */
  number(field: string): string {
    const text = this.value(field).normalize('NFKC').trim().toUpperCase()
    if (text === '') this.refuse(field, 'missing')
    else if (!/^[A-Z0-9-]{1,20}$/.test(text)) this.refuse(field, 'bad-code')
    return text
  }

  /** A code of a section or post: small letters, digits and hyphens. */
  code(field: string): string {
    const text = this.value(field).normalize('NFKC').trim().toLowerCase()
    if (text === '') this.refuse(field, 'missing')
    else if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) this.refuse(field, 'bad-code')
    return text
  }

  whole(field: string, least: number, most: number): number {
    const text = this.value(field).normalize('NFKC').trim()
    const value = Number(text)
    if (!/^\d{1,9}$/.test(text) || value < least || value > most) this.refuse(field, 'not-a-number')
    return value
  }

  day(field: string): string {
    return this.lastDay(field) ?? (this.value(field).trim() === '' ? this.missing(field) : '')
  }

  /** A day that may be left open. */
  lastDay(field: string): string | null {
    const text = this.value(field).trim()
    if (text === '') return null
    const read = readDate(text)
    if (read.ok) return read.day
    this.refuse(field, 'not-a-date')
    return null
  }

  one<T extends string>(field: string, known: readonly T[], code: ProblemCode): T {
    const text = this.value(field).trim()
    const found = known.find((each) => each === text)
    if (found === undefined) this.refuse(field, text === '' ? 'missing' : code)
    return found ?? (known[0] as T)
  }

  private missing(field: string): string {
    this.refuse(field, 'missing')
    return ''
  }
}
