import { readZip, type ZipEntry } from '../zip/read-zip.ts'
import { bufferSource, type ZipSource } from '../zip/zip-source.ts'
import { usualXlsxLimits, type XlsxLimits } from './limits.ts'
import { sheetRows, type XlsxRow } from './read-sheet.ts'
import { readSharedStrings } from './shared-strings.ts'
import { readFrame } from './sheet-frame.ts'
import { readStyles } from './styles.ts'
import { readWorkbook } from './workbook.ts'
import { asXlsxBroken, XlsxBroken } from './xlsx-broken.ts'

export interface XlsxSheet {
  readonly name: string
  readonly hidden: boolean
  /** Columns that are hidden, from 0: what nobody saw may not be meant to be given away. */
  hiddenColumns(): Promise<readonly number[]>
  /** Rows with something in them; merged cells all hold what the first of them holds. Memory does not grow with the sheet. */
  rows(): AsyncGenerator<XlsxRow>
}

/**
 * Opens a workbook (.xlsx) in memory or in an open file. Sheets are read row by row; only the table of shared texts is kept. Dates come
 * as `2026-11-30`, times as `09:00`, numbers without exponents and with the leading zeros of their format. Macros, formulas, links and
 * pictures are not looked at. Throws `XlsxBroken`, here or while rows are read.
 */
export async function openXlsx(
  file: Buffer | ZipSource,
  limits: XlsxLimits = usualXlsxLimits,
): Promise<readonly XlsxSheet[]> {
  const source = Buffer.isBuffer(file) ? bufferSource(file) : file
  refuseCompoundFile(source)
  const parts = new Map(entriesOf(source, limits).map((entry) => [entry.name.toLowerCase(), entry]))
  const book = await readWorkbook(parts)
  const styles = await readStyles(book.styles)
  const strings = await readSharedStrings(book.strings, limits)
  return book.sheets.map(({ name, hidden, part }) => {
    let frame: ReturnType<typeof readFrame> | undefined
    const frameOnce = () => {
      frame ??= readFrame(part, limits.columns)
      return frame
    }
    return {
      name,
      hidden,
      hiddenColumns: async () => (await frameOnce()).hiddenColumns,
      rows: async function* () {
        yield* sheetRows({ part, frame: await frameOnce(), strings, styles, calendar: book.calendar, limits })
      },
    }
  })
}

function entriesOf(source: ZipSource, limits: XlsxLimits): readonly ZipEntry[] {
  try {
    return readZip(source, { entries: 5000, entry: limits.unpacked, total: 2 * limits.unpacked, ratio: 300 })
  } catch (error) {
    throw asXlsxBroken(error)
  }
}

/** The old format and workbooks with a password are compound files; the latter have a stream of that name in their directory. */
function refuseCompoundFile(source: ZipSource): void {
  const mark = 'd0cf11e0a1b11ae1'
  if (source.length < 8 || source.read(0, 8).toString('hex') !== mark) return
  const begin = source.read(0, Math.min(source.length, 4 * 1024 * 1024))
  const encrypted = begin.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  throw new XlsxBroken(encrypted ? 'xlsx-encrypted' : 'xlsx-old')
}
