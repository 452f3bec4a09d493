import type { JSX } from 'preact'
import { Button, errorOf, Field, FormScreen, Select, TextInput } from '../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import { Hidden, type ScreenProps } from './screen.tsx'

const words = messages.begin

interface Named {
  readonly value: string
  readonly label: string
}

type Way = keyof typeof words.ways

/** The three ways to begin a procedure, each with a form that asks only what it needs; the usual one is open. */
export function NewPage({
  screen,
  procedures,
  sections,
  matters,
}: {
  readonly screen: ScreenProps
  readonly procedures: readonly Named[]
  readonly sections: readonly Named[]
  readonly matters: readonly Named[]
}): JSX.Element {
  const came = screen.typed('how', 'blank')
  const part = (way: Way) => {
    const mine: Pick<ScreenProps, 'typed' | 'problems'> = came === way ? screen : { typed: () => '', problems: {} }
    // The summary of problems leads to the inputs by their plain ids.
    const idOf = (name: string): string => (came === way ? name : `${way}-${name}`)
    const input = (name: 'id' | 'name' | 'prefix') => (
      <TextInput
        id={idOf(name)}
        name={name}
        label={words[name]}
        hint={words[`${name}Hint`]}
        {...(name === 'prefix' ? { width: '8' as const } : {})}
        value={mine.typed(name)}
        {...errorOf(mine.problems, name)}
      />
    )
    const select = (name: 'from' | 'owner' | 'matter', options: readonly Named[]) => (
      <Select
        id={idOf(name)}
        name={name}
        label={words[name]}
        {...(name === 'matter' ? { hint: words.matterHint } : {})}
        options={options}
        value={mine.typed(name)}
        {...errorOf(mine.problems, name)}
      />
    )
    return (
      <form method="post" action="/designer/new" enctype="multipart/form-data" class="flow">
        <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} />
        <input type="hidden" name="how" value={way} />
        {way === 'copy' && select('from', procedures)}
        {way !== 'file' && ['name' as const, 'id' as const, 'prefix' as const].map(input)}
        {way === 'blank' && select('owner', sections)}
        {way === 'blank' && select('matter', matters)}
        {way === 'file' && <FilesInput hint={words.filesHint} {...errorOf(mine.problems, 'files')} />}
        <Button label={words.submit} {...(way === 'blank' ? {} : { kind: 'line' as const })} />
      </form>
    )
  }
  return (
    <FormScreen
      title={words.title}
      lead={messages.home.beginLead}
      screen={screen}
      back={{ href: '/designer', label: messages.home.title }}
    >
      {part('blank')}
      {(['copy', 'file'] as const).map((way) => (
        <details open={came === way}>
          <summary>{words.ways[way]}</summary>
          {part(way)}
        </details>
      ))}
    </FormScreen>
  )
}

/** Text files of a definition; without the ways in which residents hand documents in. */
export function FilesInput({
  label = words.files,
  hint,
  error,
}: {
  readonly label?: string
  readonly hint: string
  readonly error?: string
}): JSX.Element {
  const field = { id: 'files', name: 'files', label, hint, ...(error ? { error } : {}) }
  return (
    <Field field={field}>
      <input class="input input-file" type="file" id="files" name="files" accept=".yaml,.yml,.typ" multiple />
    </Field>
  )
}
