/**
 * Numbers that a translation states and the Japanese text does not: what is left behind when the Japanese was changed.
 * Years of an era and of the West, and numbers in words, say the same in other digits: small words and years are passed over.
 * @returns the numbers as written in the translation, each once
 */
export function strayNumbers(japanese: string, translation: string): readonly string[] {
  const known = new Set(numbersOf(japanese))
  return [...new Set(numbersOf(translation))].filter((number) => !known.has(number) && !mayBeAnother(number))
}

/** Whole numbers in a text, without separators and leading zeros; 万 and 千 are written out. Readings are left out. */
function numbersOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/《[^《》]*》/gu, '')
    .replace(/(\d),(?=\d{3})/gu, '$1')
  const written = plain.matchAll(/(\d+)(万|千)?/gu)
  return [...written].map(([, digits = '', unit]) =>
    String(Number(digits) * (unit === '万' ? 10_000 : unit === '千' ? 1000 : 1)),
  )
}

/** 一つ, first and the like are often digits in one language only; a year may be of an era. */
function mayBeAnother(number: string): boolean {
  const value = Number(number)
  return value <= 12 || (value >= 1900 && value <= 2100)
}
