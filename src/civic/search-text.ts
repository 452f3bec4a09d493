import { foldVariants } from './characters.ts'
import { toFullWidthKana, toKatakana } from './kana.ts'

/**
 * A text as it is compared in searches: width, case, hiragana and katakana, 異体字, spaces and signs make no difference.
 * NFKC is fine here because the result is never shown or stored as a name.
 */
export function searchKey(text: string): string {
  return toKatakana(foldVariants(toFullWidthKana(text).normalize('NFKC')).toLowerCase()).replace(
    /[\s・,.、。「」『』()[\]【】〈〉《》/／\-‐–—−~〜!?！？:：;；'"’”]/g,
    '',
  )
}

/** Pairs of neighbouring characters; a text of one character is its own bigram. For search tables. */
export function bigrams(text: string): readonly string[] {
  const letters = [...searchKey(text)]
  if (letters.length <= 1) return letters
  const pairs = new Set<string>()
  for (let index = 0; index + 1 < letters.length; index += 1) pairs.add(`${letters[index]}${letters[index + 1]}`)
  return [...pairs]
}

/**
 * How well a query meets a text, 0–1. 1: contained. Otherwise the share of the query's bigrams found, or the nearness
 * of the whole word when a slip of typing (a letter too many, missing, wrong, swapped) is the only difference.
 */
export function closeness(query: string, text: string): number {
  const wanted = searchKey(query)
  const candidate = searchKey(text)
  if (wanted === '' || candidate === '') return 0
  if (wanted === candidate || candidate.includes(wanted)) return 1
  const slips = slipsBetween(wanted, candidate)
  const allowed = wanted.length >= 7 ? 2 : wanted.length >= 3 ? 1 : 0
  if (slips <= allowed) return 1 - slips / (wanted.length + 1)
  const known = new Set(bigrams(candidate))
  const asked = bigrams(wanted)
  const found = asked.filter((pair) => known.has(pair)).length
  return asked.length < 2 ? 0 : (found / asked.length) * 0.8
}

/** The best closeness of a query over several texts. Words of the query apart by spaces must all be met. */
export function searchScore(query: string, texts: readonly string[]): number {
  const words = query.split(/[\s　]+/).filter((word) => searchKey(word) !== '')
  if (words.length === 0) return 0
  const scores = words.map((word) => Math.max(0, ...texts.map((text) => closeness(word, text))))
  return Math.min(...scores)
}

/** Damerau–Levenshtein distance (optimal string alignment); long texts are cut, since only short words are compared. */
function slipsBetween(first: string, second: string): number {
  const a = [...first].slice(0, 40)
  const b = [...second].slice(0, 40)
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1
      let best = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + cost)
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) best = Math.min(best, at(beforeLast, column - 2) + 1)
      current.push(best)
    }
    beforeLast = last
    last = current
  }
  return at(last, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
