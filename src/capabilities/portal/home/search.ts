import type { LocalText } from '../../../platform/i18n/local-text.ts'
import { editDistance, slipsForgiven } from './edit-distance.ts'
import { fold, foldWords, withAndWithoutReadings } from './folding.ts'

/** What the search reads of a procedure. */
export interface Searchable {
  readonly id: string
  readonly name: LocalText
  readonly officialName: string
  readonly summary: LocalText
  readonly searchWords: readonly string[]
}

export interface SearchIndex {
  readonly entries: readonly IndexedProcedure[]
}

interface IndexedProcedure {
  readonly id: string
  /** Names and search words, folded, each once. */
  readonly terms: readonly string[]
  /** The summary: found, but after everything that is called so. */
  readonly text: string
}

/** Reads every procedure once; the index lives as long as the published set of procedures. */
export function buildSearchIndex(procedures: readonly Searchable[]): SearchIndex {
  return { entries: procedures.map(toEntry) }
}

/** Ids of the procedures that answer the query, best first. An empty query finds nothing. */
export function searchProcedures(index: SearchIndex, query: string): readonly string[] {
  const words = foldWords(query.slice(0, 100)).slice(0, 8)
  const whole = words.join('')
  if (whole === '') return []
  const found: { id: string; score: number }[] = []
  for (const entry of index.entries) {
    const score = Math.max(scoreWord(entry, whole), scoreAll(entry, words))
    if (score > 0) found.push({ id: entry.id, score })
  }
  return found.sort((a, b) => b.score - a.score).map((hit) => hit.id)
}

function toEntry(procedure: Searchable): IndexedProcedure {
  const { name, summary } = procedure
  const texts = [name.ja, name.easy, name.en, procedure.officialName, ...procedure.searchWords]
  const terms = texts.flatMap((text) => (text === undefined ? [] : withAndWithoutReadings(text)))
  const folded = [...terms.map(fold), ...terms.flatMap(foldWords)]
  const summaries = [summary.ja, summary.easy ?? '', summary.en ?? ''].flatMap(withAndWithoutReadings)
  return {
    id: procedure.id,
    terms: [...new Set(folded)].filter((term) => term !== ''),
    text: summaries.map(fold).join('\n'),
  }
}

/**
 * Every word has to be found somewhere; the weakest decides, so that「犬 引っ越し」prefers what has both. Among equals, so do
 * the others.
 */
function scoreAll(entry: IndexedProcedure, words: readonly string[]): number {
  if (words.length < 2) return 0
  const scores = words.map((word) => scoreWord(entry, word))
  const weakest = Math.min(...scores)
  return weakest === 0 ? 0 : weakest + scores.reduce((sum, score) => sum + score, 0) / words.length / 100
}

function scoreWord(entry: IndexedProcedure, word: string): number {
  let best = 0
  for (const term of entry.terms) best = Math.max(best, scoreTerm(term, word))
  if (best === 0 && word.length > 1 && entry.text.includes(word)) return 20
  return best
}

function scoreTerm(term: string, word: string): number {
  if (term === word) return 100
  if (term.startsWith(word)) return 80
  if (term.includes(word)) return 60
  // More was typed than this is called: the more of it is met, the better.
  if (term.length > 1 && word.includes(term)) return 36 + (4 * term.length) / word.length
  const slips = slipsForgiven(Math.min(term.length, word.length))
  if (slips === 0) return 0
  const distance = editDistance(term, word, slips)
  return distance <= slips ? 35 - distance * 5 : 0
}
