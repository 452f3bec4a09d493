import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ErrorSummary,
  LinkButton,
  ResidentPage,
  Text,
  Warning,
} from '../../../../design/index.ts'
import type { BundlePage, PageProblem } from './frame.ts'

export interface AskOnceProps extends BundlePage {
  readonly title: string
  readonly texts: readonly string[]
  readonly warning?: string
  readonly backHref: string
  readonly backLabel: string
  readonly action: string
  readonly csrf: string
  readonly yes: string
  readonly no: string
  readonly problems: readonly PageProblem[]
}

/** Asked once before something is taken out or deleted. */
export function AskOncePage(props: AskOnceProps): JSX.Element {
  return (
    <ResidentPage
      {...props.frame}
      title={props.title}
      failed={props.problems.length > 0}
      layout="read"
      back={{ href: props.backHref, label: props.backLabel }}
    >
      <ErrorSummary problems={props.problems} />
      <h1>
        <Text words={props.title} />
      </h1>
      {props.texts.map((text) => (
        <p>
          <Text words={text} />
        </p>
      ))}
      {props.warning !== undefined && (
        <Warning>
          <p>
            <Text words={props.warning} />
          </p>
        </Warning>
      )}
      <AnswerForm action={props.action} hidden={{ csrf: props.csrf }}>
        <ButtonRow>
          <Button label={props.yes} />
          <LinkButton href={props.backHref} label={props.no} kind="line" />
        </ButtonRow>
      </AnswerForm>
    </ResidentPage>
  )
}
