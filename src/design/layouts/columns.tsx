import type { ComponentChildren, JSX } from 'preact'
import { useLocale } from '../words/language.tsx'
import { plain, type Words } from '../words/words.ts'

export interface ColumnsProps {
  readonly children: ComponentChildren
  /** The button or the deadline: sticky beside the text on a desk screen. Absent: the text stands alone. */
  readonly aside: ComponentChildren
  readonly asideLabel: Words
  /**
   * Where the side column stands on a phone. A button or a deadline moves up (`top`), directly after `lead`;
   * further links may follow the text (`end`).
   */
  readonly phone?: 'top' | 'end'
  /** Title and lead, above the side column on a phone. */
  readonly lead?: ComponentChildren
}

/** Text with a side column. The same markup serves both screens: nothing is written twice. */
export function Columns({ children, aside, asideLabel, phone = 'end', lead }: ColumnsProps): JSX.Element {
  const locale = useLocale()
  const hasAside = aside !== undefined && aside !== null && aside !== false
  const side = (
    <aside class="side" aria-label={plain(asideLabel, locale)}>
      <div class="flow sticky">{aside}</div>
    </aside>
  )
  return (
    <div class={lead === undefined ? 'columns' : 'columns columns-lead'}>
      {lead !== undefined && <div class="flow columns-head">{lead}</div>}
      {hasAside && phone === 'top' && side}
      <div class="flow columns-text">{children}</div>
      {hasAside && phone === 'end' && side}
    </div>
  )
}

/** Staff: the case on the left, what to decide on the right. */
export function Desk({
  children,
  aside,
  asideLabel,
}: Pick<ColumnsProps, 'children' | 'aside'> & { asideLabel: string }): JSX.Element {
  return (
    <div class="desk">
      <div class="desk-sections">{children}</div>
      <aside aria-label={asideLabel}>{aside}</aside>
    </div>
  )
}

/** A section of a staff screen: heading on a line, a word or link at its end. */
export function DeskSection({
  id,
  title,
  end,
  children,
}: {
  id: string
  title: string
  end?: ComponentChildren
  children: ComponentChildren
}): JSX.Element {
  return (
    <section aria-labelledby={id}>
      <div class="desk-heading">
        <h2 id={id}>{title}</h2>
        {end !== undefined && <span>{end}</span>}
      </div>
      {children}
    </section>
  )
}

/** A heading with a link or a state at the end of its line. */
export function HeadingRow({ children, end }: { children: ComponentChildren; end: ComponentChildren }): JSX.Element {
  return (
    <div class="heading-row">
      {children}
      <div class="heading-end">{end}</div>
    </div>
  )
}

/** The top of the home page: the question on the left, a person's own matters on the right. */
export function Hero({ children, aside }: { children: ComponentChildren; aside?: ComponentChildren }): JSX.Element {
  return (
    <div class="hero">
      <div class="wrap">
        <div>{children}</div>
        {aside}
      </div>
    </div>
  )
}
