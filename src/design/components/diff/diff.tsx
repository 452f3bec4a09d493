import type { ComponentChildren, JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface DiffLine {
  readonly term: Words
  readonly before?: ComponentChildren
  readonly after?: ComponentChildren
}

/** Two versions of the same answers: the old value struck through, the new one bold. Both are named in words. */
export function Diff({ lines }: { lines: readonly DiffLine[] }): JSX.Element {
  const messages = useMessages()
  return (
    <dl class="answers diff">
      {lines.map((line) => (
        <div>
          <dt>
            <Text words={line.term} />
          </dt>
          <dd>
            {line.after !== undefined && (
              <ins>
                <span class="diff-word">
                  <Text words={messages.after} />
                </span>
                {line.after}
              </ins>
            )}
            {line.before !== undefined && (
              <del>
                <span class="diff-word">
                  <Text words={messages.before} />
                </span>
                {line.before}
              </del>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
