import type { ComponentChildren, JSX } from 'preact'
import { Icon } from '../../icons/icon.tsx'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'

export interface TimelineStep {
  readonly title: Words
  /** When it was; or who is at it and until when; or the planned day. */
  readonly note?: Words
  readonly status: 'done' | 'now' | 'later'
  readonly children?: ComponentChildren
}

/** What has happened, what is happening, what comes. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  return (
    <ol class="timeline">
      {steps.map((step) => (
        <li class={`timeline-${step.status}`} aria-current={step.status === 'now' ? 'step' : undefined}>
          {step.status === 'done' && <Icon name="check" />}
          <b>
            <Text words={step.title} />
            {step.status === 'done' && <span class="aloud">（{plain(messages.doneStep, locale)}）</span>}
          </b>
          {step.note !== undefined && (
            <p>
              <Text words={step.note} />
            </p>
          )}
          {step.children}
        </li>
      ))}
    </ol>
  )
}
