import type { ComponentChildren, JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'
import { Button } from '../button/button.tsx'

export interface ListFilterProps {
  /** Where the form asks for the same without script; the words are sent as `words`. */
  readonly action: string
  readonly label: Words
  readonly value?: string
  readonly items: readonly ComponentChildren[]
}

/** A list with a box that narrows it while the person types. */
export function ListFilter({ action, label, value, items }: ListFilterProps): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  return (
    <list-filter class="stack" data-count={plain(messages.listCount('%d'), locale)}>
      <form class="parts" method="get" action={action}>
        <label class="part part-20">
          <span>
            <Text words={label} />
          </span>
          <input class="input" type="search" name="words" value={value ?? ''} autocomplete="off" />
        </label>
        <Button label={messages.filterList} kind="line" />
      </form>
      <p class="hint" role="status" data-status />
      <ul class="rows plain-rows">
        {items.map((item) => (
          <li data-item>{item}</li>
        ))}
      </ul>
    </list-filter>
  )
}
