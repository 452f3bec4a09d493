import { type Locale, type LocalText, pickText } from '../../platform/i18n/local-text.ts'

/**
 * Text that a component shows: a sentence already in the language of the page, or a text in several languages.
 * Readings are written 漢字《かんじ》 and become ruby; ｜ marks where the base begins when it is not kanji alone.
 */
export type Words = string | LocalText

/**
 * One piece of a sentence. `keep` is a date, a time or an amount, which never breaks over two lines; with a reading
 * (3,000円《えん》) the reading comes first.
 */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ruby'; readonly base: string; readonly reading: string }
  | { readonly kind: 'keep'; readonly text: string }

const rubyOrKeep = new RegExp(
  [
    '｜(?<marked>[^｜《》]+)《(?<markedReading>[^《》]+)》',
    '(?<base>[\\p{Script=Han}々〆ヵヶ]+)《(?<reading>[^《》]+)》',
    '(?<keep>(?:(?:令和|平成|昭和|大正|明治)(?:元|\\d+)年)?\\d+月\\d+日(?:（.）)?|\\d+(?:,\\d{3})*(?:円|%|KB|MB)|\\d{1,2}:\\d{2})(?!《)',
  ].join('|'),
  'gu',
)

/** Most sentences hold neither a reading nor a number; they are spared the long pattern. */
const mayHold = /[《0-9]/

/** Cuts a sentence into plain pieces, readings, and pieces to be kept on one line. */
export function pieces(text: string): readonly Piece[] {
  if (!mayHold.test(text)) return [{ kind: 'text', text }]
  const found: Piece[] = []
  let at = 0
  for (const match of text.matchAll(rubyOrKeep)) {
    const { marked, markedReading, base, reading, keep } = match.groups ?? {}
    if (match.index > at) found.push({ kind: 'text', text: text.slice(at, match.index) })
    if (keep !== undefined) found.push({ kind: 'keep', text: keep })
    else found.push({ kind: 'ruby', base: marked ?? base ?? '', reading: markedReading ?? reading ?? '' })
    at = match.index + match[0].length
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) })
  return found
}

/** A sentence without its readings, for `title`, `aria-label` and other places that hold no markup. */
export function withoutReadings(text: string): string {
  return text.includes('《') || text.includes('｜') ? text.replace(/《[^《》]*》|｜/g, '') : text
}

/** A sentence with its readings in brackets, for a text without markup that is read all the same: 受付番号（うけつけばんごう）. */
export function withReadingsInBrackets(text: string): string {
  return text.replace(/｜/g, '').replace(/《([^《》]*)》/g, '（$1）')
}

/** The words of a page's language as plain text. */
export function plain(words: Words, locale: Locale): string {
  return withoutReadings(typeof words === 'string' ? words : pickText(words, locale).text)
}
