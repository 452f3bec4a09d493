import type { ComponentChildren, JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface CorrectionPanelProps {
  readonly id: string
  /** The field asked about. */
  readonly title: Words
  /** Why, in the office's words; already plain text. */
  readonly reason?: ComponentChildren
  /** What we have now. */
  readonly current: ComponentChildren
  /** The control for the new value. */
  readonly children: ComponentChildren
}

/** One thing to correct: what we have now, why it has to change, and the control for the new value. */
export function CorrectionPanel({ id, title, reason, current, children }: CorrectionPanelProps): JSX.Element {
  const messages = useMessages()
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <Text words={title} />
      </h2>
      {reason !== undefined && <p>{reason}</p>}
      <div class="panel">
        <p class="fine">
          <Text words={messages.currentContent} />
        </p>
        <p>{current}</p>
      </div>
      {children}
    </section>
  )
}
