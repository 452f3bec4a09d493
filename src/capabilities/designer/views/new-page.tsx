import type { JSX } from 'preact'
import { Button, errorOf, Field, FormScreen, Radios, Select, TextInput } from '../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import { Hidden, type ScreenProps } from './screen.tsx'

const words = messages.begin

interface Named {
  readonly value: string
  readonly label: string
}

/** The form that begins a procedure: from the blank form, a copy, or a file. */
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
  const input = (name: 'id' | 'name' | 'prefix') => ({
    id: name,
    name,
    label: words.when.named(words[name]),
    hint: words[`${name}Hint`],
    value: screen.typed(name),
    ...errorOf(screen.problems, name),
  })
  const select = (name: 'from' | 'owner' | 'matter', options: readonly Named[]) => (
    <Select
      id={name}
      name={name}
      label={name === 'from' ? words.when.copy(words[name]) : words.when.blank(words[name])}
      options={options}
      value={screen.typed(name)}
      {...errorOf(screen.problems, name)}
    />
  )
  return (
    <FormScreen
      title={words.title}
      lead={messages.home.beginLead}
      screen={screen}
      back={{ href: '/designer', label: messages.home.title }}
    >
      <form method="post" action="/designer/new" enctype="multipart/form-data" class="flow">
        <Hidden screen={screen} />
        <Radios
          id="how"
          name="how"
          label={words.how}
          options={(Object.keys(words.hows) as (keyof typeof words.hows)[]).map((value) => ({
            value,
            label: words.hows[value],
          }))}
          value={screen.typed('how', 'blank')}
          {...errorOf(screen.problems, 'how')}
        />
        <TextInput {...input('id')} />
        <TextInput {...input('name')} />
        <TextInput {...input('prefix')} />
        {select('owner', sections)}
        {select('matter', matters)}
        {select('from', procedures)}
        <FilesInput
          label={words.when.file(words.files)}
          hint={words.filesHint}
          {...errorOf(screen.problems, 'files')}
        />
        <Button label={words.submit} />
      </form>
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
