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

/** FNV-1a, 32 bits, signed as PostgreSQL's integer. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}
