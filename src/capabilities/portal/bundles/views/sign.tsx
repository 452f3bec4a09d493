import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ErrorSummary,
  LinkRow,
  LinkRows,
  Notice,
  ResidentPage,
  Text,
  type Words,
} from '../../../../design/index.ts'
import type { SubmissionMessages } from '../../submission/messages.ts'
import type { BundlePage } from './frame.ts'

export interface BundleSignProps extends BundlePage {
  readonly s: SubmissionMessages
  readonly backHref: string
  readonly texts: readonly {
    readonly id: string
    readonly name: Words
    readonly title: string
    readonly text: string
    readonly hash: string
    readonly printHref: string
  }[]
  readonly unsigned?: string
  readonly signedBy?: string
  readonly problem?: Words
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
}

/** The exact texts that are signed, one after the other; when all are signed, the one button that submits everything. */
export function BundleSignPage(props: BundleSignProps): JSX.Element {
  const { frame, m, s, signedBy, problem, texts } = props
  return (
    <ResidentPage
      {...frame}
      title={m.signTitle}
      failed={problem !== undefined}
      layout="read"
      back={{ href: props.backHref, label: m.checkTitle }}
    >
      <ErrorSummary problems={problem === undefined ? [] : [{ message: problem }]} title={m.notSent} />
      <h1>
        <Text words={m.signTitle} />
      </h1>
      {signedBy === undefined ? (
        <p>
          <Text words={m.signLead(texts.length)} />
        </p>
      ) : (
        <Notice title={s.signedTitle}>
          <p>
            <Text words={s.signedBy(signedBy)} />
          </p>
        </Notice>
      )}
      {texts.map(({ id, title, text, hash }) => (
        <section class="flow">
          <h2 id={`text-${id}`}>
            <Text words={title} />
          </h2>
          <section class="panel" aria-labelledby={`text-${id}`} lang="ja">
            <pre class="signed-text">{text}</pre>
          </section>
          <p class="fine">
            <Text words={s.signVersion(hash.slice(0, 16))} />
          </p>
        </section>
      ))}
      {props.unsigned !== undefined && (
        <p>
          <Text words={m.signUnsigned(props.unsigned)} />
        </p>
      )}
      <AnswerForm action={props.action} hidden={props.hidden}>
        <ButtonRow>
          <Button label={signedBy === undefined ? m.signButton(texts.length) : m.submit} />
        </ButtonRow>
      </AnswerForm>
      <section class="flow">
        <h2>
          <Text words={s.cannotSignTitle} />
        </h2>
        <p>
          <Text words={s.cannotSignDefault} />
        </p>
        <LinkRows>
          {texts.map(({ name, printHref }) => (
            <LinkRow href={printHref} title={name} note={s.cannotSignPrint} icon="print" />
          ))}
        </LinkRows>
      </section>
    </ResidentPage>
  )
}
