import type { JSX } from 'preact'
import { useLocale } from '../../words/language.tsx'
import { useLanguageOf } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'

/** One line of a list. It holds no markup, so the line itself says when it is not in the language of the page. */
export function Option({ words, value, selected }: { words: Words; value: string; selected: boolean }): JSX.Element {
  const text = plain(words, useLocale())
  const languageOf = useLanguageOf()
  return (
    <option value={value} selected={selected} {...languageOf(text)}>
      {text}
    </option>
  )
}
