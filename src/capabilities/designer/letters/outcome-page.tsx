import type { JSX } from 'preact'
import { Button, errorOf, TextInput } from '../../../design/index.ts'
import { RadioChoice } from '../views/radio-choice.tsx'
import { CopyForm, CopyScreen } from '../views/screen.tsx'
import type { Shown } from './letters-pages.tsx'
import { messages } from './messages.ja.ts'

const words = messages.outcome

/** One more way in which a case may end. */
export function OutcomePage({ screen, copy, name }: Shown): JSX.Element {
  return (
    <CopyScreen copy={copy} name={name} tab="letters" title={words.title} lead={words.lead} screen={screen}>
      <CopyForm screen={screen} copy={copy} action={`/designer/copies/${copy.id}/letters/outcomes`}>
        <TextInput
          id="label"
          name="label"
          label={words.label}
          hint={words.labelHint}
          value={screen.typed('label')}
          {...errorOf(screen.problems, 'label')}
        />
        <RadioChoice
          screen={screen}
          field="result"
          label={words.result}
          hint={words.resultHint}
          options={words.results}
          kept=""
        />
        <RadioChoice
          screen={screen}
          field="remedies"
          label={words.remedies}
          hint={words.remediesHint}
          options={words.remediesOptions}
          kept="mayor"
        />
        <Button label={words.submit} />
      </CopyForm>
    </CopyScreen>
  )
}
