import type { ZipEntry } from '../zip/read-zip.ts'
import { areaOf, type CellArea } from './address.ts'
import { asXlsxBroken, XlsxBroken } from './xlsx-broken.ts'

/** What a sheet says about its rows before or behind them. */
export interface SheetFrame {
  /** Merged cells by their first row. */
  readonly merges: readonly CellArea[]
  /** Columns that are hidden, from 0. */
  readonly hiddenColumns: readonly number[]
}

const mostMerges = 20_000
/** Longer than any tag that is looked for. */
const overlap = 400
const TAG = /<(?:[A-Za-z0-9]+:)?(mergeCell|col)\s([^<>]{1,300})>/g

/**
 * Merged cells stand behind the rows, so the sheet is gone through once for them alone: only these tags are looked for, which takes a
 * fraction of reading it. Whether it is sound XML is found out by whoever reads the rows.
 */
export async function readFrame(part: ZipEntry, columns: number): Promise<SheetFrame> {
  const merges: CellArea[] = []
  const hidden = new Set<number>()
  let rest = ''
  try {
    for await (const chunk of part.chunks()) {
      const text = rest + chunk.toString('latin1')
      let read = 0
      for (const found of text.matchAll(TAG)) {
        const [whole, name, attributes = ''] = found
        read = found.index + whole.length
        if (name === 'col') hide(hidden, attributes, columns)
        else {
          const area = areaOf(attributeOf(attributes, 'ref'))
          if (area) merges.push(area)
        }
        if (merges.length > mostMerges) throw new XlsxBroken('too-many-merges', { max: mostMerges })
      }
      rest = text.slice(Math.max(read, text.length - overlap))
    }
  } catch (error) {
    throw asXlsxBroken(error, part.name)
  }
  return { merges: merges.sort((a, b) => a.top - b.top), hiddenColumns: [...hidden] }
}

function hide(hidden: Set<number>, attributes: string, columns: number): void {
  if (!['1', 'true'].includes(attributeOf(attributes, 'hidden'))) return
  const last = Math.min(Number(attributeOf(attributes, 'max')), columns)
  for (let column = Math.max(1, Number(attributeOf(attributes, 'min'))); column <= last; column += 1)
    hidden.add(column - 1)
}

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? ''
}
