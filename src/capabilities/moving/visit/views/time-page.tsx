import type { JSX } from 'preact'
import { Button, ErrorSummary, Radios, ResidentPage, Select, sayDay, Text } from '../../../../design/index.ts'
import { type Locale, pickText } from '../../../../platform/i18n/local-text.ts'
import { type SlotChoice, slotValue } from '../../rules/slots.ts'
import type { VisitMessages } from '../messages.ts'
import type { Frame } from './frame.ts'

export interface TimePageProps {
  readonly frame: Frame
  readonly m: VisitMessages
  readonly locale: Locale
  readonly csrf: string
  readonly action: string
  readonly back: { readonly href: string; readonly label: string }
  readonly slots: readonly SlotChoice[]
  /** The day whose hours are shown; undefined: a day is to be chosen. */
  readonly day?: string
  readonly chosen?: string
  /** The last day for the notice, and how it is said. */
  readonly last?: { readonly day: string; readonly words: string }
  readonly problem?: string
}

/** First a day, then its hours: two short questions, and no script is needed. */
export function TimePage(props: TimePageProps): JSX.Element {
  const { frame, m, locale, slots, day, last, problem } = props
  const days = [...new Set(slots.map((slot) => slot.day))]
  const hours = slots.filter((slot) => slot.day === day)
  const after = (each: string): string => (last !== undefined && each > last.day ? `　${m.time.after}` : '')
  const several = new Set(slots.map(({ counter }) => counter.id)).size > 1
  return (
    <ResidentPage {...frame} title={m.time.title} layout="read" back={props.back} failed={problem !== undefined}>
      <ErrorSummary
        problems={problem === undefined ? [] : [{ id: hours.length > 0 ? 'slot' : 'day', message: problem }]}
      />
      <h1>
        <Text words={m.time.title} />
      </h1>
      {slots.length === 0 ? (
        <p>
          <Text words={m.time.none} />
        </p>
      ) : (
        <>
          <p>
            <Text words={last === undefined ? m.time.leadWithin : m.time.lead(last.words)} />
          </p>
          <form class="flow" method="post" action={props.action}>
            <input type="hidden" name="csrf" value={props.csrf} />
            <Select
              id="day"
              name="day"
              label={m.time.day}
              options={days.map((each) => ({ value: each, label: `${sayDay(each, locale)}${after(each)}` }))}
              value={day}
              error={problem !== undefined && hours.length === 0 ? problem : undefined}
            />
            <Button kind={hours.length > 0 ? 'line' : 'main'} label={m.time.showDay} name="do" value="day" />
            {hours.length > 0 && (
              <>
                <Radios
                  id="slot"
                  name="slot"
                  label={m.time.hour}
                  value={props.chosen}
                  error={problem}
                  options={hours.map((slot) => ({
                    value: slotValue({ ...slot, counter: slot.counter.id }),
                    label: slot.starts,
                    ...(several ? { hint: m.time.at(pickText(slot.counter.label, locale).text) } : {}),
                  }))}
                />
                <Button label={m.next} name="do" value="slot" />
              </>
            )}
          </form>
        </>
      )}
    </ResidentPage>
  )
}
