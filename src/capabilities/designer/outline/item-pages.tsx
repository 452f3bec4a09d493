import type { JSX } from 'preact'
import { Button, Radios, Select, TextInput } from '../../../design/index.ts'
import { fieldTypes } from '../../procedures/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyScreen, errorOf, Hidden, type ScreenProps } from '../views/screen.tsx'
import type { Answerable } from './answers-before.ts'
import { LocalTextInputs } from './local-text.tsx'
import { messages } from './messages.ja.ts'
import { choiceRows } from './read-add.ts'
import { shownLimits } from './read-item.ts'
import type { Field, Group, ItemKind, Page } from './shape.ts'
import { WhenInputs } from './when-inputs.tsx'

interface Registers {
  readonly registers: readonly { readonly value: string; readonly label: string }[]
}

interface Common {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly kind: ItemKind
  /** `pages.0.groups.1`, as the address has it. */
  readonly at: string
}

/** The form of a new page, group or field. */
export function AddPage({ screen, copy, name, kind, at, registers }: Common & Registers): JSX.Element {
  const words = messages.add
  return (
    <CopyScreen copy={copy} name={name} tab="pages" title={words.titles[kind]} screen={screen}>
      <form method="post" action={`/designer/copies/${copy.id}/add?what=${kind}&at=${at}`} class="flow">
        <Hidden screen={screen} seen={copy.version} />
        <LocalTextInputs
          screen={screen}
          name="label"
          label={kind === 'field' ? words.label : words.name[kind]}
          kept={undefined}
          needed
        />
        <TextInput
          id="id"
          name="id"
          label={words.id}
          hint={kind === 'page' ? words.pageIdHint : words.idHint}
          required={false}
          value={screen.typed('id')}
          {...errorOf(screen.problems, 'id')}
        />
        {kind !== 'field' && (
          <>
            <h2>{words.firstField}</h2>
            <p>{words.firstFieldLead}</p>
            <LocalTextInputs screen={screen} name="first" label={words.label} kept={undefined} needed />
          </>
        )}
        <TypeInput screen={screen} kept={undefined} />
        <RequiredInput screen={screen} kept={undefined} />
        <ChoiceInputs screen={screen} kept={[]} />
        <Select
          id="register"
          name="register"
          label={messages.item.register}
          required={false}
          options={registers}
          value={screen.typed('register')}
          {...errorOf(screen.problems, 'register')}
        />
        <LocalTextInputs screen={screen} name="consent" label={messages.item.consentText} kept={undefined} long />
        <TextInput
          id="consentVersion"
          name="consentVersion"
          label={messages.item.consentVersion}
          required={false}
          value={screen.typed('consentVersion')}
          {...errorOf(screen.problems, 'consentVersion')}
        />
        <Button label={words.submit} />
      </form>
    </CopyScreen>
  )
}

/** The form of a page, group or field that is there. */
export function ItemPage({
  screen,
  copy,
  name,
  kind,
  at,
  item,
  answers,
  typeFixed,
}: Common & {
  readonly item: Page | Group | Field
  readonly answers: readonly Answerable[]
  readonly typeFixed: boolean
}): JSX.Element {
  const words = messages.item
  const heading = 'label' in item ? item.label : 'title' in item ? item.title : undefined
  const hint = 'lead' in item ? item.lead : 'hint' in item ? item.hint : undefined
  const field = kind === 'field' ? (item as Field) : undefined
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="pages"
      title={words.title(messages.kinds[kind], heading?.ja ?? item.id)}
      screen={screen}
    >
      <form method="post" action={`/designer/copies/${copy.id}/item?at=${at}`} class="flow">
        <Hidden screen={screen} seen={copy.version} />
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
        {field && (
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
        )}
        <WhenInputs
          screen={screen}
          prefix="when"
          legend={messages.when.legend}
          lead={messages.when.lead}
          kept={item.when}
          answers={answers}
        />
        <Button label={words.submit} />
      </form>
    </CopyScreen>
  )
}

function TypeInput({ screen, kept }: { screen: ScreenProps; kept: string | undefined }): JSX.Element {
  return (
    <Select
      id="type"
      name="type"
      label={messages.item.type}
      options={fieldTypes.map((value) => {
        const [name = value, explanation = ''] = messages.types[value]
        return { value, label: messages.typeOption(name, explanation) }
      })}
      value={screen.typed('type', kept)}
      {...errorOf(screen.problems, 'type')}
    />
  )
}

function RequiredInput({ screen, kept }: { screen: ScreenProps; kept: boolean | string | undefined }): JSX.Element {
  const words = messages.item.requiredOptions
  return (
    <Radios
      id="required"
      name="required"
      label={messages.item.required}
      inline
      options={[
        { value: 'yes', label: words.yes },
        { value: 'no', label: words.no },
        ...(typeof kept === 'string' ? [{ value: 'keep', label: words.keep }] : []),
      ]}
      value={screen.typed('required', typeof kept === 'string' ? 'keep' : kept === false ? 'no' : 'yes')}
    />
  )
}

function ChoiceInputs({ screen, kept }: { screen: ScreenProps; kept: NonNullable<Field['choices']> }): JSX.Element {
  const words = messages.item
  const rows = Math.max(choiceRows, kept.length + 3)
  return (
    <details open={kept.length > 0 || screen.problems['choices.0.ja'] !== undefined}>
      <summary>{words.choices}</summary>
      <p class="hint">{words.choicesHint}</p>
      {Array.from({ length: rows }, (_, row) => (
        <div class="flow">
          <LocalTextInputs
            screen={screen}
            name={`choices.${row}`}
            label={`${words.choices}${row + 1}`}
            kept={kept[row]?.label}
          />
          <TextInput
            id={`choices.${row}.id`}
            name={`choices.${row}.id`}
            label={`${words.choices}${row + 1}：${words.choiceId}`}
            required={false}
            value={screen.typed(`choices.${row}.id`, kept[row]?.id)}
            {...errorOf(screen.problems, `choices.${row}.id`)}
          />
        </div>
      ))}
    </details>
  )
}
