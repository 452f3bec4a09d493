import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ErrorSummary,
  LinkButton,
  Notice,
  Radios,
  type RadiosProps,
  ResidentPage,
  type ResidentPageProps,
  Text,
  Warning,
  type Words,
} from '../../../../design/index.ts'
import { CodePage, type CodePageProps } from '../../shared/code-page.tsx'
import type { DraftsMessages } from '../messages.ts'

interface SmallPage {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: DraftsMessages
  readonly hidden: Readonly<Record<string, string>>
}

/** Who applies: asked before the first page, because the questions hang on it. */
export function FilerPage(
  props: SmallPage & {
    readonly name: Words
    readonly backHref: string
    readonly action: string
    readonly options: RadiosProps['options']
    /** It goes on from an earlier application: what is carried over and what is not. */
    readonly carried?: string
    readonly error?: string
  },
): JSX.Element {
  const { m, error } = props
  return (
    <ResidentPage
      {...props.frame}
      title={m.filerTitle}
      failed={error !== undefined}
      layout="read"
      back={{ href: props.backHref, label: props.name }}
    >
      <ErrorSummary problems={error === undefined ? [] : [{ id: 'filer', message: error }]} />
      <h1>
        <Text words={m.filerTitle} />
      </h1>
      {props.carried !== undefined && (
        <Notice>
          <p>
            <Text words={props.carried} />
          </p>
        </Notice>
      )}
      <AnswerForm action={props.action} hidden={props.hidden}>
        <Radios
          id="filer"
          name="filer"
          label={m.filerLegend}
          options={props.options}
          {...(error === undefined ? {} : { error })}
        />
        <ButtonRow>
          <Button label={m.filerNext} />
        </ButtonRow>
      </AnswerForm>
    </ResidentPage>
  )
}

/** Asked once before everything is deleted. */
export function DiscardPage(
  props: SmallPage & {
    readonly name: Words
    readonly backHref: string
    readonly action: string
    readonly problems: readonly { readonly message: Words }[]
  },
): JSX.Element {
  const { m } = props
  return (
    <ResidentPage
      {...props.frame}
      title={m.discardTitle}
      failed={props.problems.length > 0}
      layout="read"
      back={{ href: props.backHref, label: props.name }}
    >
      <ErrorSummary problems={props.problems} />
      <h1>
        <Text words={m.discardTitle} />
      </h1>
      <Warning>
        <p>
          <Text words={m.discardWarning} />
        </p>
      </Warning>
      <AnswerForm action={props.action} hidden={props.hidden}>
        <ButtonRow>
          <Button label={m.discardYes} />
          <LinkButton href={props.backHref} label={m.discardNo} kind="line" />
        </ButtonRow>
      </AnswerForm>
    </ResidentPage>
  )
}

/** Number and secret, for an application that was begun without an account. */
export function ResumePage(
  props: SmallPage & { readonly number: string; readonly problems: CodePageProps['problems'] },
): JSX.Element {
  const { m } = props
  return (
    <CodePage
      frame={props.frame}
      title={m.resumeTitle}
      lead={m.resumeLead}
      action="/resume"
      hidden={props.hidden}
      number={{ label: m.resumeNumber, hint: m.resumeNumberHint, width: '12', value: props.number }}
      secret={{ label: m.resumeSecret, hint: m.resumeSecretHint, width: '12' }}
      open={m.resumeOpen}
      problems={props.problems}
    />
  )
}
