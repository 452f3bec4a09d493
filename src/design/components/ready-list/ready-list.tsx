import type { JSX } from 'preact'
import { Icon, type IconName } from '../../icons/icon.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface ReadyListProps {
  readonly things: readonly { readonly icon?: IconName; readonly title: Words; readonly note?: Words }[]
}

/** 用意するもの: what to have at hand before beginning. */
export function ReadyList({ things }: ReadyListProps): JSX.Element {
  return (
    <ul class="rows ready">
      {things.map((thing) => (
        <li>
          <Icon name={thing.icon ?? 'document'} />
          <div>
            <b>
              <Text words={thing.title} />
            </b>
            {thing.note !== undefined && (
              <p class="hint">
                <Text words={thing.note} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
