import type { ComponentChildren, JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'
import { Button } from '../button/button.tsx'

export interface RepeatedGroupProps {
  /** The group's id: the head of the answer paths. */
  readonly name: string
  readonly title: Words
  readonly hint?: Words
  /** What one item is called: お子さん, 犬, 品物. */
  readonly item: Words
  /** The fields of each item, in order. */
  readonly items: readonly ComponentChildren[]
  /** Words of the add button; without it no further item may be added. */
  readonly add?: Words
  /** Items may be removed down to this number. */
  readonly min?: number
}

/** Items of one kind, each with the same fields. Adding and removing are `do=add:<name>` and `do=remove:<name>:<n>`. */
export function RepeatedGroup({ name, title, hint, item, items, add, min = 0 }: RepeatedGroupProps): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  return (
    <section class="repeated" aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>
        <Text words={title} />
      </h2>
      {hint !== undefined && (
        <p class="hint">
          <Text words={hint} />
        </p>
      )}
      {items.map((fields, index) => (
        <section class="repeated-item" id={`${name}.${index}`} aria-labelledby={`${name}.${index}-title`}>
          <div class="heading-row">
            <h3 id={`${name}.${index}-title`}>
              <Text words={item} />
              {` ${index + 1}`}
            </h3>
            {items.length > min && (
              <Button
                label={messages.removeItem(plain(item, locale))}
                about={` ${index + 1}`}
                kind="text"
                small
                name="do"
                value={`remove:${name}:${index}`}
                unchecked
              />
            )}
          </div>
          {fields}
        </section>
      ))}
      {add !== undefined && <Button label={add} icon="add" kind="line" name="do" value={`add:${name}`} unchecked />}
    </section>
  )
}
