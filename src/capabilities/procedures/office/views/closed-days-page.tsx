import type { JSX } from 'preact'
import { formatEraWithWeekday } from '../../../../civic/era.ts'
import { Button, Radios, Table, TextInput } from '../../../../design/index.ts'
import type { ClosedDay } from '../../store/office.ts'
import { messages } from '../messages.ja.ts'
import { errorOf, type ScreenProps } from './frame.ts'
import { Screen } from './screen.tsx'

const words = messages.closedDays

/** Days against the rule, each with its reason, and a form for one more. */
export function ClosedDaysPage({ screen, days }: { screen: ScreenProps; days: readonly ClosedDay[] }): JSX.Element {
  return (
    <Screen
      title={words.title}
      lead={words.lead}
      screen={screen}
      back={{ href: '/catalogue', label: messages.overview.title }}
    >
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
              <form method="post" action="/catalogue/closed-days" class="inline-form">
                <input type="hidden" name="csrf" value={screen.csrf} />
                <input type="hidden" name="day" value={day} />
                <Button
                  label={words.takeBack}
                  name="do"
                  value="take-back"
                  kind="text"
                  small
                  about={formatEraWithWeekday(day)}
                />
              </form>
            ),
          }))}
        />
      )}
      <h2>{words.add}</h2>
      <form method="post" action="/catalogue/closed-days" class="flow">
        <input type="hidden" name="csrf" value={screen.csrf} />
        <TextInput
          id="day"
          name="day"
          label={words.fields.day}
          hint={messages.register.fields.dayHint}
          value={screen.typed('day')}
          {...errorOf(screen.problems, 'day')}
        />
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
        <TextInput
          id="reason"
          name="reason"
          label={words.fields.reason}
          value={screen.typed('reason')}
          {...errorOf(screen.problems, 'reason')}
        />
        <Button label={words.add} name="do" value="set" />
      </form>
    </Screen>
  )
}
