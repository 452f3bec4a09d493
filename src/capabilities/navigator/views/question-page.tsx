import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ErrorSummary,
  ResidentPage,
  type ResidentPageProps,
  Steps,
  Text,
  type Words,
} from '../../../design/index.ts'
import { FormFields, type FormFieldsProps } from '../../procedures/index.ts'
import type { NavigatorMessages } from '../messages.ts'

export type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'languageHref'>

export interface QuestionPageProps {
  readonly frame: Frame
  readonly m: NavigatorMessages
  readonly title: Words
  readonly lead?: Words
  readonly guide: Words
  readonly back: { readonly href: string; readonly label: Words }
  readonly action: string
  readonly csrf: string
  readonly step: { readonly current: number; readonly total: number }
  readonly problems: readonly { readonly id?: string; readonly message: Words }[]
  readonly fields: FormFieldsProps
}

/** One page of questions, with the way back to the one before. */
export function QuestionPage(props: QuestionPageProps): JSX.Element {
  const { frame, m, problems, lead } = props
  return (
    <ResidentPage {...frame} title={props.title} failed={problems.length > 0} layout="read" back={props.back}>
      <ErrorSummary problems={problems} />
      <p class="hint">
        <Text words={props.guide} />
      </p>
      <Steps current={props.step.current} total={props.step.total} />
      <h1>
        <Text words={props.title} />
      </h1>
      {lead !== undefined && (
        <p>
          <Text words={lead} />
        </p>
      )}
      <AnswerForm action={props.action} hidden={{ csrf: props.csrf }}>
        <FormFields {...props.fields} />
        <ButtonRow>
          <Button label={m.next} />
        </ButtonRow>
      </AnswerForm>
    </ResidentPage>
  )
}
