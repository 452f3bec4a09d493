import type { JSX } from 'preact'
import { formatEraWithWeekday } from '../../../civic/era.ts'
import { Button, ButtonRow, Select } from '../../../design/index.ts'
import { slotValue } from '../rules/slots.ts'
import { afterAct, type MovingAct } from '../rules/states.ts'
import { messages } from './messages.ja.ts'
import { lastDayOf, type NoticeView } from './notice-load.ts'
import { Hidden } from './screen.tsx'

const words = messages.notice
/** Acts with a button of their own, the next one first. */
export const buttonActs = ['visit', 'prepare', 'finish', 'no-show', 'cancel'] as const

/** What can be done with the notice now. */
export function ActsAside(props: {
  readonly view: NoticeView
  readonly csrf: string
  readonly mayConfidential: boolean
}): JSX.Element {
  const { view, csrf } = props
  const { row } = view.notice
  const situation = {
    kind: row.kind,
    state: row.state,
    matchSettled: row.match !== 'open',
    prepared: row.prepared_at !== null,
  }
  const possible = buttonActs.filter((act) => afterAct(situation, act) !== undefined)
  const main: MovingAct | undefined = possible.includes('prepare')
    ? 'prepare'
    : possible.includes('finish')
      ? 'finish'
      : possible[0]
  const ordered = [...possible].sort((a, b) => Number(b === main) - Number(a === main))
  return (
    <>
      {ordered.length > 0 && (
        <form class="card" method="post" action={`/moving/notices/${row.id}/acts`}>
          <Hidden csrf={csrf} version={row.version} />
          <h2>{words.acts.title}</h2>
          <ButtonRow>
            {ordered.map((act) => (
              <Button wide kind={act === main ? 'main' : 'line'} small name="act" value={act} label={words.acts[act]} />
            ))}
          </ButtonRow>
        </form>
      )}
      {afterAct(situation, 'rebook') !== undefined && <SlotForm {...props} />}
      {props.mayConfidential && (
        <form class="card" method="post" action={`/moving/notices/${row.id}/confidentiality`}>
          <Hidden csrf={csrf} version={row.version} />
          <h2>{words.confidential}</h2>
          <p>{words.confidentialLead}</p>
          <input type="hidden" name="confidential" value={row.confidential ? 'no' : 'yes'} />
          <Button kind="line" small label={row.confidential ? words.confidentialOff : words.confidentialOn} />
        </form>
      )}
    </>
  )
}

function SlotForm({ view, csrf }: { readonly view: NoticeView; readonly csrf: string }): JSX.Element {
  const { row } = view.notice
  const last = lastDayOf(view)
  return (
    <form class="card" method="post" action={`/moving/notices/${row.id}/slot`} id="slot-form">
      <Hidden csrf={csrf} version={row.version} />
      <h2>{words.slot}</h2>
      {view.slots.length === 0 ? (
        <p>{words.slotNone}</p>
      ) : (
        <>
          <p>{words.slotLead}</p>
          <Select
            id="slot"
            name="slot"
            label={words.slotLabel}
            options={view.slots.map(({ counter, day, starts }) => ({
              value: slotValue({ counter: counter.id, day, starts }),
              label: `${formatEraWithWeekday(day)} ${starts}　${counter.label.ja}${last !== undefined && day > last ? `（${words.late}）` : ''}`,
            }))}
          />
          <Button kind="line" small label={words.slotTake} />
        </>
      )}
    </form>
  )
}
