import type { ComponentChildren, JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ErrorSummary,
  type InputWidth,
  ResidentPage,
  type ResidentPageProps,
  Text,
  TextInput,
  type Words,
} from '../../../design/index.ts'

interface CodeInput {
  readonly label: Words
  readonly hint: Words
  readonly width: InputWidth
}

export interface CodePageProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly title: Words
  readonly lead: Words
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
  readonly number: CodeInput & { readonly value: string }
  /** Never shown again once it was typed. */
  readonly secret: CodeInput
  readonly open: Words
  readonly problems: readonly { readonly id?: string; readonly message: string }[]
  readonly children?: ComponentChildren
}

/** A number and its secret open what was begun or sent without an account. Sent as `number` and `secret`. */
export function CodePage(props: CodePageProps): JSX.Element {
  const { problems } = props
  const errorOf = (id: string) => {
    const found = problems.find((problem) => problem.id === id)
    return found === undefined ? {} : { error: found.message }
  }
  return (
    <ResidentPage {...props.frame} title={props.title} failed={problems.length > 0} layout="read">
      <ErrorSummary problems={problems} />
      <h1>
        <Text words={props.title} />
      </h1>
      <p>
        <Text words={props.lead} />
      </p>
      <AnswerForm action={props.action} hidden={props.hidden}>
        <TextInput id="number" name="number" autocomplete="off" {...props.number} {...errorOf('number')} />
        <TextInput id="secret" name="secret" autocomplete="off" {...props.secret} {...errorOf('secret')} />
        <ButtonRow>
          <Button label={props.open} />
        </ButtonRow>
      </AnswerForm>
      {props.children}
    </ResidentPage>
  )
}
