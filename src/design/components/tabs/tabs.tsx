import type { JSX } from 'preact'
import { useLocale } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'

export interface TabsProps {
  /** What the tabs choose between. */
  readonly label: Words
  readonly tabs: readonly {
    readonly href: string
    readonly label: Words
    readonly count?: number
    readonly current?: boolean
  }[]
}

/** Views of one list, each with an address of its own: links, not a script. */
export function Tabs({ label, tabs }: TabsProps): JSX.Element {
  const locale = useLocale()
  return (
    <nav class="tabs" aria-label={plain(label, locale)}>
      <ul>
        {tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              <span>
                <Text words={tab.label} />
              </span>
              {tab.count !== undefined && <span class="tab-count">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
