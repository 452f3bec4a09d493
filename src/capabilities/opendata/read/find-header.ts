import { headerKey } from '../table/header-key.ts'
import type { OpenTable, TableLine } from './open-table.ts'

/** Where the header of a sheet stands: one line or several, and what they come to together. */
export interface FoundHeader {
  /** Line of the first row below the header. */
  readonly from: number
  /** Lines of the header, from 1. */
  readonly lines: readonly number[]
  readonly headers: readonly string[]
}

/** Titles, dates and notes stand above a header, never more than so many lines. */
const looked = 30

export async function firstLines(table: OpenTable, sheet: string): Promise<readonly TableLine[]> {
  const lines: TableLine[] = []
  for await (const line of table.lines(sheet)) {
    lines.push(line)
    if (lines.length === looked) break
  }
  return lines
}

/**
 * The header among the first lines: the line, or two or three of them read together, in which most cells are known (`isKnown` by
 * `headerKey`). Where nothing is known it is the first line that looks like one: several texts that differ.
 */
export function findHeader(lines: readonly TableLine[], isKnown: (key: string) => boolean): FoundHeader | undefined {
  let best: { readonly score: number; readonly header: FoundHeader } | undefined
  lines.forEach((_, at) => {
    for (const height of [1, 2, 3]) {
      const block = lines.slice(at, at + height)
      if (block.length < height) continue
      const headers = joined(block)
      const score = headers.filter((header) => header !== '' && isKnown(headerKey(header))).length
      if (score > (best?.score ?? 0)) best = { score, header: headerOf(block, headers) }
    }
  })
  // One known word may stand in any sentence.
  if (best !== undefined && best.score >= 2) return best.header
  const plain = lines.find(
    ({ cells }) => new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== '')).size >= 2,
  )
  return plain ? headerOf([plain], joined([plain])) : best?.header
}

function headerOf(block: readonly TableLine[], headers: readonly string[]): FoundHeader {
  const lines = block.map(({ line }) => line)
  return { from: (lines.at(-1) ?? 0) + 1, lines, headers }
}

/** Lines of a header as one: `所在地` over `都道府県` is 所在地_都道府県. A merged cell of a CSV stands in its first column alone. */
export function joined(block: readonly TableLine[]): readonly string[] {
  const width = Math.max(...block.map(({ cells }) => cells.length))
  const rows = block.map(({ cells }, depth) => {
    const filled: string[] = []
    const below = (at: number): string => block[depth + 1]?.cells[at]?.trim() ?? ''
    // The last cell with a text; it may reach to the right where there is something below it.
    let open = -1
    for (let at = 0; at < width; at += 1) {
      const cell = (cells[at] ?? '').replace(/\s+/g, ' ').trim()
      if (cell !== '') open = below(at) === '' ? -1 : at
      filled.push(cell === '' && open >= 0 && below(at) !== '' ? (filled[open] ?? '') : cell)
    }
    return filled
  })
  return Array.from({ length: width }, (_, at) =>
    rows
      .map((row) => row[at] ?? '')
      .filter((cell, n, all) => cell !== '' && all.indexOf(cell) === n)
      .join('_'),
  )
}
