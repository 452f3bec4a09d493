/** Languages that a person may choose. `easy` is やさしい日本語, a text of its own kind. */
export const locales = ['ja', 'easy', 'en'] as const
export type Locale = (typeof locales)[number]

/**
 * A text in the languages of the city. `ja` is always there; the others fall back to it visibly.
 * Readings are written 漢字《かんじ》 and become ruby.
 */
export interface LocalText {
  readonly ja: string
  readonly easy?: string
  readonly en?: string
}

/** The text in the wanted language, and the language it really is in (for `lang` and the fallback note). */
export function pickText(text: LocalText, locale: Locale): { text: string; locale: Locale } {
  const wanted = text[locale]
  return wanted === undefined || wanted === '' ? { text: text.ja, locale: 'ja' } : { text: wanted, locale }
}

/** The `lang` attribute of a language: やさしい日本語 is Japanese. */
export function htmlLang(locale: Locale): 'ja' | 'en' {
  return locale === 'en' ? 'en' : 'ja'
}
