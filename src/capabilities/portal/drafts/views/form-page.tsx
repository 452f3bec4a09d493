import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ErrorSummary,
  Notice,
  ResidentPage,
  type ResidentPageProps,
  Steps,
  Text,
  useMessages,
  Warning,
  type Words,
} from '../../../../design/index.ts'
import { FormFields, type FormFieldsProps } from '../../../procedures/index.ts'
import type { DraftsMessages } from '../messages.ts'

export interface FormPageProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: DraftsMessages
  readonly title: Words
  readonly lead?: Words
  readonly procedure: Words
  readonly tasksHref: string
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
  readonly multipart: boolean
  readonly autosave: boolean
  readonly sessionSeconds?: number | string
  readonly step: { readonly current: number; readonly total: number }
  readonly problems: readonly { readonly id?: string; readonly message: Words }[]
  readonly stops: readonly Words[]
  readonly warnings: readonly Words[]
  readonly fields: FormFieldsProps
  /** Said above the form: saved, session was over. */
  readonly notice?: { readonly title: string; readonly text?: string }
  /** Another tab saved this page: what it saved, by question. */
  readonly conflict?: readonly { readonly label: Words; readonly text: Words }[]
  readonly backToCheck: boolean
}

/** One page of the form. Everything on it works without script. */
export function FormPage(props: FormPageProps): JSX.Element {
  const { frame, m, problems, conflict } = props
  return (
    <ResidentPage
      {...frame}
      title={props.title}
      failed={problems.length > 0}
      layout="read"
      back={{ href: props.tasksHref, label: props.procedure }}
    >
      <ErrorSummary problems={problems} />
      {props.notice && (
        <Notice title={props.notice.title}>
          {props.notice.text !== undefined && (
            <p>
              <Text words={props.notice.text} />
            </p>
          )}
        </Notice>
      )}
      <Steps current={props.step.current} total={props.step.total} />
      <h1>
        <Text words={props.title} />
      </h1>
      {props.lead !== undefined && (
        <p>
          <Text words={props.lead} />
        </p>
      )}
      {props.stops.map((stop) => (
        <Warning title={m.stopTitle}>
          <p>
            <Text words={stop} />
          </p>
        </Warning>
      ))}
      <AnswerForm
        enterSends={conflict === undefined}
        action={props.action}
        hidden={props.hidden}
        multipart={props.multipart}
        autosave={props.autosave}
        {...(props.sessionSeconds === undefined ? {} : { sessionSeconds: props.sessionSeconds })}
      >
        {conflict && <Conflict m={m} rows={conflict} />}
        <RequiredNote />
        <FormFields {...props.fields} />
        {props.warnings.map((warning) => (
          <Notice>
            <p>
              <Text words={warning} />
            </p>
          </Notice>
        ))}
        <ButtonRow>
          {conflict ? (
            <>
              <Button label={m.saveMine} name="do" value="mine" />
              <Button label={m.takeTheirs} kind="line" name="do" value="theirs" unchecked />
            </>
          ) : (
            <>
              <Button label={props.backToCheck ? m.saveCheck : m.saveNext} />
              <Button label={m.saveLater} kind="text" name="do" value="later" unchecked />
            </>
          )}
        </ButtonRow>
      </AnswerForm>
    </ResidentPage>
  )
}

function RequiredNote(): JSX.Element {
  const messages = useMessages()
  return (
    <p class="hint">
      <Text words={messages.requiredNote} />
    </p>
  )
}

function Conflict({
  m,
  rows,
}: {
  m: DraftsMessages
  rows: readonly { readonly label: Words; readonly text: Words }[]
}): JSX.Element {
  return (
    <Warning title={m.savedElsewhereTitle}>
      <p>
        <Text words={m.savedElsewhere} />
      </p>
      <dl>
        {rows.map((row) => (
          <div>
            <dt>
              <Text words={row.label} />
            </dt>
            <dd>
              <Text words={row.text} />
            </dd>
          </div>
        ))}
      </dl>
    </Warning>
  )
}
