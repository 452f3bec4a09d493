import type { JSX } from 'preact'
import { Button, ButtonRow, errorOf, TextInput } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import type { Answerable } from './answers-before.ts'
import { ChoiceLines, RareInputs, RequiredInput, TypeInput } from './field-inputs.tsx'
import { LocalTextInputs } from './local-text.tsx'
import { messages } from './messages.ja.ts'
import type { ItemKind } from './shape.ts'
import { WhenInputs } from './when-inputs.tsx'

/** The form of a new page, group or field: name, kind of answer and condition; all else has a place to be opened. */
export function AddPage({
  screen,
  copy,
  name,
  kind,
  at,
  into,
  registers,
  answers,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly kind: ItemKind
  /** `pages.0.groups.1`, as the address has it. */
  readonly at: string
  /** Title of what it goes into. */
  readonly into: string | undefined
  readonly registers: readonly { readonly value: string; readonly label: string }[]
  readonly answers: readonly Answerable[]
}): JSX.Element {
  const words = messages.add
  const base = `/designer/copies/${copy.id}`
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="pages"
      title={into === undefined ? words.titles[kind] : words.titleInto(into, words.titles[kind])}
      screen={screen}
    >
      {kind === 'field' && (
        <p>
          <a href={`${base}/many?at=${at}`}>{words.many}</a>
        </p>
      )}
      <CopyForm screen={screen} copy={copy} action={`${base}/add?what=${kind}&at=${at}`}>
        <LocalTextInputs
          screen={screen}
          name="label"
          label={kind === 'field' ? words.label : words.name[kind]}
          kept={undefined}
          needed
        />
        {kind !== 'field' && (
          <>
            <h2>{words.firstField}</h2>
            <p>{words.firstFieldLead}</p>
            <LocalTextInputs screen={screen} name="first" label={words.label} kept={undefined} needed />
          </>
        )}
        <TypeInput screen={screen} kept={undefined} />
        <ChoiceLines screen={screen} />
        <RequiredInput screen={screen} kept={undefined} />
        <WhenInputs
          screen={screen}
          prefix="when"
          legend={messages.when.legendOf[kind]}
          lead={messages.when.lead}
          kept={undefined}
          answers={answers}
        />
        <RareInputs screen={screen} registers={registers} />
        <details open={screen.problems.id !== undefined}>
          <summary>{words.id}</summary>
          <TextInput
            id="id"
            name="id"
            label={words.id}
            hint={kind === 'page' ? words.pageIdHint : words.idHint}
            required={false}
            value={screen.typed('id')}
            {...errorOf(screen.problems, 'id')}
          />
        </details>
        <ButtonRow>
          <Button label={words.submit} />
          {kind === 'field' && <Button label={words.submitAndMore} kind="line" name="do" value="more" />}
        </ButtonRow>
      </CopyForm>
    </CopyScreen>
  )
}
