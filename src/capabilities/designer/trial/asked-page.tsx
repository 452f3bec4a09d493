import type { ComponentChildren, JSX } from 'preact'
import { ErrorSummary, InLanguage, Notice, ResidentPage, type ResidentPageProps, Text } from '../../../design/index.ts'
import { FormFields, type FormFieldsProps, type Page, summaryOf } from '../../procedures/index.ts'

export type TrialFrame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'languageHref' | 'back'>

/** A page of the form as a resident sees it, with the real controls, and above it that nothing of it is kept. */
export function AskedPage({
  frame,
  page,
  fields,
  action,
  notice,
  above,
  hidden,
  button,
}: {
  readonly frame: TrialFrame
  readonly page: Page
  readonly fields: FormFieldsProps
  readonly action: string
  readonly notice: string
  /** Between what is wrong and the title. */
  readonly above?: ComponentChildren
  /** What the form carries. */
  readonly hidden: ComponentChildren
  readonly button: ComponentChildren
}): JSX.Element {
  const problems = summaryOf(fields.problems ?? [], fields.page)
  return (
    <ResidentPage {...frame} title={page.title} failed={problems.length > 0} layout="read" shownOnly>
      <Notice>
        <InLanguage locale="ja">{notice}</InLanguage>
      </Notice>
      <ErrorSummary problems={problems} />
      {above}
      <h1>
        <Text words={page.title} />
      </h1>
      {page.lead !== undefined && (
        <p>
          <Text words={page.lead} />
        </p>
      )}
      <form method="post" action={action} class="flow">
        {hidden}
        <FormFields {...fields} />
        {/* The words of the trial itself are Japanese in every language. */}
        <InLanguage locale="ja">{button}</InLanguage>
      </form>
    </ResidentPage>
  )
}
