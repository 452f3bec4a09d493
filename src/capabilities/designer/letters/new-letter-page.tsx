import type { JSX } from 'preact'
import { Button, Checkboxes, errorOf, Radios, Select, TextArea, TextInput } from '../../../design/index.ts'
import type { Answerable } from '../outline/answers-before.ts'
import { CopyForm, CopyScreen } from '../views/screen.tsx'
import type { LettersData } from './letter-data.ts'
import type { Shown } from './letters-pages.tsx'
import { messages } from './messages.ja.ts'

/** A letter for a result that has none. */
export function NewLetterPage({
  screen,
  copy,
  name,
  data,
  answers,
}: Shown & { readonly data: LettersData; readonly answers: readonly Answerable[] }): JSX.Element {
  const words = messages.new
  const free = (data.outcomes ?? []).filter((outcome) => outcome.letter === undefined)
  const radios = (field: 'numbered' | 'seal', options: Readonly<Record<string, string>>, kept: string) => (
    <Radios
      id={field}
      name={field}
      label={words[field]}
      inline
      options={Object.entries(options).map(([value, label]) => ({ value, label }))}
      value={screen.typed(field, kept)}
      {...errorOf(screen.problems, field)}
    />
  )
  return (
    <CopyScreen copy={copy} name={name} tab="letters" title={words.title} screen={screen}>
      {free.length === 0 ? (
        <p>
          {words.noOutcome} <a href={`/designer/copies/${copy.id}/letters/outcomes`}>{words.addOutcome}</a>
        </p>
      ) : (
        <CopyForm screen={screen} copy={copy} action={`/designer/copies/${copy.id}/letters/new`}>
          <Select
            id="outcome"
            name="outcome"
            label={words.outcome}
            hint={words.outcomeHint}
            options={free.map((outcome) => ({ value: outcome.id, label: outcome.label?.ja ?? outcome.id }))}
            value={screen.typed('outcome', free[0]?.id)}
            {...errorOf(screen.problems, 'outcome')}
          />
          <TextInput
            id="title"
            name="title"
            label={words.name}
            hint={words.nameHint}
            value={screen.typed('title')}
            {...errorOf(screen.problems, 'title')}
          />
          <TextArea
            id="opening"
            name="opening"
            label={words.opening}
            rows={3}
            value={screen.typed('opening', words.openingKept)}
            {...errorOf(screen.problems, 'opening')}
          />
          <Checkboxes
            id="answers"
            name="answers"
            label={words.answers}
            hint={words.answersHint}
            required={false}
            options={answers.map(({ path, label }) => ({ value: path, label }))}
            values={screen.typedAll('answers')}
          />
          {radios('numbered', messages.numbered, 'yes')}
          {radios('seal', messages.seals, 'omitted')}
          <Button label={words.submit} />
        </CopyForm>
      )}
    </CopyScreen>
  )
}
