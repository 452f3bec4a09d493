import type { JSX } from 'preact'
import { Button, Notice, Radios, Select, Table, TextInput } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import type { Answerable } from '../outline/answers-before.ts'
import { LocalTextInputs } from '../outline/local-text.tsx'
import { messages as outline } from '../outline/messages.ja.ts'
import { WhenInputs } from '../outline/when-inputs.tsx'
import { CopyScreen, errorOf, Hidden, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import type { TermsData } from './read-terms.ts'

export interface RuleLike {
  readonly id: string
  readonly severity?: string
  readonly at?: string
  readonly must?: string
  readonly message?: { readonly ja?: string }
}

/** Rules with their sentences, and a form for one more. */
export function RulesPage({
  screen,
  copy,
  name,
  rules,
  answers,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly rules: readonly RuleLike[]
  readonly answers: readonly Answerable[]
}): JSX.Element {
  const words = messages.rules
  const action = `/designer/copies/${copy.id}/rules`
  const severities = words.severities as Readonly<Record<string, string>>
  const open = copy.state === 'open'
  return (
    <CopyScreen copy={copy} name={name} tab="rules" title={words.title} lead={words.lead} screen={screen}>
      {!open && <Notice>{outline.closed}</Notice>}
      {rules.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <form method="post" action={action}>
          <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} seen={copy.version} />
          <Table
            caption={words.title}
            columns={(['message', 'severity', 'at', 'must', 'act'] as const).map((id) => ({
              id,
              label: id === 'act' ? words.remove : words.columns[id],
              ...(id === 'message' ? { heading: true } : {}),
            }))}
            rows={rules.map((rule, i) => ({
              message: rule.message?.ja ?? rule.id,
              severity: severities[rule.severity ?? ''] ?? '',
              at: answers.find(({ path }) => path === rule.at)?.label ?? rule.at ?? '',
              must: rule.must ?? '',
              act: open && (
                <Button
                  label={words.remove}
                  kind="text"
                  small
                  name="do"
                  value={`remove:${i}`}
                  about={`：${rule.message?.ja ?? rule.id}`}
                />
              ),
            }))}
          />
        </form>
      )}
      {open && (
        <form method="post" action={action} class="flow">
          <h2>{words.add}</h2>
          <Hidden screen={screen} seen={copy.version} />
          <WhenInputs
            screen={screen}
            prefix="must"
            legend={words.must}
            lead={words.mustLead}
            kept={undefined}
            answers={answers}
          />
          <Select
            id="at"
            name="at"
            label={words.at}
            options={answers.map(({ path, label }) => ({ value: path, label }))}
            value={screen.typed('at')}
            {...errorOf(screen.problems, 'at')}
          />
          <Radios
            id="severity"
            name="severity"
            label={words.severity}
            options={Object.entries(words.severities).map(([value, label]) => ({ value, label }))}
            value={screen.typed('severity')}
            {...errorOf(screen.problems, 'severity')}
          />
          <LocalTextInputs screen={screen} name="message" label={words.message} kept={undefined} long needed />
          <Button label={words.submit} name="do" value="add" />
        </form>
      )}
    </CopyScreen>
  )
}

/** Periods, season, pause. What a law has set is marked and stands there without an input. */
export function TermsPage({
  screen,
  copy,
  name,
  data,
  deadlineFixed,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly data: TermsData
  /** The article that sets the deadline, when it is not the city's own. */
  readonly deadlineFixed: string | undefined
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
      <form method="post" action={`/designer/copies/${copy.id}/terms`} class="flow">
        <Hidden screen={screen} seen={copy.version} />
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
        {day('seasonFrom', acceptance?.season?.from)}
        {day('seasonTo', acceptance?.season?.to)}
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
      </form>
    </CopyScreen>
  )
}
