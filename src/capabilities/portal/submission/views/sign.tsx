import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ErrorSummary,
  LinkButton,
  Notice,
  ResidentPage,
  type ResidentPageProps,
  Text,
  type Words,
} from '../../../../design/index.ts'
import type { SubmissionMessages } from '../messages.ts'

export interface SignProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: SubmissionMessages
  readonly backHref: string
  readonly text: string
  readonly hash: string
  /** Present when a valid signature over exactly this text is here. */
  readonly signedBy?: string
  readonly problem?: Words
  readonly signAction: string
  readonly submitAction: string
  readonly hidden: Readonly<Record<string, string>>
  readonly printHref: string
  readonly paper: readonly Words[]
}

/** The exact text that is signed; then, when it is signed, the one button that submits it. */
export function SignPage(props: SignProps): JSX.Element {
  const { frame, m, signedBy, problem } = props
  return (
    <ResidentPage
      {...frame}
      title={m.signTitle}
      failed={problem !== undefined}
      layout="read"
      back={{ href: props.backHref, label: m.checkTitle }}
    >
      <ErrorSummary problems={problem === undefined ? [] : [{ message: problem }]} title={m.refusedTitle} />
      <h1>
        <Text words={m.signTitle} />
      </h1>
      {signedBy === undefined ? (
        <p>
          <Text words={m.signLead} />
        </p>
      ) : (
        <Notice title={m.signedTitle}>
          <p>
            <Text words={m.signedBy(signedBy)} />
          </p>
        </Notice>
      )}
      <section class="flow">
        <h2 id="text">
          <Text words={m.signText} />
        </h2>
        <section class="panel" aria-labelledby="text" lang="ja">
          <pre class="signed-text">{props.text}</pre>
        </section>
        <p class="fine">
          <Text words={m.signVersion(props.hash.slice(0, 16))} />
        </p>
      </section>
      <AnswerForm action={signedBy === undefined ? props.signAction : props.submitAction} hidden={props.hidden}>
        <ButtonRow>
          <Button label={signedBy === undefined ? m.signButton : m.signedSubmit} />
        </ButtonRow>
      </AnswerForm>
      <section class="flow">
        <h2>
          <Text words={m.cannotSignTitle} />
        </h2>
        {props.paper.map((words) => (
          <p>
            <Text words={words} />
          </p>
        ))}
        <LinkButton href={props.printHref} label={m.cannotSignPrint} kind="line" icon="print" />
      </section>
    </ResidentPage>
  )
}
