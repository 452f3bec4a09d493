import { FileRefused } from './refusal.ts'

/** `shift_jis` is what Windows calls it (CP932, with its own circled numbers); `detect`: UTF-8 when it can be, else Shift_JIS. */
export const encodings = ['utf-8', 'shift_jis', 'detect'] as const
export type Encoding = (typeof encodings)[number]

/** Bytes as text, without a byte order mark. Throws `FileRefused` for bytes that the encoding does not have. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'shift_jis') {
    const text = strictly('utf-8', bytes)
    if (text !== undefined) return text
    if (encoding === 'utf-8') throw new FileRefused('not-utf-8')
  }
  const text = strictly('shift_jis', bytes)
  if (text === undefined) throw new FileRefused('not-shift-jis')
  return text
}

function strictly(label: 'utf-8' | 'shift_jis', bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
