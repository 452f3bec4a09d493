import type { LocalText } from '../../../platform/i18n/local-text.ts'

/** A condition as it can be said. `open`: always printed (a city's setting decides elsewhere); `unknown`: has no words. */
export type Condition =
  | { readonly kind: 'always' | 'never' | 'open' | 'unknown' }
  | { readonly kind: 'atom'; readonly words: Forms }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  /** Holds for one of the items of a repeated group at least. */
  | { readonly kind: 'some'; readonly item: LocalText; readonly inner: Condition }

/** One statement in its three places: before とき, joined by “and”, joined by “or”; English has one form. */
export interface Forms {
  readonly ja: Joined
  readonly easy: Joined
  readonly en: string
}
interface Joined {
  readonly end: string
  readonly and: string
  readonly or: string
}

export const always: Condition = { kind: 'always' }
export const never: Condition = { kind: 'never' }
export const open: Condition = { kind: 'open' }
export const unknown: Condition = { kind: 'unknown' }

/** 「…が「はい」」: a noun before とき. */
export function noun(ja: string, easy: string, en: string): Condition {
  return {
    kind: 'atom',
    words: {
      ja: { end: `${ja}の`, and: `${ja}で、`, or: `${ja}か、` },
      easy: { end: `${easy}の `, and: `${easy}で、 `, or: `${easy}か、 ` },
      en,
    },
  }
}

/** 「…に印がある」: `ja` and `easy` end before ある. */
export function exists(ja: string, easy: string, en: string): Condition {
  return {
    kind: 'atom',
    words: {
      ja: { end: `${ja}ある`, and: `${ja}あり、`, or: `${ja}あるか、` },
      easy: { end: `${easy} ある `, and: `${easy} あって、 `, or: `${easy} あるか、 ` },
      en,
    },
  }
}

/** 「…ない」: `ja` and `easy` end before ない. */
export function lacks(ja: string, easy: string, en: string): Condition {
  return {
    kind: 'atom',
    words: {
      ja: { end: `${ja}ない`, and: `${ja}なく、`, or: `${ja}ないか、` },
      easy: { end: `${easy} ない `, and: `${easy} なくて、 `, or: `${easy} ないか、 ` },
      en,
    },
  }
}

/** 「…以外」: Japanese has a noun for it, やさしい日本語 says ではない. */
export function otherThan(ja: string, easy: string, en: string): Condition {
  return {
    kind: 'atom',
    words: {
      ja: { end: `${ja}の`, and: `${ja}で、`, or: `${ja}か、` },
      easy: { end: `${easy} ない `, and: `${easy} なくて、 `, or: `${easy} ないか、 ` },
      en,
    },
  }
}

export function both(parts: readonly Condition[]): Condition {
  if (parts.some(({ kind }) => kind === 'never')) return never
  const said = parts.filter(({ kind }) => kind !== 'always' && kind !== 'open' && kind !== 'unknown')
  if (said.length > 1) return { kind: 'and', parts: said }
  return said[0] ?? parts.find(({ kind }) => kind === 'unknown') ?? parts.find(({ kind }) => kind === 'open') ?? always
}

export function either(parts: readonly Condition[]): Condition {
  if (parts.some(({ kind }) => kind === 'always')) return always
  if (parts.some(({ kind }) => kind === 'unknown')) return unknown
  const said = parts.filter(({ kind }) => kind !== 'never' && kind !== 'open')
  if (said.length > 1) return { kind: 'or', parts: said }
  return said[0] ?? parts.find(({ kind }) => kind === 'open') ?? never
}

/** How many statements it holds: long ones are said by their name instead. */
export function statements(condition: Condition): number {
  if (condition.kind === 'some') return statements(condition.inner)
  return 'parts' in condition ? condition.parts.reduce((sum, part) => sum + statements(part), 0) : 1
}

/** Up to and with the word before とき (`if` in English); undefined when there is nothing to say. */
export function say(condition: Condition): LocalText | undefined {
  if (['always', 'never', 'open', 'unknown'].includes(condition.kind)) return undefined
  return { ja: sayIn(condition, 'ja', 'end'), easy: sayIn(condition, 'easy', 'end'), en: sayEnglish(condition) }
}

type Place = keyof Joined

function sayIn(condition: Condition, locale: 'ja' | 'easy', place: Place): string {
  if (condition.kind === 'atom') return condition.words[locale][place]
  if (condition.kind === 'some') {
    const item = condition.item[locale] ?? condition.item.ja
    return locale === 'ja'
      ? `どれかの「${item}」で${sayIn(condition.inner, locale, place)}`
      : `どれかの「${item}」で、 ${sayIn(condition.inner, locale, place)}`
  }
  if (condition.kind !== 'and' && condition.kind !== 'or') return ''
  const { kind, parts } = condition
  return parts
    .map((part, index) => {
      const at: Place = index < parts.length - 1 ? kind : place
      const words = sayIn(part, locale, at)
      return kind === 'and' && part.kind === 'or' ? bracketed(words) : words
    })
    .join('')
}

/** Alternatives inside a sum stand in brackets, the word that joins them outside. */
function bracketed(words: string): string {
  const tail = /(?:の|で、|か、|ある|あり、|あるか、|ない|なく、|ないか、)\s*$/.exec(words)?.[0] ?? ''
  return `（${words.slice(0, words.length - tail.length)}）${tail}`
}

function sayEnglish(condition: Condition): string {
  if (condition.kind === 'atom') return condition.words.en
  if (condition.kind === 'some') {
    return `for any ${(condition.item.en ?? condition.item.ja).toLowerCase()}, ${sayEnglish(condition.inner)}`
  }
  if (condition.kind !== 'and' && condition.kind !== 'or') return ''
  const words = condition.parts.map((part) =>
    condition.kind === 'and' && part.kind === 'or' ? `(${sayEnglish(part)})` : sayEnglish(part),
  )
  return words.join(condition.kind === 'and' ? ' and ' : ' or ')
}
