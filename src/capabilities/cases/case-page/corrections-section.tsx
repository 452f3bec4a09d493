import type { JSX } from 'preact'
import { formatShort } from '../../../civic/era.ts'
import { Button, DeskSection, LinkButton, TextArea, TextInput } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import type { CorrectionRecord } from '../store/corrections.ts'
import { shortMoment } from '../words.ts'
import { formView } from './form-state.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import type { CasePageProps } from './page.tsx'

/** What was asked of the applicant, what they answered, and for a waiting request more time or going on. */
export function CorrectionsSection(props: CasePageProps): JSX.Element | null {
  const { loaded, may } = props
  const { row } = loaded
  const mayAsk = may.review && ['received', 'reviewing', 'consulting'].includes(row.state)
  if (loaded.corrections.length === 0 && !mayAsk) return null
  return (
    <DeskSection
      id="corrections"
      title={messages.corrections}
      end={
        mayAsk && <LinkButton kind="line" small href={`/cases/${row.id}/correction`} label={messages.toCorrection} />
      }
    >
      {loaded.corrections.map((correction) => (
        <One correction={correction} />
      ))}
      {row.state === 'correction' && may.review && <Waiting {...props} />}
    </DeskSection>
  )
}

function One({ correction }: { correction: CorrectionRecord }): JSX.Element {
  const state = correction.ended ? messages.correctionEnded[correction.ended] : messages.correctionOpen
  return (
    <>
      <p>
        <b>{state}</b>
        {'　'}
        {messages.correctionLine(
          correction.requestedByName,
          shortMoment(correction.requestedAt),
          formatShort(correction.dueOn),
        )}
        {correction.ended === null &&
          correction.answeredPaths.length > 0 &&
          `　${messages.correctionPart(correction.answeredPaths.length, correction.paths.length)}`}
      </p>
      <ul>
        {correction.content.items.map((item) => (
          <li>
            <b>{item.label}</b>　{item.reason}
          </li>
        ))}
      </ul>
      {correction.comment !== '' && (
        <p>
          {messages.comment}：{correction.comment}
        </p>
      )}
    </>
  )
}

function Waiting({ loaded, state, hidden, suggestedDue }: CasePageProps): JSX.Element {
  const extend = formView(state, 'extend')
  const end = formView(state, 'end-correction')
  return (
    <details open={state?.form === 'extend' || state?.form === 'end-correction'}>
      <summary>{messages.more}</summary>
      <form class="flow" method="post" action={`/cases/${loaded.row.id}/correction-extension`}>
        <Hidden fields={hidden()} />
        <TextInput
          {...extend.field('extendTo')}
          label={messages.extendTo}
          width="12"
          value={extend.value('extendTo', suggestedDue)}
        />
        <Button kind="line" small label={messages.extend} />
      </form>
      <form class="flow" method="post" action={`/cases/${loaded.row.id}/correction-end`}>
        <Hidden fields={hidden()} />
        <TextArea {...end.field('endReason')} label={messages.endReason} rows={2} value={end.value('endReason')} />
        <Button kind="line" small label={messages.endCorrection} />
      </form>
    </details>
  )
}
