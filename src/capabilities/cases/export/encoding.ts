import { byteOrderMark } from '../../../platform/tabular/write-csv.ts'
import type { ExportLayout } from '../../procedures/index.ts'

export interface TextEncoding {
  readonly label: string
  readonly start: Uint8Array
  encode(text: string): Uint8Array
}

/** The encoding of a layout. Shift_JIS is asked for by older core systems; a letter it lacks becomes 〓. */
export function encodingOf(encoding: ExportLayout['encoding']): TextEncoding {
  if (encoding === 'shift_jis') return { label: 'Shift_JIS', start: new Uint8Array(), encode: encodeShiftJis }
  const utf8 = new TextEncoder()
  const start = encoding === 'utf-8-bom' ? utf8.encode(byteOrderMark) : new Uint8Array()
  return { label: 'utf-8', start, encode: (text) => utf8.encode(text) }
}

let table: Map<string, number> | undefined

/** Made once by decoding every code: the platform knows Shift_JIS only for reading. */
function shiftJisTable(): Map<string, number> {
  if (table) return table
  const made = new Map<string, number>()
  const decoder = new TextDecoder('shift_jis')
  const add = (code: number, bytes: readonly number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes))
    if ([...text].length === 1 && text !== '\uFFFD' && !made.has(text)) made.set(text, code)
  }
  for (let code = 0; code < 0x80; code += 1) made.set(String.fromCharCode(code), code)
  for (let code = 0xa1; code <= 0xdf; code += 1) add(code, [code])
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    if (lead >= 0xa0 && lead <= 0xdf) continue
    for (let trail = 0x40; trail <= 0xfc; trail += 1) if (trail !== 0x7f) add((lead << 8) | trail, [lead, trail])
  }
  table = made
  return made
}

function encodeShiftJis(text: string): Uint8Array {
  const codes = shiftJisTable()
  const missing = codes.get('〓') ?? 0x3f
  const bytes: number[] = []
  for (const letter of text) {
    const code = codes.get(letter) ?? missing
    if (code > 0xff) bytes.push(code >> 8)
    bytes.push(code & 0xff)
  }
  return Uint8Array.from(bytes)
}
