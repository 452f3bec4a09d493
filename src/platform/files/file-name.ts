/** Long enough for what people write, short enough for every system's limit in bytes. */
const MAX_CHARACTERS = 80

/**
 * A name that is safe to show, to put in a header and to save: no path, no control, direction or invisible characters, the
 * ending of what the file really is. An empty name becomes 「ファイル」.
 */
export function safeFileName(declared: string, ending: 'pdf' | 'jpg' | 'png'): string {
  const last = declared.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}"*:<>?|]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/\.[0-9A-Za-z]{1,5}$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const stem = [...clean].slice(0, MAX_CHARACTERS).join('')
  return `${stem === '' ? 'ファイル' : stem}.${ending}`
}
