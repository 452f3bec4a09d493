import type { JSX } from 'preact'
import { AnswerForm, Button, Text } from '../../../../design/index.ts'
import type { SubmissionMessages } from '../messages.ts'

export interface ForgetBrowserProps {
  readonly m: SubmissionMessages
  /** Form token. */
  readonly csrf: string
}

/** For a shared computer: takes back what this browser was allowed to open without an account. */
export function ForgetBrowser({ m, csrf }: ForgetBrowserProps): JSX.Element {
  return (
    <AnswerForm action="/follow-up/forget" hidden={{ csrf }}>
      <p class="fine">
        <Text words={m.receiptForgetNote} />
      </p>
      <Button label={m.receiptForget} kind="text" />
    </AnswerForm>
  )
}
