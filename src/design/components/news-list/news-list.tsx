import type { JSX } from 'preact'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface NewsListProps {
  readonly news: readonly {
    readonly href: string
    readonly title: Words /** Shown day. */
    readonly day: string /** `YYYY-MM-DD` */
    readonly date: string
  }[]
}

/** Notices of the city, newest first. */
export function NewsList({ news }: NewsListProps): JSX.Element {
  return (
    <ul class="rows news">
      {news.map((item) => (
        <li>
          <time datetime={item.date}>
            <Text words={item.day} />
          </time>
          <a href={item.href}>
            <span>
              <Text words={item.title} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
