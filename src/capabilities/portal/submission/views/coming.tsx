import type { JSX } from 'preact'
import { Facts, Panel, Text, Timeline, type Words } from '../../../../design/index.ts'

export interface ComingProps {
  readonly valuesTitle: Words
  readonly valuesNote: Words
  readonly values: readonly { readonly label: Words; readonly text: Words }[]
  readonly afterwardsTitle: Words
  readonly afterwards: readonly Words[]
}

/** What this procedure says of its own: what was computed for this application, and what to do and expect from here. */
export function Coming(props: ComingProps): JSX.Element {
  return (
    <>
      {props.values.length > 0 && (
        <section class="flow">
          <Panel title={props.valuesTitle}>
            <Facts facts={props.values.map(({ label, text }) => ({ term: label, value: <Text words={text} /> }))} />
            <p class="fine">
              <Text words={props.valuesNote} />
            </p>
          </Panel>
        </section>
      )}
      <section class="flow">
        <h2>
          <Text words={props.afterwardsTitle} />
        </h2>
        <Timeline steps={props.afterwards.map((title) => ({ title, status: 'later' }))} />
      </section>
    </>
  )
}
