import { inflateSync } from 'node:zlib'
import type { FileRefusal } from './refusals.ts'

/** Packed objects may unpack to this much in all; a document of text and pictures stays far below. */
const MAX_UNPACKED = 40 * 1024 * 1024
const MAX_STREAMS = 50_000
/** Every search below is bounded, so that ten hostile megabytes take no longer than ten honest ones. */
const MAX_DICTIONARY = 64 * 1024
const MAX_OPEN_ACTIONS = 8

export type PdfVerdict =
  | { readonly ok: true; readonly pages: number }
  | { readonly ok: false; readonly refusal: FileRefusal }

/**
 * Looks into a PDF without rendering it: that it has an end, is not encrypted, starts nothing, carries no other files. Names
 * may be written with escapes (`/J#61vaScript`) and hidden in packed object streams; both are undone first.
 */
export function inspectPdf(bytes: Buffer, maxPages: number): PdfVerdict {
  const raw = bytes.toString('latin1')
  if (!hasEnd(raw)) return { ok: false, refusal: 'damaged' }
  const parts = readableParts(bytes, raw)
  if ('refusal' in parts) return { ok: false, refusal: parts.refusal }
  const text = plainNames(parts.text)
  if (name('Encrypt').test(text)) return { ok: false, refusal: 'pdf-encrypted' }
  if (attached.test(text)) return { ok: false, refusal: 'pdf-attached-files' }
  if (active.test(text) || opensWithAction(text)) return { ok: false, refusal: 'pdf-active-content' }
  const pages = text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0
  if (pages === 0) return { ok: false, refusal: 'damaged' }
  return pages > maxPages ? { ok: false, refusal: 'pdf-too-many-pages' } : { ok: true, pages }
}

const END = '(?![A-Za-z0-9_.#-])'
const name = (word: string) => new RegExp(`/${word}${END}`)
const attached = new RegExp(`/(?:EmbeddedFiles?|Filespec|EF|RichMedia|FileAttachment|Collection)${END}`)
const active = new RegExp(`/(?:JavaScript|JS|Launch|SubmitForm|ImportData|XFA|GoToR|GoToE|Rendition|Movie|Sound)${END}`)

/** `%%EOF` near the end; some programs write a line or two behind it, but no second document. */
function hasEnd(raw: string): boolean {
  const end = raw.lastIndexOf('%%EOF')
  return end >= 0 && raw.length - end < 1024 && !raw.includes('%PDF-', 5) && raw.includes('startxref')
}

/** Everything that is not a stream's binary content, plus the content of unpacked object streams. */
function readableParts(bytes: Buffer, raw: string): { readonly text: string } | { readonly refusal: FileRefusal } {
  const texts: string[] = []
  let from = 0
  let unpacked = 0
  let streams = 0
  for (const begin of raw.matchAll(/>>\s*stream\r?\n/g)) {
    if (begin.index < from) continue
    if (++streams > MAX_STREAMS) return { refusal: 'unpacks-too-large' }
    const start = begin.index + begin[0].length
    const end = raw.indexOf('endstream', start)
    if (end < 0) return { refusal: 'damaged' }
    const before = raw.slice(from, begin.index + 2)
    texts.push(before)
    const written = before.slice(Math.max(0, before.lastIndexOf(' obj')))
    if (written.length > MAX_DICTIONARY) return { refusal: 'damaged' }
    const dictionary = plainNames(written)
    if (/\/Type\s*\/ObjStm/.test(dictionary)) {
      const inside = unpack(bytes.subarray(start, end), dictionary, MAX_UNPACKED - unpacked)
      if (typeof inside !== 'string') return inside
      unpacked += inside.length
      texts.push(inside)
    } else if (/\b\d{1,10}\s{1,8}\d{1,5}\s{1,8}obj\b/.test(raw.slice(start, end))) {
      // A "stream" that holds objects may be one only for us: a reader that sees it otherwise would find them.
      texts.push(raw.slice(start, end))
    }
    from = end
  }
  texts.push(raw.slice(from))
  return { text: texts.join('\n') }
}

function unpack(content: Buffer, dictionary: string, room: number): string | { readonly refusal: FileRefusal } {
  const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]
  if (filters === undefined) return content.toString('latin1')
  // Object streams in the wild are deflated once. What we can't look into, we don't take.
  if (!/^\[?\s*\/(?:FlateDecode|Fl)\s*\]?$/.test(filters) || /\/Predictor\s*(?!1\b)\d/.test(dictionary))
    return { refusal: 'damaged' }
  try {
    return inflateSync(content, { maxOutputLength: Math.max(1, room) }).toString('latin1')
  } catch (error) {
    const flooded = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return { refusal: flooded ? 'unpacks-too-large' : 'damaged' }
  }
}

/** An `OpenAction` that only says which page to show first (an array) is harmless, and common. */
function opensWithAction(text: string): boolean {
  if (name('AA').test(text)) return true
  let seen = 0
  for (const action of text.matchAll(new RegExp(`/OpenAction${END}\\s*(\\[|(\\d{1,10})\\s+\\d{1,5}\\s+R|)`, 'g'))) {
    if (++seen > MAX_OPEN_ACTIONS) return true
    if (action[1] === '[') continue
    const object = action[2]
    if (object === undefined || !new RegExp(`(?:^|\\D)${object}\\s+0\\s+obj\\s*\\[`).test(text)) return true
  }
  return false
}

/** `/J#61vaScript` is `/JavaScript`. */
function plainNames(text: string): string {
  if (!text.includes('#')) return text
  const bytes = Buffer.from(text, 'latin1')
  let to = 0
  for (let from = 0; from < bytes.length; from++) {
    const byte = bytes[from] ?? 0
    const high = byte === HASH ? hexDigit(bytes[from + 1]) : -1
    const low = high < 0 ? -1 : hexDigit(bytes[from + 2])
    bytes[to++] = low < 0 ? byte : high * 16 + low
    if (low >= 0) from += 2
  }
  return bytes.toString('latin1', 0, to)
}

const HASH = 0x23

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1
}
