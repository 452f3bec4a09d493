/** A piece of words in a Typst template: between brackets, or a text in quotes. Offsets into the template. */
export interface TemplateText {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly kind: 'content' | 'string'
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

/**
 * Every piece with Japanese words, in order. Code of these templates is ASCII, so that what is Japanese is words: texts in quotes, and
 * runs between the signs that begin code. Comments are left alone.
 */
export function textsOf(template: string): readonly TemplateText[] {
  const found: TemplateText[] = []
  const token = /\/\/[^\n]*|"(?:[^"\\]|\\.)*"|(?:(?!\/\/)[^#[\]{}"\\$\n;])+/gu
  for (const match of template.matchAll(token)) {
    const [whole] = match
    if (whole.startsWith('//') || !japanese.test(whole)) continue
    if (whole.startsWith('"')) {
      const text = whole.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')
      found.push({ start: match.index + 1, end: match.index + whole.length - 1, text, kind: 'string' })
      continue
    }
    const text = whole.trim()
    const start = match.index + whole.indexOf(text)
    found.push({ start, end: start + text.length, text, kind: 'content' })
  }
  return found
}

/** The template with other words at some of its pieces; signs of Typst in them are words, never code. */
export function withTexts(template: string, texts: ReadonlyMap<number, string>): string {
  let out = template
  textsOf(template)
    .map((piece, n) => ({ ...piece, typed: texts.get(n) }))
    .toReversed()
    .forEach(({ start, end, kind, text, typed }) => {
      if (typed === undefined || typed === text) return
      const words = typed.replaceAll(/\s*\r?\n\s*/g, ' ').trim()
      const escaped =
        kind === 'string'
          ? words.replaceAll(/[\\"]/g, '\\$&')
          : words.replaceAll(/[\\#[\]{}"$*_`@<>~;]|\/(?=[/*])/g, '\\$&')
      out = out.slice(0, start) + escaped + out.slice(end)
    })
  return out
}
