import { usualXlsxLimits } from '../../../platform/tabular/xlsx/limits.ts'
import { openXlsx } from '../../../platform/tabular/xlsx/read-xlsx.ts'
import { XlsxBroken } from '../../../platform/tabular/xlsx/xlsx-broken.ts'
import type { Manifest } from '../manifest/schema.ts'
import { csvLimits } from './csv.ts'
import { largestFile } from './raw.ts'
import { FileRefused } from './refusal.ts'

const limits = {
  ...usualXlsxLimits,
  rows: csvLimits.rows + 1,
  columns: csvLimits.columns,
  cell: csvLimits.cell,
  unpacked: 200 * 1024 * 1024,
}

/**
 * A list that came as a workbook (XLSX) instead of as CSV, as the same list in CSV, so that one reader judges both; anything
 * else as it is. Only what stands in the cells counts: no formula is worked out. Throws `FileRefused`.
 */
export async function workbookAsList(
  manifest: Manifest,
  bytes: Uint8Array,
): Promise<{ readonly manifest: Manifest; readonly bytes: Uint8Array }> {
  if (manifest.container.kind !== 'csv' || !isWorkbook(bytes)) return { manifest, bytes }
  if (bytes.byteLength > largestFile) throw new FileRefused('too-large', { max: '32MB' })
  try {
    const sheets = (await openXlsx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits)).filter(
      ({ hidden }) => !hidden,
    )
    const [sheet] = sheets
    if (sheet === undefined || sheets.length > 1) throw new FileRefused('xlsx-sheets', { count: sheets.length })
    const lines: string[] = []
    let width = 0
    for await (const { cells } of sheet.rows()) {
      width ||= cells.length
      // Empty cells at the end of a row are not written into a workbook.
      const blanks = Array.from({ length: Math.max(0, width - cells.length) }, () => '')
      lines.push([...cells, ...blanks].map(quoted).join(','))
    }
    const text = lines.join('\r\n')
    return {
      manifest: { ...manifest, container: { kind: 'csv', encoding: 'utf-8' } },
      bytes: Buffer.from(text, 'utf8'),
    }
  } catch (error) {
    throw refusalOf(error)
  }
}

/** Every text exactly as it stands in its cell. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** A ZIP, or the container of an old or a closed workbook. */
function isWorkbook(bytes: Uint8Array): boolean {
  const begin = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  return begin === 'PK\x03\x04' || begin === '\xd0\xcf\x11\xe0'
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof XlsxBroken)) return error
  const { code, params } = error
  if (code === 'too-many-rows') return new FileRefused(code, { max: csvLimits.rows })
  if (code === 'too-many-columns' || code === 'cell-too-long') return new FileRefused(code, params)
  if (code === 'xlsx-old' || code === 'xlsx-encrypted') return new FileRefused(code)
  return new FileRefused('xlsx-damaged')
}
