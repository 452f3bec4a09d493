import type { ComponentChildren, JSX } from 'preact'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface DeadlinePanelProps {
  readonly id?: string
  /** 「きょう 11月27日（金）に申請すると」,「いつまでに」. */
  readonly title: Words
  /** The one important value, in large: a date, a result. */
  readonly value: Words
  /** Under it, small: 「あと4日」. */
  readonly left?: Words
  readonly lines?: readonly Words[]
  /** A small form to try another day. */
  readonly children?: ComponentChildren
}

/** A deadline said as a day, what it means, and what changes after it. */
export function DeadlinePanel({ id, title, value, left, lines = [], children }: DeadlinePanelProps): JSX.Element {
  return (
    <section class="panel" id={id}>
      <h2>
        <Text words={title} />
      </h2>
      <p class="large">
        <Text words={value} />
        {left !== undefined && (
          <small>
            <Text words={left} />
          </small>
        )}
      </p>
      {lines.map((line) => (
        <p class="hint">
          <Text words={line} />
        </p>
      ))}
      {children}
    </section>
  )
}
