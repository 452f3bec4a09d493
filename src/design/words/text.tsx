import type { ComponentChildren, JSX } from 'preact'
import { htmlLang, pickText } from '../../platform/i18n/local-text.ts'
import { holdsJapanese, languageRuns } from './japanese-runs.ts'
import { useLocale, useMessages } from './language.tsx'
import { type Piece, pieces, type Words } from './words.ts'

/**
 * Shows words: readings become ruby, dates and amounts stay on one line, and Japanese within an English page (a section, an
 * address, what a clerk wrote) is marked with its language. Where the page's language is missing, the Japanese text is shown
 * with a short note.
 */
export function Text({ words }: { words: Words }): JSX.Element {
  const locale = useLocale()
  const messages = useMessages()
  if (typeof words === 'string') return <Marked text={words} english={locale === 'en'} />
  const picked = pickText(words, locale)
  if (picked.locale === locale) return <Marked text={picked.text} english={locale === 'en'} />
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

/** The language of an option, a heading or another element that holds one text alone, when it is not the page's. */
export function useLanguageOf(): (text: string) => { readonly lang?: 'ja' } {
  const locale = useLocale()
  return (text) => (locale === 'en' && holdsJapanese(text) ? { lang: 'ja' } : {})
}

/** A text exactly as somebody wrote it (a name, an address, a clerk's reason), marked where it is not the page's language. */
export function AsWritten({ text }: { text: string }): JSX.Element {
  if (useLocale() !== 'en' || !holdsJapanese(text)) return <>{text}</>
  return <>{languageRuns(text).map((run) => (run.japanese ? <span lang="ja">{run.text}</span> : run.text))}</>
}

function Marked({ text, english = false }: { text: string; english?: boolean }): JSX.Element {
  const shown = pieces(text)
  return <>{english && holdsJapanese(text) ? shown.map(pieceMarked) : shown.map(pieceShown)}</>
}

function pieceShown(piece: Piece): ComponentChildren {
  if (piece.kind === 'text') return piece.text
  if (piece.kind === 'keep') return <span class="keep">{piece.text}</span>
  return (
    <ruby>
      {piece.base}
      <rt>{piece.reading}</rt>
    </ruby>
  )
}

function pieceMarked(piece: Piece): ComponentChildren {
  if (piece.kind === 'text') return <AsWritten text={piece.text} />
  if (piece.kind === 'keep' && !holdsJapanese(piece.text)) return pieceShown(piece)
  return <span lang="ja">{pieceShown(piece)}</span>
}
