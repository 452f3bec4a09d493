import type { JSX } from 'preact'
import { Button, errorOf, Notice, Radios, TextInput } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { LocalTextInputs } from '../outline/local-text.tsx'
import { messages as outline } from '../outline/messages.ja.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import type { TermsData } from './read-terms.ts'

/** Periods, season, pause. What a law has set is marked and stands there without an input. */
export function TermsPage({
  screen,
  copy,
  name,
  data,
  deadlineFixed,
  seasonFixed,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly data: TermsData
  /** The article that sets the deadline, when it is not the city's own. */
  readonly deadlineFixed: string | undefined
  /** The article that sets the season. */
  readonly seasonFixed: string | undefined
}): JSX.Element {
  const words = messages.terms
  const { processing, filingDeadline, acceptance } = data
  const law = processing?.statutory && `${processing.statutory.law ?? ''}${processing.statutory.article ?? ''}`
  const number = (id: string, label: string, kept: number | undefined, hint?: string) => (
    <TextInput
      id={id}
      name={id}
      label={label}
      required={false}
      inputmode="numeric"
      value={screen.typed(id, kept === undefined ? '' : String(kept))}
      {...(hint === undefined ? {} : { hint })}
      {...errorOf(screen.problems, id)}
    />
  )
  const day = (id: 'seasonFrom' | 'seasonTo', kept: string | undefined) => (
    <TextInput
      id={id}
      name={id}
      label={words[id]}
      hint={words.seasonHint}
      required={false}
      value={screen.typed(id, kept)}
      {...errorOf(screen.problems, id)}
    />
  )
  return (
    <CopyScreen copy={copy} name={name} tab="terms" title={words.title} lead={words.lead} screen={screen}>
      {copy.state !== 'open' && <Notice>{outline.closed}</Notice>}
      <CopyForm screen={screen} copy={copy} action={`/designer/copies/${copy.id}/terms`}>
        {number(
          'days',
          words.processing,
          processing?.days,
          words.processingHint(words.countings[processing?.counting ?? ''] ?? ''),
        )}
        {law !== undefined && <p class="hint">{words.statutory(law)}</p>}
        {filingDeadline && deadlineFixed !== undefined && (
          <p>
            {filingDeadline.days !== undefined && `${words.deadline}：${filingDeadline.days}　`}
            {filingDeadline.months !== undefined && `${words.deadlineMonths}：${filingDeadline.months}　`}
            {words.fixed(deadlineFixed)}
          </p>
        )}
        {deadlineFixed === undefined &&
          filingDeadline?.days !== undefined &&
          number('deadlineDays', words.deadline, filingDeadline.days)}
        {deadlineFixed === undefined &&
          filingDeadline?.months !== undefined &&
          number('deadlineMonths', words.deadlineMonths, filingDeadline.months)}
        <h2>{words.season}</h2>
        {seasonFixed === undefined ? (
          <>
            {day('seasonFrom', acceptance?.season?.from)}
            {day('seasonTo', acceptance?.season?.to)}
          </>
        ) : (
          <p>
            {words.seasonIs(acceptance?.season?.from ?? '', acceptance?.season?.to ?? '')}　{words.fixed(seasonFixed)}
          </p>
        )}
        <Radios
          id="paused"
          name="paused"
          label={words.paused}
          options={(['open', 'paused'] as const).map((value) => ({ value, label: words.pausedOptions[value] }))}
          value={screen.typed('paused', acceptance?.paused ? 'paused' : 'open')}
        />
        <LocalTextInputs
          screen={screen}
          name="closedText"
          label={words.closedText}
          kept={acceptance?.closedText}
          long
        />
        {copy.state === 'open' && <Button label={words.submit} />}
      </CopyForm>
    </CopyScreen>
  )
}
