import type { ZipEntry } from '../zip/read-zip.ts'
import { type CellFormat, formatOf } from './number-format.ts'
import { readPart } from './read-part.ts'

const most = 65_500

/** The format of each style that cells refer to by number. */
export async function readStyles(entry: ZipEntry | undefined): Promise<readonly CellFormat[]> {
  const codes = new Map<number, string>()
  const ids: number[] = []
  let within = ''
  if (entry === undefined) return []
  await readPart(entry, {
    open: (name, attributes) => {
      if (name === 'numFmt' && codes.size < most)
        codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '')
      else if (name === 'cellXfs' || name === 'cellStyleXfs') within = name
      else if (name === 'xf' && within === 'cellXfs' && ids.length < most)
        ids.push(Number(attributes.get('numFmtId') ?? 0))
    },
    close: (name) => {
      if (name === within) within = ''
    },
  })
  return ids.map((id) => formatOf(id, codes.get(id)))
}
