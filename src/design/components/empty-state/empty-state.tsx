import type { ComponentChildren, JSX } from 'preact'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

/** Nothing is here: says so, and what can be done. */
export function EmptyState({
  title,
  note,
  children,
}: {
  title: Words
  note?: Words
  children?: ComponentChildren
}): JSX.Element {
  return (
    <div class="empty">
      <p>
        <b>
          <Text words={title} />
        </b>
      </p>
      {note !== undefined && (
        <p class="hint">
          <Text words={note} />
        </p>
      )}
      {children}
    </div>
  )
}
