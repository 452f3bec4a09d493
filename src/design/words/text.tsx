import type { JSX } from 'preact'
import { htmlLang, pickText } from '../../platform/i18n/local-text.ts'
import { useLocale, useMessages } from './language.tsx'
import { pieces, type Words } from './words.ts'

/**
 * Shows words: readings become ruby, dates and amounts stay on one line.
 * Where the page's language is missing, the Japanese text is shown, marked with its language and a short note.
 */
export function Text({ words }: { words: Words }): JSX.Element {
  const locale = useLocale()
  const messages = useMessages()
  if (typeof words === 'string') return <Marked text={words} />
  const picked = pickText(words, locale)
  if (picked.locale === locale) return <Marked text={picked.text} />
  return (
    <>
      <span lang={htmlLang(picked.locale)}>
        <Marked text={picked.text} />
      </span>
      <small class="fallback">
        <Marked text={messages.onlyInJapanese} />
      </small>
    </>
  )
}

function Marked({ text }: { text: string }): JSX.Element {
  return (
    <>
      {pieces(text).map((piece) =>
        piece.kind === 'ruby' ? (
          <ruby>
            {piece.base}
            <rt>{piece.reading}</rt>
          </ruby>
        ) : piece.kind === 'keep' ? (
          <span class="keep">{piece.text}</span>
        ) : (
          piece.text
        ),
      )}
    </>
  )
}
