import type { JSX } from 'preact'
import { Button } from '../../../design/index.ts'
import type { FormFieldsProps, Page } from '../../procedures/index.ts'
import { AskedPage, type TrialFrame } from './asked-page.tsx'
import { messages } from './messages.ja.ts'

/** One page of the form by itself. Nothing that is typed is kept. */
export function PreviewPage({
  frame,
  page,
  fields,
  action,
  csrf,
  back,
  notice,
}: {
  readonly frame: TrialFrame
  readonly page: Page
  readonly fields: FormFieldsProps
  readonly action: string
  readonly csrf: string
  readonly back: string
  readonly notice: string
}): JSX.Element {
  return (
    <AskedPage
      frame={{ ...frame, back: { href: back, label: messages.previewBack } }}
      page={page}
      fields={fields}
      action={action}
      notice={notice}
      hidden={<input type="hidden" name="csrf" value={csrf} />}
      button={<Button label={messages.check} unchecked />}
    />
  )
}
