import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from '../../icons/icon.tsx'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'

export type CheckOutcome = 'pass' | 'fail' | 'person'

export interface Check {
  readonly id: string
  readonly label: string
  readonly outcome: CheckOutcome
  /** What was found, with its source. */
  readonly finding?: ComponentChildren
  /** A link, or the control with which a person decides. */
  readonly act?: ComponentChildren
}

const icons: { readonly [outcome in CheckOutcome]: IconName } = { pass: 'done', fail: 'error', person: 'warning' }
const order: readonly CheckOutcome[] = ['person', 'fail', 'pass']

/** What has to be looked at. What needs a person comes first. */
export function Checks({ checks }: { checks: readonly Check[] }): JSX.Element {
  const messages = useMessages()
  const said = { pass: messages.checkPassed, fail: messages.checkFailed, person: messages.checkPerson }
  const sorted = order.flatMap((outcome) => checks.filter((check) => check.outcome === outcome))
  return (
    <ul class="checks">
      {sorted.map((check) => (
        <li class={`check-${check.outcome}`}>
          <Icon name={icons[check.outcome]} />
          <div>
            <span>
              {check.label}
              <span class="aloud">
                （<Text words={said[check.outcome]} />）
              </span>
            </span>
            {check.finding !== undefined && <span class="check-finding">{check.finding}</span>}
          </div>
          {check.act !== undefined && <div class="check-act">{check.act}</div>}
        </li>
      ))}
    </ul>
  )
}
