import type { Manifest } from './schema.ts'

/** Everything that is marked 要確認, in the order of the manifest: where it stands, and what has to be found out. */
export function openPoints(manifest: Manifest): readonly { readonly at: string; readonly text: string }[] {
  const found: { at: string; text: string }[] = []
  const walk = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, each] of Object.entries(value)) {
      if (key === 'openPoint' && typeof each === 'string') found.push({ at, text: each })
      else walk(each, at === '' ? key : `${at}.${key}`)
    }
  }
  walk(manifest, '')
  return found
}
