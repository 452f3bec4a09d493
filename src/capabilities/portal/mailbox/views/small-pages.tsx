import type { JSX } from 'preact'
import {
  AnswerForm,
  AsWritten,
  Button,
  ButtonRow,
  Columns,
  CorrectionPanel,
  DeadlinePanel,
  ErrorSummary,
  LinkButton,
  Notice,
  ResidentPage,
  type ResidentPageProps,
  Text,
  TextArea,
  Warning,
  type Words,
} from '../../../../design/index.ts'
import { FormFields, type FormFieldsProps } from '../../../procedures/index.ts'
import { CodePage, type CodePageProps } from '../../shared/code-page.tsx'
import { ForgetBrowser, type ForgetBrowserProps } from '../../submission/views/forget-browser.tsx'
import type { MailboxMessages } from '../messages.ts'

interface SmallPage {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: MailboxMessages
  readonly hidden: Readonly<Record<string, string>>
}
interface PageProblem {
  readonly id?: string
  readonly message: Words
}

function errorAt(problems: readonly PageProblem[], id: string): { error?: Words } {
  const found = problems.find((problem) => problem.id === id)
  return found === undefined ? {} : { error: found.message }
}

/** Asked once before an application is withdrawn. */
export function WithdrawPage(
  props: SmallPage & {
    readonly name: Words
    readonly backHref: string
    readonly action: string
    readonly reason: { readonly text: string; readonly limit: number }
    readonly problems: readonly PageProblem[]
  },
): JSX.Element {
  const { m } = props
  return (
    <ResidentPage
      {...props.frame}
      title={m.withdrawTitle}
      failed={props.problems.length > 0}
      layout="read"
      back={{ href: props.backHref, label: props.name }}
    >
      <ErrorSummary problems={props.problems} />
      <h1>
        <Text words={m.withdrawTitle} />
      </h1>
      <Warning>
        <p>
          <Text words={m.withdrawText} />
        </p>
      </Warning>
      <AnswerForm action={props.action} hidden={props.hidden}>
        <TextArea
          id="reason"
          name="reason"
          label={m.withdrawReason}
          value={props.reason.text}
          required={false}
          limit={props.reason.limit}
          rows={3}
          {...errorAt(props.problems, 'reason')}
        />
        <ButtonRow>
          <Button label={m.withdrawYes} />
          <LinkButton href={props.backHref} label={m.withdrawNo} kind="line" />
        </ButtonRow>
      </AnswerForm>
    </ResidentPage>
  )
}

/** Receipt number and secret, for an application without an account. */
export function FollowUpPage(
  props: SmallPage & {
    readonly number: string
    readonly problems: CodePageProps['problems']
    /** Words and form token of the button for a browser that may open something. */
    readonly forget?: ForgetBrowserProps
  },
): JSX.Element {
  const { m } = props
  return (
    <CodePage
      frame={props.frame}
      title={m.followTitle}
      lead={m.followLead}
      action="/follow-up"
      hidden={props.hidden}
      number={{ label: m.followNumber, hint: m.followNumberHint, width: '20', value: props.number }}
      secret={{ label: m.followSecret, hint: m.followSecretHint, width: '12' }}
      open={m.followOpen}
      problems={props.problems}
    >
      <p class="hint">
        <Text words={m.followPaper} />
      </p>
      {props.forget && <ForgetBrowser {...props.forget} />}
    </CodePage>
  )
}

export interface CorrectionProps extends SmallPage {
  readonly name: Words
  readonly backHref: string
  readonly action: string
  readonly from: string
  readonly intro: string
  readonly items: readonly {
    readonly id: string
    readonly title: Words
    readonly reason: string
    readonly current: Words
  }[]
  readonly fields: readonly FormFieldsProps[]
  readonly multipart: boolean
  readonly due: { readonly value: string; readonly left: string; readonly late: boolean }
  readonly call: string
  readonly comment: { readonly text: string; readonly limit: number }
  readonly problems: readonly PageProblem[]
  /** Why nothing can be sent any more: it was sent, or the matter has ended. */
  readonly closed?: string
  readonly notice?: string
}

/** Thank, the reason, the one thing to do, the last day, what stays valid, whom to ask. Only the asked fields open. */
export function CorrectionPage(props: CorrectionProps): JSX.Element {
  const { m } = props
  return (
    <ResidentPage
      {...props.frame}
      title={m.correctionTitle}
      failed={props.problems.length > 0}
      back={{ href: props.backHref, label: props.name }}
    >
      <Columns
        phone="top"
        asideLabel={m.correctionDue}
        lead={
          <>
            <ErrorSummary problems={props.problems} />
            {props.notice !== undefined && (
              <Notice>
                <p>
                  <Text words={props.notice} />
                </p>
              </Notice>
            )}
            <h1>
              <Text words={m.correctionTitle} />
            </h1>
            <p class="hint">
              <Text words={props.from} />
            </p>
          </>
        }
        aside={
          <DeadlinePanel
            title={m.correctionDue}
            value={props.due.value}
            left={props.due.left}
            lines={[props.due.late ? m.correctionLate : m.correctionMoreTime]}
          />
        }
      >
        <p>
          <AsWritten text={props.intro} />
        </p>
        {props.closed !== undefined ? (
          <Notice>
            <p>
              <Text words={props.closed} />
            </p>
          </Notice>
        ) : (
          <CorrectionForm {...props} />
        )}
        <section class="flow">
          <h2>
            <Text words={m.correctionAsk} />
          </h2>
          <p>
            <Text words={props.call} />
          </p>
        </section>
      </Columns>
    </ResidentPage>
  )
}

function CorrectionForm(props: CorrectionProps): JSX.Element {
  const { m } = props
  return (
    <>
      <p>
        <Text words={m.correctionHow(props.items.length)} />
      </p>
      {props.items.map((item) => (
        <CorrectionPanel
          id={`asked-${item.id}`}
          title={item.title}
          reason={<AsWritten text={item.reason} />}
          current={<Text words={item.current} />}
        >
          <p>
            <a href={`#${item.id}`}>
              <Text words={m.toCorrect} />
            </a>
          </p>
        </CorrectionPanel>
      ))}
      <AnswerForm enterSends action={props.action} hidden={props.hidden} multipart={props.multipart}>
        {props.fields.map((fields) => (
          <FormFields {...fields} />
        ))}
        <TextArea
          id="comment"
          name="comment"
          label={m.correctionComment}
          value={props.comment.text}
          required={false}
          limit={props.comment.limit}
          rows={3}
          {...errorAt(props.problems, 'comment')}
        />
        <ButtonRow>
          <Button label={m.correctionSend} />
          <Button label={m.correctionSave} kind="text" name="do" value="later" unchecked />
        </ButtonRow>
      </AnswerForm>
    </>
  )
}
