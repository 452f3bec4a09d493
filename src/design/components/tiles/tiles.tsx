import type { JSX } from 'preact'
import { Icon, type IconName } from '../../icons/icon.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface TilesProps {
  readonly tiles: readonly {
    readonly href: string
    readonly icon?: IconName
    readonly title: Words
    readonly note?: Words
  }[]
}

/** Events of life to begin from, each with a picture that helps who reads little Japanese. */
export function Tiles({ tiles }: TilesProps): JSX.Element {
  return (
    <ul class="tiles">
      {tiles.map((tile) => (
        <li>
          <a href={tile.href}>
            {tile.icon && <Icon name={tile.icon} />}
            <b>
              <Text words={tile.title} />
            </b>
            {tile.note !== undefined && (
              <span>
                <Text words={tile.note} />
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}
