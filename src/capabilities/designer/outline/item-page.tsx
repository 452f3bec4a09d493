import type { JSX } from 'preact'
import { Button, errorOf, TextInput } from '../../../design/index.ts'
import type { SharedGroup } from '../../procedures/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import type { Answerable } from './answers-before.ts'
import { ChoiceInputs, RequiredInput, TypeInput } from './field-inputs.tsx'
import { LocalTextInputs } from './local-text.tsx'
import { messages } from './messages.ja.ts'
import { shownLimits } from './read-item.ts'
import { RepeatInputs } from './repeat-inputs.tsx'
import type { Field, Group, ItemKind, Page } from './shape.ts'
import { SharedInputs } from './shared-inputs.tsx'
import { WhenInputs } from './when-inputs.tsx'

export interface ItemPlace {
  readonly kind: ItemKind
  /** `pages.0.groups.1`, as the address has it. */
  readonly at: string
  readonly item: Page | Group | Field
  readonly answers: readonly Answerable[]
  /** Published: cases keep answers by it, so that its type, or whether it is repeated, stays. */
  readonly typeFixed: boolean
  /** Its condition is a law's. */
  readonly whenFixed: boolean
  /** The shared group that a group takes fields from. */
  readonly shared: SharedGroup | undefined
}

/** The form of a page, group or field that is there. */
export function ItemPage({
  screen,
  copy,
  name,
  place,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly place: ItemPlace
}): JSX.Element {
  const words = messages.item
  const { kind, at, item, answers, shared } = place
  const heading = 'label' in item ? item.label : 'title' in item ? item.title : undefined
  const hint = 'lead' in item ? item.lead : 'hint' in item ? item.hint : undefined
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="pages"
      title={words.title(messages.kinds[kind], heading?.ja ?? item.id)}
      screen={screen}
    >
      <CopyForm screen={screen} copy={copy} action={`/designer/copies/${copy.id}/item?at=${at}`}>
        <LocalTextInputs
          screen={screen}
          name="label"
          label={kind === 'field' ? words.label : words.heading}
          kept={heading}
          needed
        />
        <LocalTextInputs
          screen={screen}
          name="hint"
          label={kind === 'page' ? words.lead : words.hint}
          kept={hint}
          long
        />
        {kind === 'field' && <FieldInputs screen={screen} field={item as Field} typeFixed={place.typeFixed} />}
        {kind === 'group' && <RepeatInputs screen={screen} group={item as Group} fixed={place.typeFixed} />}
        {kind === 'group' && shared && <SharedInputs screen={screen} group={item as Group} shared={shared} />}
        {place.whenFixed ? (
          <p class="hint">{messages.when.fixed(item.when ?? messages.when.always)}</p>
        ) : (
          <WhenInputs
            screen={screen}
            prefix="when"
            legend={messages.when.legendOf[kind]}
            lead={messages.when.lead}
            kept={item.when}
            answers={answers}
          />
        )}
        <Button label={words.submit} />
      </CopyForm>
    </CopyScreen>
  )
}

function FieldInputs({
  screen,
  field,
  typeFixed,
}: {
  readonly screen: ScreenProps
  readonly field: Field
  readonly typeFixed: boolean
}): JSX.Element {
  const words = messages.item
  return (
    <>
      {typeFixed ? <p class="hint">{words.typeFixed}</p> : <TypeInput screen={screen} kept={field.type} />}
      <RequiredInput screen={screen} kept={field.required} />
      {(field.type === 'choice' || field.type === 'multi-choice' || !typeFixed) && (
        <ChoiceInputs screen={screen} kept={field.choices ?? []} />
      )}
      {shownLimits(field.type).map((key) =>
        typeof field[key] === 'string' ? null : (
          <TextInput
            id={key}
            name={key}
            label={words[key]}
            required={false}
            inputmode="numeric"
            value={screen.typed(key, field[key] === undefined ? '' : String(field[key]))}
            {...errorOf(screen.problems, key)}
          />
        ),
      )}
    </>
  )
}
