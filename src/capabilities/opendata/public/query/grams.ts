import { searchKey } from '../../../../civic/search-text.ts'

/** Hashes of the pairs of letters of each line of a text, as it is compared in searches. Sorted, each once. */
export function gramsOf(text: string): readonly number[] {
  const found = new Set<number>()
  for (const line of text.split('\n')) {
    const letters = [...searchKey(line)]
    for (let at = 0; at + 1 < letters.length; at += 1) found.add(hashOf(`${letters[at]}${letters[at + 1]}`))
  }
  return [...found].sort((a, b) => a - b)
}

/**
 * The same of pairs and of three letters in a row. A word of two or three letters stands in a text exactly when its own hash is among them
 * (`wordGrams`).
 */
export function fineGramsOf(text: string): readonly number[] {
  const found = new Set<number>()
  for (const line of text.split('\n')) {
    const letters = [...searchKey(line)]
    for (let at = 0; at + 1 < letters.length; at += 1) {
      const pair = hashOf(`${letters[at]}${letters[at + 1]}`)
      found.add(pair)
      if (at + 2 < letters.length) found.add(hashOf(letters[at + 2] ?? '', pair))
    }
  }
  return [...found]
}

/** What all must be among `fineGramsOf` a text in which a word stands; `exact`: where they are it does. */
export function wordGrams(word: string): { readonly grams: readonly number[]; readonly exact: boolean } {
  const letters = [...searchKey(word)]
  if (letters.length < 2) return { grams: [], exact: letters.length === 0 }
  if (letters.length === 2) return { grams: [hashOf(letters.join(''))], exact: true }
  const grams = letters.slice(2).map((_, at) => hashOf(letters.slice(at, at + 3).join('')))
  return { grams: [...new Set(grams)], exact: letters.length === 3 }
}

/** Whether a word stands in a text, in any spelling. */
export function standsIn(word: string, text: string): boolean {
  const key = searchKey(word)
  return text.split('\n').some((line) => searchKey(line).includes(key))
}

/** FNV-1a, 32 bits, signed as PostgreSQL's integer. */
function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}
