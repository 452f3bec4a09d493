import type { JSX } from 'preact'
import {
  Button,
  ErrorSummary,
  InLanguage,
  Notice,
  ResidentPage,
  type ResidentPageProps,
  Text,
} from '../../../design/index.ts'
import { FormFields, type FormFieldsProps, type Page, summaryOf } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

/** A page of the form as a resident sees it, with the real controls. Nothing that is typed is kept. */
export function PreviewPage({
  frame,
  page,
  fields,
  action,
  csrf,
  back,
  notice,
}: {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'languageHref'>
  readonly page: Page
  readonly fields: FormFieldsProps
  readonly action: string
  readonly csrf: string
  readonly back: string
  readonly notice: string
}): JSX.Element {
  const problems = summaryOf(fields.problems ?? [], fields.page)
  return (
    <ResidentPage
      {...frame}
      title={page.title}
      failed={problems.length > 0}
      layout="read"
      shownOnly
      back={{ href: back, label: messages.previewBack }}
    >
      <Notice>
        <InLanguage locale="ja">{notice}</InLanguage>
      </Notice>
      <ErrorSummary problems={problems} />
      <h1>
        <Text words={page.title} />
      </h1>
      {page.lead !== undefined && (
        <p>
          <Text words={page.lead} />
        </p>
      )}
      <form method="post" action={action} class="flow">
        <input type="hidden" name="csrf" value={csrf} />
        <FormFields {...fields} />
        <Button label={messages.check} unchecked />
      </form>
    </ResidentPage>
  )
}
