import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from '../../icons/icon.tsx'

export interface DecisionPanelProps {
  readonly id?: string
  readonly title: string
  readonly action: string
  /** Hidden fields: token, request key, version. */
  readonly hidden?: readonly { readonly name: string; readonly value: string }[]
  /** What was computed, as `Answers`. */
  readonly computed?: ComponentChildren
  /** Choices, reasons. */
  readonly children?: ComponentChildren
  /** 「決裁：係長 → 課長（専決）」. */
  readonly route?: ComponentChildren
  /** The one button, and others in outline. */
  readonly buttons?: ComponentChildren
  /** What will be done at once by pressing. */
  readonly effects?: {
    readonly title: string
    readonly list: readonly { readonly icon: IconName; readonly text: string }[]
    readonly note?: string
  }
}

/** What to decide: stands on the right and does not scroll away. */
export function DecisionPanel(props: DecisionPanelProps): JSX.Element {
  const { id = 'decision', title, action, hidden = [], computed, children, route, buttons, effects } = props
  return (
    <section class="decision sticky" aria-labelledby={`${id}-title`}>
      <form class="card" method="post" action={action} novalidate>
        <h2 id={`${id}-title`}>{title}</h2>
        {hidden.map((field) => (
          <input type="hidden" name={field.name} value={field.value} />
        ))}
        {computed}
        {children}
        {route !== undefined && <p class="hint">{route}</p>}
        {buttons !== undefined && <div class="buttons">{buttons}</div>}
        {effects && (
          <>
            <h3>{effects.title}</h3>
            <ul class="checks">
              {effects.list.map((effect) => (
                <li>
                  <Icon name={effect.icon} />
                  <div>{effect.text}</div>
                </li>
              ))}
            </ul>
            {effects.note && <p class="fine">{effects.note}</p>}
          </>
        )}
      </form>
    </section>
  )
}
