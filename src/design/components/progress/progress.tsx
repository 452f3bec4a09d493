import type { JSX } from 'preact'
import { useLocale } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'

export interface ProgressProps {
  readonly label: Words
  readonly done: number
  readonly total: number
  /** 「120件のうち48件」; the bar repeats it. */
  readonly text: Words
}

/** How far a longer work has come. */
export function Progress({ label, done, total, text }: ProgressProps): JSX.Element {
  const locale = useLocale()
  return (
    <div class="progress">
      <p>
        <b>
          <Text words={label} />
        </b>
        {'　'}
        <Text words={text} />
      </p>
      <progress max={total} value={done} aria-label={plain(label, locale)} />
    </div>
  )
}
