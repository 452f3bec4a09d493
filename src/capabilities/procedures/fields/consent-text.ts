import { createHash } from 'node:crypto'
import { type Locale, type LocalText, locales, pickText } from '../../../platform/i18n/local-text.ts'

const known = new WeakMap<LocalText, ReadonlyMap<Locale, string>>()

/**
 * SHA-256 (hex) of a consent's text as it is shown in a language, readings and all. It is kept with the answer: what was
 * agreed to can be told from the answer itself, whatever anybody writes as the version.
 */
export function consentTextHash(text: LocalText, locale: Locale): string {
  return hashesOf(text).get(locale) ?? ''
}

/** Whether this is the hash of the text in one of its languages. */
export function isHashOfConsent(text: LocalText, hash: string): boolean {
  return [...hashesOf(text).values()].includes(hash)
}

function hashesOf(text: LocalText): ReadonlyMap<Locale, string> {
  const before = known.get(text)
  if (before !== undefined) return before
  const hashes = new Map(
    locales.map((locale) => [locale, createHash('sha256').update(pickText(text, locale).text, 'utf8').digest('hex')]),
  )
  known.set(text, hashes)
  return hashes
}
