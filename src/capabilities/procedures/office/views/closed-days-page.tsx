import type { JSX } from 'preact'
import { formatEraWithWeekday } from '../../../../civic/era.ts'
import { Button, errorOf, Radios, Table } from '../../../../design/index.ts'
import type { ClosedDay } from '../../store/office.ts'
import { messages } from '../messages.ja.ts'
import type { ScreenProps } from './frame.ts'
import { ListScreen, ScreenForm, ScreenInput } from './screen.tsx'

const words = messages.closedDays

/** Days against the rule, each with its reason, and a form for one more. */
export function ClosedDaysPage({ screen, days }: { screen: ScreenProps; days: readonly ClosedDay[] }): JSX.Element {
  return (
    <ListScreen words={words} screen={screen}>
      {days.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          columns={[
            { id: 'day', label: words.columns.day, heading: true },
            { id: 'kind', label: words.columns.kind },
            { id: 'reason', label: words.columns.reason },
            { id: 'act', label: words.takeBack },
          ]}
          rows={days.map(({ day, kind, reason }) => ({
            day: formatEraWithWeekday(day),
            kind: words.kinds[kind],
            reason,
            act: (
              <ScreenForm action="/catalogue/closed-days" screen={screen} inline>
                <input type="hidden" name="day" value={day} />
                <Button
                  label={words.takeBack}
                  name="do"
                  value="take-back"
                  kind="text"
                  small
                  about={formatEraWithWeekday(day)}
                />
              </ScreenForm>
            ),
          }))}
        />
      )}
      <h2>{words.add}</h2>
      <ScreenForm action="/catalogue/closed-days" screen={screen}>
        <ScreenInput name="day" label={words.fields.day} screen={screen} day />
        <Radios
          id="kind"
          name="kind"
          label={words.fields.kind}
          inline
          options={[
            { value: 'closed', label: words.kinds.closed },
            { value: 'open', label: words.kinds.open },
          ]}
          value={screen.typed('kind')}
          {...errorOf(screen.problems, 'kind')}
        />
        <ScreenInput name="reason" label={words.fields.reason} screen={screen} />
        <Button label={words.add} name="do" value="set" />
      </ScreenForm>
    </ListScreen>
  )
}
