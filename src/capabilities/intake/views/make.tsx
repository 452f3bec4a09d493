import type { JSX } from 'preact'
import { Button, Field, Select, TextInput } from '../../../design/index.ts'
import type { ProcedureDefinition } from '../../procedures/index.ts'
import { intakeMessages } from '../office/messages.ja.ts'
import type { ScreenProps } from '../office/web.ts'
import { targetsOf, uses } from '../suggest/suggest.ts'
import { errorAt, Hidden, Screen, type ScreenProblem } from './parts.tsx'

const messages = intakeMessages.make
const back = { href: '/intake/manifests', label: intakeMessages.manifests.title }

export interface MakeProps {
  readonly screen: ScreenProps
  readonly procedures: readonly { readonly value: string; readonly label: string }[]
  readonly typed: (name: string) => string
  readonly problems: readonly ScreenProblem[]
}

/** First step: a name, the procedure, a sample. */
export function Make({ screen, procedures, typed, problems }: MakeProps): JSX.Element {
  const file = {
    id: 'file',
    name: 'file',
    label: messages.file,
    hint: messages.fileHint,
    required: true,
    ...errorAt(problems, 'file'),
  }
  return (
    <Screen screen={screen} title={messages.title} back={back} problems={problems}>
      <p>{messages.lead}</p>
      <form class="flow" method="post" action="/intake/manifests/new" enctype="multipart/form-data" novalidate>
        <Hidden screen={screen} />
        <TextInput
          id="name"
          name="name"
          label={messages.name}
          hint={messages.nameHint}
          value={typed('name')}
          {...errorAt(problems, 'name')}
        />
        <Select
          id="procedure"
          name="procedure"
          label={messages.procedure}
          options={procedures}
          value={typed('procedure')}
          width="full"
          {...errorAt(problems, 'procedure')}
        />
        <Field field={file}>
          <input class="input input-file" type="file" id="file" name="file" accept=".csv,.txt" />
        </Field>
        <Button label={messages.next} />
      </form>
    </Screen>
  )
}

export interface MatchProps {
  readonly screen: ScreenProps
  readonly definition: ProcedureDefinition
  readonly name: string
  readonly encoding: string
  readonly filer: string
  /** Every heading with what it was suggested or chosen for. */
  readonly columns: readonly { readonly heading: string; readonly use: string }[]
  readonly problems: readonly ScreenProblem[]
}

/** Second step: what was matched by name, to be confirmed column by column. */
export function Match({ screen, definition, name, encoding, filer, columns, problems }: MatchProps): JSX.Element {
  const options = [
    ...uses.map((use) => ({ value: use, label: messages.uses[use] })),
    ...targetsOf(definition).map(({ to, label }) => ({ value: to, label })),
  ]
  return (
    <Screen screen={screen} title={messages.matchTitle} back={back} problems={problems}>
      <p>{definition.name.ja}</p>
      <p>{messages.matchLead}</p>
      <form class="flow" method="post" action="/intake/manifests" novalidate>
        <Hidden screen={screen} />
        <input type="hidden" name="name" value={name} />
        <input type="hidden" name="procedure" value={definition.id} />
        <input type="hidden" name="encoding" value={encoding} />
        <Select
          id="filer"
          name="filer"
          label={messages.filer}
          options={definition.filers.map(({ kind, label }) => ({ value: kind, label: label.ja }))}
          value={filer}
          {...errorAt(problems, 'filer')}
        />
        {columns.map(({ heading, use }, n) => (
          <>
            <input type="hidden" name="heading" value={heading} />
            <Select
              id={`use-${n}`}
              name="use"
              label={messages.column(heading)}
              required={false}
              blank={messages.unused}
              options={options}
              value={use}
              width="full"
              {...errorAt(problems, `use-${n}`)}
            />
          </>
        ))}
        <Button label={messages.save} />
      </form>
    </Screen>
  )
}
