import type { JSX } from 'preact'
import { Icon, type IconName } from '../../icons/icon.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

/**
 * `done` 完了 · `now` 次はここ · `plain` 決裁待ち · `calm` 未着手 · `soon` あと4日 · `wrong` 見直し.
 * The word says the state; shape and colour repeat it.
 */
export type TagTone = 'plain' | 'done' | 'now' | 'calm' | 'soon' | 'wrong'

export interface TagProps {
  readonly label: Words
  readonly tone?: TagTone
  /** `false` leaves out the icon that belongs to the tone. */
  readonly icon?: false
}

const icons: { readonly [tone in TagTone]?: IconName } = { done: 'check', soon: 'clock', wrong: 'error' }

export function Tag({ label, tone = 'plain', icon }: TagProps): JSX.Element {
  const iconName = icon === false ? undefined : icons[tone]
  return (
    <span class={tone === 'plain' ? 'tag' : `tag tag-${tone}`}>
      {iconName && <Icon name={iconName} />}
      <span>
        <Text words={label} />
      </span>
    </span>
  )
}
