import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'

/** Where in the form this page stands: 「5つのうち2つ目」, repeated by bars. */
export function Steps({ current, total }: { current: number; total: number }): JSX.Element {
  const messages = useMessages()
  return (
    <p class="steps">
      <span class="step-bars" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span class={index < current ? 'reached' : undefined} />
        ))}
      </span>
      <span>
        <Text words={messages.stepOf(current, total)} />
      </span>
    </p>
  )
}
