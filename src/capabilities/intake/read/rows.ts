import { csvLines } from './csv.ts'
import { FileRefused } from './refusal.ts'
import type { ZipEntry } from './zip.ts'

/** One application as it was delivered. */
export interface RawRow {
  /** Line of the file, from 1; of a package 1. */
  readonly number: number
  /** Heading and text, as written. */
  readonly cells: readonly (readonly [string, string])[]
  /** Other names of the same texts (ids of items). */
  readonly also: readonly (readonly [string, string])[]
  /** The line does not fit its header: it goes onto the list for the hand. */
  readonly uneven?: { readonly cells: number; readonly header: number }
  readonly package?: RawPackage
}

export interface RawPackage {
  readonly attachments: readonly ZipEntry[]
  /** The form as PDF, signatures, what the sender verified: evidence. */
  readonly evidence: readonly {
    readonly entry: ZipEntry
    readonly role: 'form' | 'signature' | 'verification' | 'values'
  }[]
}

/** Rows of a CSV under its headings. */
export function* rowsOf(
  text: string,
  delimiter: ',' | '\t',
  check: (names: ReadonlySet<string>) => void,
): Generator<RawRow> {
  let header: readonly string[] | undefined
  for (const { line, cells } of csvLines(text, delimiter)) {
    if (!header) {
      header = readHeader(cells)
      check(new Set(header))
      continue
    }
    const names = header
    const uneven = cells.length === names.length ? {} : { uneven: { cells: cells.length, header: names.length } }
    const pairs = cells.map((cell, n) => [names[n] ?? `（${n + 1}列目）`, cell] as const)
    yield { number: line, cells: pairs, also: [], ...uneven }
  }
  if (!header) throw new FileRefused('empty')
}

export function readHeader(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => cell.replace(/\s+/g, ' ').trim())
  while (names.at(-1) === '') names.pop()
  names.forEach((name, n) => {
    if (name === '') throw new FileRefused('header-empty', { column: n + 1 })
    if (names.indexOf(name) !== n) throw new FileRefused('header-double', { name })
  })
  return names
}
