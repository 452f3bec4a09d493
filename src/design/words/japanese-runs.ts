const letter = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆ヶ〓]'
/** What stands between two pieces of Japanese without ending them: digits, spaces, marks; no Latin word. */
const between = '[0-9０-９\\s　、。，．・：；！？（）「」『』【】〒〜～／()/.,:：\\-‐–−－+&]*'
const run = new RegExp(
  `[「『（【〒]?[0-9０-９]*${letter}(?:${between}${letter})*(?:[-‐−－]?[0-9０-９]+)*[」』）】。、]?`,
  'gu',
)
const any = new RegExp(letter, 'u')

/** One piece of a text: Japanese, or whatever the page is written in. */
export interface LanguageRun {
  readonly text: string
  readonly japanese: boolean
}

/** Whether there is a kana or a kanji in the text. */
export function holdsJapanese(text: string): boolean {
  return any.test(text)
}

/** Cuts a text of an English page into what is Japanese (names, addresses, what a clerk wrote) and what is not. */
export function languageRuns(text: string): readonly LanguageRun[] {
  if (!holdsJapanese(text)) return [{ text, japanese: false }]
  const found: LanguageRun[] = []
  let at = 0
  for (const match of text.matchAll(run)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index), japanese: false })
    found.push({ text: match[0], japanese: true })
    at = match.index + match[0].length
  }
  if (at < text.length) found.push({ text: text.slice(at), japanese: false })
  return found
}
