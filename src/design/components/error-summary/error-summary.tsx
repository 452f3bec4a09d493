import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface ErrorSummaryProps {
  /** In the order of the page; `id` is the field's `id`, the sentence the same as at the field. */
  readonly problems: readonly { readonly id?: string; readonly message: Words }[]
  readonly title?: Words
}

/**
 * First on the page when something has to be put right. It takes the focus: by `autofocus` without script,
 * by the island where the browser ignores `autofocus` on a block.
 */
export function ErrorSummary({ problems, title }: ErrorSummaryProps): JSX.Element | null {
  const messages = useMessages()
  if (problems.length === 0) return null
  return (
    <error-focus
      class="error-summary"
      role="alert"
      aria-labelledby="error-summary-title"
      tabindex={-1}
      autofocus
      id="error-summary"
    >
      <h2 id="error-summary-title">
        <Text words={title ?? messages.correctCount(problems.length)} />
      </h2>
      <ul>
        {problems.map((problem) => (
          <li>
            {problem.id === undefined ? (
              <Text words={problem.message} />
            ) : (
              <a href={`#${problem.id}`}>
                <Text words={problem.message} />
              </a>
            )}
          </li>
        ))}
      </ul>
    </error-focus>
  )
}
