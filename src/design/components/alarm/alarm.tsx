import type { JSX } from 'preact'
import { useLocale } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'

export interface AlarmProps {
  /** 「警戒レベル4」. */
  readonly level: Words
  /** 「避難指示」. */
  readonly order: Words
  /** What to do, in one sentence: the page's `h1`. */
  readonly title: Words
  readonly where: Words
  readonly links: readonly { readonly href: string; readonly label: Words }[]
  /** When it was issued, and when the next notice comes. */
  readonly times: Words
}

/** An evacuation order. The rest of the home page gives way to it. */
export function Alarm({ level, order, title, where, links, times }: AlarmProps): JSX.Element {
  const locale = useLocale()
  return (
    <section class="alarm" aria-label={plain(order, locale)}>
      <div class="wrap">
        <p>
          <span class="alarm-level">
            <Text words={level} />
          </span>
          {'　'}
          <Text words={order} />
        </p>
        <h1>
          <Text words={title} />
        </h1>
        <p class="read">
          <Text words={where} />
        </p>
        <div class="buttons">
          {links.map((link, index) => (
            <a class={index === 0 ? 'button' : 'button button-text'} href={link.href}>
              <span>
                <Text words={link.label} />
              </span>
            </a>
          ))}
        </div>
        <p>
          <Text words={times} />
        </p>
      </div>
    </section>
  )
}
