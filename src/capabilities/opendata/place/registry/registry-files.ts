import { readZip } from '../../../../platform/tabular/zip/read-zip.ts'
import { ZipBroken } from '../../../../platform/tabular/zip/zip-broken.ts'
import { decodeText } from '../../read/decode-text.ts'
import { DataFileRefused } from '../../read/file-refused.ts'

export interface RegistryFile {
  readonly name: string
  readonly text: string
}

const megabyte = 1024 * 1024
const limits = { entries: 4000, entry: 512 * megabyte, total: 2048 * megabyte, ratio: 200 }
/** The registry gives archives of archives: a file of the whole country holds one for each prefecture. */
const deepest = 2

/**
 * The tables in a file as the registry gives it out: a CSV, or a ZIP of some; UTF-8, or Shift_JIS as a spreadsheet saves it. A file that is
 * neither comes with an empty text, so that whoever reads it says that it is none.
 */
export function* registryFiles(name: string, bytes: Buffer, depth = 0): Generator<RegistryFile> {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) {
    yield { name, text: textOf(bytes) }
    return
  }
  if (depth === deepest) return
  try {
    for (const entry of readZip(bytes, limits))
      if (/\.(csv|zip)$/i.test(entry.name)) yield* registryFiles(entry.name, entry.bytes(), depth + 1)
  } catch (error) {
    if (!(error instanceof ZipBroken)) throw error
    yield { name, text: '' }
  }
}

function textOf(bytes: Buffer): string {
  try {
    return decodeText(bytes)
  } catch (error) {
    if (!(error instanceof DataFileRefused)) throw error
    return ''
  }
}
