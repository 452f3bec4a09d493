import { ZipBroken } from './zip-broken.ts'

const longestPath = 400

/**
 * The name of an entry. Without the mark for UTF-8 it is what Windows in Japan writes: Shift_JIS. Throws for a path that
 * leads out of the package or that people would read as another one.
 */
export function safeEntryName(raw: Buffer, utf8: boolean): { readonly name: string; readonly folder: boolean } {
  const written = decodeName(raw, utf8)
  const name = written.replaceAll('\\', '/')
  const folder = name.endsWith('/')
  const parts = (folder ? name.slice(0, -1) : name).split('/')
  const bad =
    name === '' ||
    name.length > longestPath ||
    parts.some((part) => part === '' || part === '.' || part === '..') ||
    /^[A-Za-z]:/.test(name) ||
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(name)
  if (bad) throw new ZipBroken('zip-path', { name: shown(written) })
  return { name, folder }
}

function decodeName(raw: Buffer, utf8: boolean): string {
  for (const label of utf8 ? ['utf-8'] : ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(raw)
    } catch {
      // The next one is tried.
    }
  }
  throw new ZipBroken('zip-damaged')
}

/** A hostile name in a sentence: what can't be seen is shown as such, and not more than one line of it. */
function shown(name: string): string {
  return [...name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '□')].slice(0, 60).join('')
}
