import type { JSX } from 'preact'
import { formatEra, formatShort } from '../../../civic/era.ts'
import { Button, DeskSection, Radios, TextArea, TextInput } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import { groundsLength, lineLength } from '../rules/cancellation.ts'
import type { CancellationRecord } from '../store/cancellations.ts'
import { cancellationMessages as messages } from './messages.ja.ts'
import { type CancellationPageProps, viewOf } from './view.ts'
import { hearingText } from './words.ts'

type Props = CancellationPageProps & { readonly running: CancellationRecord }

/** 意見を聴く: the notice (行政手続法15条・30条), then what came of it; or why nobody needs to be heard. */
export function HearingSection(props: Props): JSX.Element {
  const { running, loaded } = props
  const { way, answerOn, noticedOn, notice } = running
  const editable = loaded.row.cancellation === 'preparing'
  return (
    <DeskSection id="hearing" title={messages.steps.hearing}>
      {way === 'none' ? (
        <p>{hearingText(running)}</p>
      ) : (
        <>
          <p>{messages.hearingLead[way]}</p>
          {running.law === 'ordinance' && <p class="hint">{messages.ordinanceNote}</p>}
          {noticedOn !== null && answerOn !== null && (
            <p>
              {messages.noticed(messages.waysShort[way], formatShort(noticedOn))}
              <br />
              {messages.answerLine[way](formatEra(answerOn), notice?.time ?? '', notice?.place ?? '')}
            </p>
          )}
          {running.heard !== null && (
            <>
              <p>
                <b>{hearingText(running)}</b>
              </p>
              {running.report !== '' && <p>{running.report}</p>}
            </>
          )}
          {editable && noticedOn === null && <NoticeForm {...props} way={way} />}
          {editable && noticedOn !== null && <ResultForm {...props} way={way} />}
        </>
      )}
    </DeskSection>
  )
}

type OfWay = Props & { readonly way: 'hearing' | 'explanation' }

function NoticeForm({ loaded, state, hidden, way, leastDays, suggestedDay, office, today }: OfWay): JSX.Element {
  const view = viewOf(state, 'notice')
  const field = (name: string, otherwise = '') => ({ ...view.field(name), value: view.value(name, otherwise) })
  return (
    <form class="flow" method="post" action={`/cases/${loaded.row.id}/hearing-notice`} novalidate>
      <Hidden fields={hidden()} />
      <Radios
        {...field('by', 'letter')}
        label={messages.by}
        options={(['letter', 'elsewhere'] as const).map((by) => ({ value: by, label: messages.byOptions[by] }))}
      />
      <TextInput {...field('sentOn', today)} label={messages.sentOn} required={false} width="20" />
      <TextInput
        {...field('answerOn', suggestedDay)}
        label={messages.answerOn[way]}
        hint={messages.answerHint(leastDays)}
        width="20"
      />
      {way === 'hearing' && <TextInput {...field('time')} label={messages.time} hint={messages.timeHint} width="8" />}
      <TextInput
        {...field('place', way === 'explanation' ? office : '')}
        label={messages.place[way]}
        maxlength={lineLength}
      />
      {way === 'hearing' && <TextInput {...field('office')} label={messages.office} maxlength={lineLength} />}
      <Button label={messages.sendNotice} />
    </form>
  )
}

function ResultForm({ loaded, state, hidden, way, running, today }: OfWay): JSX.Element {
  const view = viewOf(state, 'result')
  const field = (name: string, otherwise = '') => ({ ...view.field(name), value: view.value(name, otherwise) })
  const known = running.heard === null ? '' : running.heard ? 'yes' : 'no'
  return (
    <form class="flow" method="post" action={`/cases/${loaded.row.id}/hearing-result`} novalidate>
      <Hidden fields={hidden()} />
      <Radios
        {...field('heard', known)}
        label={messages.heard[way]}
        inline
        options={(['yes', 'no'] as const).map((heard) => ({ value: heard, label: messages.heardOptions[way][heard] }))}
      />
      <TextInput
        {...field('heardOn', running.heardOn === null ? today : formatEra(running.heardOn))}
        label={messages.heardOn[way]}
        required={way === 'hearing'}
        width="20"
      />
      <TextArea
        {...field('report', running.report)}
        label={messages.report[way]}
        required={way === 'hearing'}
        rows={3}
        limit={groundsLength}
      />
      <Button kind="line" label={messages.saveResult} />
    </form>
  )
}
