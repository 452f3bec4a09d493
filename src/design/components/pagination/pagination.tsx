import type { JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'

export interface PaginationProps {
  /** Paging goes by key (after the last line seen), so a page never skips or repeats a line while others work. */
  readonly previousHref?: string
  readonly nextHref?: string
  /** What is shown: 「64件のうち 1–10」; see `messages.pageRange`. */
  readonly shown?: Words
  /** Names the navigation where a page has two of them. */
  readonly label?: Words
}

export function Pagination({ previousHref, nextHref, shown, label }: PaginationProps): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  return (
    <nav class="pagination" aria-label={plain(label ?? messages.pages, locale)}>
      {shown !== undefined && (
        <p>
          <Text words={shown} />
        </p>
      )}
      <div class="buttons">
        {previousHref !== undefined && (
          <a class="button button-line button-small" href={previousHref} rel="prev">
            <span>
              <Text words={messages.previousPage} />
            </span>
          </a>
        )}
        {nextHref !== undefined && (
          <a class="button button-line button-small" href={nextHref} rel="next" data-key="next-page">
            <span>
              <Text words={messages.nextPage} />
            </span>
          </a>
        )}
      </div>
    </nav>
  )
}
