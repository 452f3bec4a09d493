import type { Asked } from './read-rows.ts'
import type { FoundRow } from './row-query.ts'

/** Letters of outlines in one answer: about 200,000 places, 4 MB. A row alone may have more than this, and is given whole. */
const mostLetters = 4_000_000
/** Rows that are read before their length is known. */
const atFirst = 10

export interface PageOfRows {
  readonly rows: readonly FoundRow[]
  /** There are rows behind these: behind the page, or because the outlines were too long for one answer. */
  readonly more: boolean
}

/**
 * A page of rows. Where lines and areas stand in `column`, it ends early as soon as they are long, so that no answer holds the process up for
 * seconds: the page after begins at `offset + rows.length`.
 */
export async function pageOfRows(
  page: Asked['page'],
  column: string | undefined,
  offset: number,
  limit: number,
): Promise<PageOfRows> {
  if (column === undefined) {
    const found = await page(offset, limit + 1)
    return { rows: found.slice(0, limit), more: found.length > limit }
  }
  const rows: FoundRow[] = []
  let letters = 0
  for (let next = atFirst; rows.length < limit; ) {
    const count = Math.min(next, limit - rows.length)
    const read = await page(offset + rows.length, count + 1)
    for (const row of read.slice(0, count)) {
      rows.push(row)
      letters += row.cells[column]?.length ?? 0
      if (letters >= mostLetters) break
    }
    if (letters >= mostLetters) return { rows, more: rows.length < limit || read.length > count }
    if (read.length <= count) return { rows, more: false }
    // As many as will fit, by those that came.
    next = Math.max(1, Math.floor(((mostLetters - letters) * rows.length) / (letters + 1)))
  }
  return { rows, more: true }
}
