import type { JSX } from 'preact'
import { isDay } from '../../../civic/day.ts'
import { formatEra, formatShort } from '../../../civic/era.ts'
import { Button, ButtonRow, ErrorSummary, Panel, TextArea, TextInput } from '../../../design/index.ts'
import { fieldId } from '../case-page/form-state.ts'
import type { InputProblem } from '../change.ts'
import { Hidden } from '../posting.tsx'
import { correctionCodes } from '../rules/correction.ts'
import type { AskableField } from './askable.ts'
import { correctionMessages as messages } from './messages.ja.ts'
import type { CorrectionDraft } from './request.ts'

export interface CorrectionPageProps {
  readonly caseId: string
  readonly name: string
  readonly fields: readonly AskableField[]
  readonly draft: CorrectionDraft
  readonly problems: readonly InputProblem[]
  /** Show what the resident will see, with the button that sends. */
  readonly preview: boolean
  readonly section: { readonly name: string; readonly phone: string }
  readonly clockStops: boolean
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

const form = 'correction'

/** 補正の依頼: which fields, why, until when, and how it will look. */
export function CorrectionPage(props: CorrectionPageProps): JSX.Element {
  const { problems, draft, fields } = props
  const sentence = (problem: InputProblem) => messages.problems[problem.refusal] ?? problem.refusal
  const error = (at: string) => {
    const problem = problems.find((each) => each.at === at)
    return problem ? { error: sentence(problem) } : {}
  }
  return (
    <>
      <ErrorSummary
        problems={problems.map((problem) => ({ id: fieldId(form, problem.at), message: sentence(problem) }))}
      />
      <h1>{messages.title(props.name)}</h1>
      <p>{messages.lead}</p>
      <p class="sub">{props.clockStops ? messages.pauses : messages.runs}</p>
      {props.preview && <Preview {...props} />}
      <form class="flow" method="post" action={`/cases/${props.caseId}/correction`} novalidate>
        <Hidden fields={props.hidden} />
        <TextArea
          id={fieldId(form, 'intro')}
          name="intro"
          label={messages.intro}
          rows={2}
          required={false}
          value={draft.intro}
          {...error('intro')}
        />
        <fieldset id={fieldId(form, 'items')} tabindex={-1}>
          <legend class="field-label">{messages.fields}</legend>
          <ul class="rows">
            {fields.map((field) => (
              <Item field={field} draft={draft} error={error(`reason.${field.path}`)} />
            ))}
          </ul>
        </fieldset>
        <TextInput
          id={fieldId(form, 'dueOn')}
          name="dueOn"
          label={messages.dueOn}
          hint={messages.dueHint}
          width="20"
          value={isDay(draft.dueOn) ? formatEra(draft.dueOn) : draft.dueOn}
          {...error('dueOn')}
        />
        <ButtonRow>
          <Button kind={props.preview ? 'line' : 'main'} label={messages.preview} name="act" value="preview" />
          {props.preview && problems.length === 0 && <Button label={messages.send} name="act" value="send" />}
        </ButtonRow>
      </form>
    </>
  )
}

function Item({
  field,
  draft,
  error,
}: {
  field: AskableField
  draft: CorrectionDraft
  error: { error?: string }
}): JSX.Element {
  const asked = draft.items.find((item) => item.path === field.path)
  const id = fieldId(form, `path.${field.path}`)
  const codeId = fieldId(form, `code.${field.path}`)
  return (
    <li class="row">
      <label class="choice" for={id}>
        <input type="checkbox" id={id} name="path" value={field.path} checked={asked !== undefined} />
        <span>
          <span class="choice-label">{field.label}</span>
        </span>
      </label>
      <details open={asked !== undefined}>
        <summary>
          {messages.reason}
          <span class="aloud">：{field.label}</span>
        </summary>
        <label class="part" for={codeId}>
          <span>{messages.code}</span>
          <select class="input width-20" id={codeId} name={`code.${field.path}`}>
            {correctionCodes.map((code) => (
              <option value={code} selected={code === (asked?.code ?? 'mismatch')}>
                {messages.codes[code]}
              </option>
            ))}
          </select>
        </label>
        <TextArea
          id={fieldId(form, `reason.${field.path}`)}
          name={`reason.${field.path}`}
          label={messages.reason}
          hint={messages.reasonHint}
          required={false}
          rows={2}
          limit={500}
          value={asked?.reason ?? ''}
          {...error}
        />
      </details>
    </li>
  )
}

/** What the resident will see, in the words and order of their mailbox. */
function Preview({ draft, fields, section }: CorrectionPageProps): JSX.Element {
  const labels = new Map(fields.map((field) => [field.path, field.label]))
  return (
    <Panel title={messages.previewTitle}>
      {draft.intro !== '' && <p>{draft.intro}</p>}
      <ul>
        {draft.items.map((item) => (
          <li>
            <b>{labels.get(item.path) ?? item.path}</b>
            <br />
            {item.reason}
          </li>
        ))}
      </ul>
      {isDay(draft.dueOn) && <p>{messages.previewDue(formatShort(draft.dueOn))}</p>}
      <p>{messages.previewStays}</p>
      <p>{messages.previewAsk(section.name, section.phone)}</p>
    </Panel>
  )
}
