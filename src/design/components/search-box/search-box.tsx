import type { JSX } from 'preact'
import { Icon } from '../../icons/icon.tsx'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface SearchBoxProps {
  readonly action: string
  readonly value?: string
  readonly label?: Words
  /** Words often searched, as links. */
  readonly often?: readonly { readonly href: string; readonly label: Words }[]
}

/** The search of the portal: one box, one button. A GET form, so the result has an address. */
export function SearchBox({ action, value, label, often = [] }: SearchBoxProps): JSX.Element {
  const messages = useMessages()
  return (
    <search>
      <form class="search" action={action} method="get">
        <label for="q">
          <Text words={label ?? messages.searchLabel} />
        </label>
        <div class="search-line">
          <input id="q" type="search" name="q" value={value ?? ''} autocomplete="off" enterkeyhint="search" />
          <button class="button" type="submit">
            <Icon name="search" />
            <span>
              <Text words={messages.search} />
            </span>
          </button>
        </div>
      </form>
      {often.length > 0 && (
        <p class="often">
          <span class="aloud">
            <Text words={messages.oftenSearched} />：
          </span>
          {often.map((word) => (
            <a href={word.href}>
              <span>
                <Text words={word.label} />
              </span>
            </a>
          ))}
        </p>
      )}
    </search>
  )
}
