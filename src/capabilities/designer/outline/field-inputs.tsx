import type { JSX } from 'preact'
import { errorOf, Radios, Select, TextArea, TextInput } from '../../../design/index.ts'
import { fieldTypes } from '../../procedures/index.ts'
import type { ScreenProps } from '../views/screen.tsx'
import { LocalTextInputs } from './local-text.tsx'
import { messages } from './messages.ja.ts'
import type { Field } from './shape.ts'

/** What kind of answer is asked for. */
export function TypeInput({
  screen,
  kept,
  name = 'type',
}: {
  readonly screen: ScreenProps
  readonly kept: string | undefined
  readonly name?: string
}): JSX.Element {
  return (
    <Select
      id={name}
      name={name}
      label={messages.item.type}
      options={fieldTypes.map((value) => {
        const [word = value, explanation = ''] = messages.types[value]
        return { value, label: messages.typeOption(word, explanation) }
      })}
      value={screen.typed(name, kept)}
      {...errorOf(screen.problems, name)}
    />
  )
}

export function RequiredInput({
  screen,
  kept,
}: {
  readonly screen: ScreenProps
  readonly kept: boolean | string | undefined
}): JSX.Element {
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

/** Choices of a new question: a line each, in Japanese. */
export function ChoiceLines({ screen }: { readonly screen: ScreenProps }): JSX.Element {
  return (
    <TextArea
      id="choices"
      name="choices"
      label={messages.item.choiceLines}
      hint={messages.item.choiceLinesHint}
      required={false}
      rows={4}
      value={screen.typed('choices')}
      {...errorOf(screen.problems, 'choices')}
    />
  )
}

export const spareChoices = 3

/** Choices that are there, in three languages, with room for more. */
export function ChoiceInputs({
  screen,
  kept,
}: {
  readonly screen: ScreenProps
  readonly kept: NonNullable<Field['choices']>
}): JSX.Element {
  const words = messages.item
  return (
    <details open={kept.length > 0 || screen.problems['choices.0.ja'] !== undefined}>
      <summary>{words.choices}</summary>
      <p class="hint">{words.choicesHint}</p>
      {Array.from({ length: kept.length + spareChoices }, (_, row) => (
        <div class="languages">
          <LocalTextInputs
            screen={screen}
            name={`choices.${row}`}
            label={`${words.choices}${row + 1}`}
            kept={kept[row]?.label}
            bare
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

/** What only few types need: the register of a choice, the words of a consent. */
export function RareInputs({
  screen,
  registers,
}: {
  readonly screen: ScreenProps
  readonly registers: readonly { readonly value: string; readonly label: string }[]
}): JSX.Element {
  const wrong = ['register', 'consent.ja', 'consentVersion'].some((name) => screen.problems[name] !== undefined)
  return (
    <details open={wrong}>
      <summary>{messages.item.rare}</summary>
      <div class="flow">
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
      </div>
    </details>
  )
}
