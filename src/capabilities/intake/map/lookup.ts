import type { RawRow } from '../read/rows.ts'
import { fold } from './fold.ts'

/** Finds the text of a heading in one row, and remembers which headings were used. */
export interface Lookup {
  /** Undefined when no such heading is there; an empty cell is `''`. */
  get(column: string, folded: string): string | undefined
  /** Headings with a text that nothing asked for. */
  unused(): readonly string[]
}

export function lookupOf(row: RawRow): Lookup {
  const exact = new Map<string, { readonly name: string; readonly text: string }>()
  const loose = new Map<string, { readonly name: string; readonly text: string } | null>()
  for (const [name, text] of [...row.also, ...row.cells]) {
    exact.set(name, { name, text })
    const key = fold(name)
    const there = loose.get(key)
    // Two headings that look the same when folded name nothing.
    loose.set(key, there === undefined || there?.name === name ? { name, text } : null)
  }
  const used = new Set<string>()
  return {
    get(column, folded) {
      const found = exact.get(column) ?? (folded === '' ? undefined : loose.get(folded))
      if (!found) return undefined
      used.add(found.name)
      return found.text.trim()
    },
    unused: () => {
      const texts = new Set(row.also.filter(([name]) => used.has(name)).map(([, text]) => text))
      return row.cells
        .filter(([name, text]) => !used.has(name) && text.trim() !== '' && !texts.has(text))
        .map(([name]) => name)
    },
  }
}
