import type { JSX } from 'preact'
import { Button, errorOf, Radios, TextInput } from '../../../design/index.ts'
import type { Answers } from '../../procedures/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import { kindsOf } from './example-file.ts'
import { messages } from './messages.ja.ts'

const words = messages.example

/** The name under which a trial is kept as an example. Without answers there is nothing to keep: only what went wrong is said. */
export function ExamplePage({
  screen,
  copy,
  name,
  answers,
  fine,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly answers: Answers | undefined
  /** Nothing refuses these answers. */
  readonly fine: boolean
}): JSX.Element {
  const base = `/designer/copies/${copy.id}/trial`
  const kinds = kindsOf(fine)
  return (
    <CopyScreen copy={copy} name={name} tab="trial" title={words.title} lead={words.lead} screen={screen}>
      {answers !== undefined && (
        <CopyForm screen={screen} copy={copy} action={`${base}/examples`}>
          <input type="hidden" name="so-far" value={JSON.stringify(answers)} />
          <TextInput
            id="name"
            name="name"
            label={words.name}
            hint={words.nameHint}
            value={screen.typed('name')}
            {...errorOf(screen.problems, 'name')}
          />
          <Radios
            id="kind"
            name="kind"
            label={words.kind}
            hint={words.kindHint}
            options={kinds.map((value) => ({ value, label: messages.kinds[value] }))}
            value={screen.typed('kind', kinds[0])}
            {...errorOf(screen.problems, 'kind')}
          />
          <Button label={words.save} name="do" value="save" />
        </CopyForm>
      )}
      <p>
        <a href={base}>{words.back}</a>
      </p>
    </CopyScreen>
  )
}
