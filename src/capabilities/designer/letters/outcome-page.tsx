import type { JSX } from 'preact'
import { Button, errorOf, Radios, TextInput } from '../../../design/index.ts'
import { CopyScreen, Hidden } from '../views/screen.tsx'
import type { Shown } from './letters-pages.tsx'
import { messages } from './messages.ja.ts'

const words = messages.outcome

/** One more way in which a case may end. */
export function OutcomePage({ screen, copy, name }: Shown): JSX.Element {
  const radios = (field: 'result' | 'remedies', options: Readonly<Record<string, string>>, kept: string) => (
    <Radios
      id={field}
      name={field}
      label={words[field]}
      hint={words[`${field}Hint`]}
      options={Object.entries(options).map(([value, label]) => ({ value, label }))}
      value={screen.typed(field, kept)}
      {...errorOf(screen.problems, field)}
    />
  )
  return (
    <CopyScreen copy={copy} name={name} tab="letters" title={words.title} lead={words.lead} screen={screen}>
      <form method="post" action={`/designer/copies/${copy.id}/letters/outcomes`} class="flow">
        <Hidden screen={screen} seen={copy.version} />
        <TextInput
          id="label"
          name="label"
          label={words.label}
          hint={words.labelHint}
          value={screen.typed('label')}
          {...errorOf(screen.problems, 'label')}
        />
        {radios('result', words.results, '')}
        {radios('remedies', words.remediesOptions, 'mayor')}
        <Button label={words.submit} />
      </form>
    </CopyScreen>
  )
}
