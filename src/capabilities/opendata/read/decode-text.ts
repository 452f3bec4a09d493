import { DataFileRefused } from './file-refused.ts'

/**
 * Bytes of a text file as text, without a byte order mark: UTF-8, what Excel calls "Unicode text" (UTF-16), else what Windows calls
 * Shift_JIS. Throws `DataFileRefused` for what is none of them.
 */
export function decodeText(bytes: Buffer): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  for (const label of marked === undefined ? ['utf-8', 'shift_jis'] : [marked]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes)
    } catch {
      // The next one is tried.
    }
  }
  throw new DataFileRefused('encoding')
}

/** What stands between the cells: whatever is most frequent in the first line, outside of quotes. */
export function delimiterOf(text: string): ',' | '\t' {
  const end = text.search(/[\r\n]/)
  const first = text.slice(0, end < 0 ? 10_000 : Math.min(end, 10_000)).replace(/"[^"]*"/g, '')
  return first.split('\t').length > first.split(',').length ? '\t' : ','
}

/** Control characters that no person wrote: all but tab and line ends. */
export function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 127 || (code < 32 && code !== 9 && code !== 10 && code !== 13)) return true
  }
  return false
}
