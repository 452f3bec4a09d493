import type { JSX } from 'preact'
import {
  Button,
  ButtonRow,
  Checkboxes,
  ErrorSummary,
  Facts,
  MoneyInput,
  Notice,
  Radios,
  TextArea,
  TextInput,
  Warning,
} from '../../../design/index.ts'
import type { Outcome, OutcomeField } from '../../procedures/index.ts'
import { type FormState, type FormView, formView, summaryOf } from '../case-page/form-state.ts'
import { Hidden } from '../posting.tsx'
import { decisionMessages as messages } from './messages.ja.ts'
import { outcomeFieldName } from './outcome-fields.ts'

export interface DecisionPageProps {
  readonly caseId: string
  readonly heading: string
  readonly outcome: Outcome
  readonly suggested: Readonly<Record<string, string>>
  /** Outcome values that the program computed, in words. */
  readonly route: string
  readonly effects: readonly string[]
  readonly state: FormState | undefined
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

/** 起案: the values of the outcome, its grounds with suggestions, the remedies that will stand on the letter. */
export function DecisionPage(props: DecisionPageProps): JSX.Element {
  const { outcome, state, suggested, effects } = props
  const view = formView(state, 'decision')
  const grounds = outcome.grounds ?? []
  return (
    <>
      {state && <ErrorSummary problems={summaryOf(state)} />}
      <h1>{props.heading}</h1>
      <form class="flow" method="post" action={`/cases/${props.caseId}/decision`} novalidate>
        <Hidden fields={[...props.hidden, { name: 'outcome', value: outcome.id }]} />
        {(outcome.fields ?? []).map((field) => (
          <FieldOf field={field} view={view} suggested={suggested[outcomeFieldName(field.id)] ?? ''} />
        ))}
        {grounds.length > 0 && (
          <Checkboxes
            id="decision-suggestion"
            name="suggestion"
            label={messages.suggestions}
            hint={messages.suggestionsHint}
            required={false}
            values={state?.post.fields.get('suggestion') ?? (grounds.length === 1 ? [grounds[0]?.id ?? ''] : [])}
            options={grounds.map((ground) => ({ value: ground.id, label: ground.text }))}
          />
        )}
        <TextArea
          {...view.field('grounds')}
          label={outcome.adverse ? messages.groundsMust : messages.grounds}
          hint={messages.groundsHint}
          required={outcome.adverse && grounds.length === 0}
          rows={4}
          limit={2000}
          value={view.value('grounds')}
        />
        <Remedies outcome={outcome} />
        {props.route !== '' && <p class="hint">{props.route}</p>}
        <Notice title={messages.effectsTitle} level={2}>
          <ul>
            {effects.map((effect) => (
              <li>{effect}</li>
            ))}
          </ul>
        </Notice>
        <ButtonRow>
          <Button label={messages.propose} shortcut="decide" />
        </ButtonRow>
      </form>
    </>
  )
}

/** 教示: shown before the proposal is made, since it will stand on the letter of an adverse decision. */
function Remedies({ outcome }: { outcome: Outcome }): JSX.Element | null {
  const { remedies } = outcome
  if (remedies === undefined || remedies === 'none')
    return outcome.adverse ? (
      <Warning>
        <p>{messages.noRemedies}</p>
      </Warning>
    ) : null
  return (
    <Facts
      facts={[
        { term: messages.appealTo, value: messages.appeal(remedies.appealTo) },
        { term: messages.lawsuit, value: remedies.appealFirst ? messages.lawsuitAfter : messages.lawsuitDirect },
      ]}
    />
  )
}

/** The control of one value of an outcome; also where a 更正 puts it right. */
export function FieldOf({
  field,
  view,
  suggested,
}: {
  field: OutcomeField
  view: FormView
  suggested: string
}): JSX.Element {
  const name = outcomeFieldName(field.id)
  const common = {
    ...view.field(name),
    label: field.label.ja,
    ...(field.hint ? { hint: field.hint.ja } : field.follows ? { hint: messages.followsHint } : {}),
    required: field.required !== false && !field.follows,
  }
  const value = view.value(name, suggested)
  if (field.type === 'choice' || field.type === 'yes-no') {
    const options = (field.choices ?? messages.yesNo).map((choice) => ({ value: choice.id, label: choice.label.ja }))
    return <Radios {...common} value={value} options={options} inline={options.length < 4} />
  }
  if (field.type === 'money') return <MoneyInput {...common} value={value} />
  if (field.type === 'long-text') return <TextArea {...common} rows={3} value={value} limit={field.maxLength ?? 2000} />
  const width = field.type === 'date' || field.type === 'year-month' || field.type === 'number' ? '12' : 'half'
  const hint = field.type === 'date' ? messages.dateHint : field.type === 'year-month' ? messages.monthHint : undefined
  return (
    <TextInput
      {...common}
      {...(hint && !field.hint ? { hint } : {})}
      width={width}
      value={value}
      {...(field.maxLength ? { maxlength: field.maxLength } : {})}
    />
  )
}
