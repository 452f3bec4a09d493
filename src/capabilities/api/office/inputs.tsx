import type { JSX } from 'preact'
import { Checkboxes, Radios, TextArea, TextInput } from '../../../design/index.ts'
import { attestable, scopes } from '../clients/client.ts'
import { messages } from './messages.ja.ts'
import type { Choices, Problems } from './read-forms.ts'

const { form: words } = messages

/** What the inputs show: what was typed, or what is kept. */
export interface Typed {
  text(name: string): string
  all(name: string): readonly string[]
}

export interface InputProps {
  readonly typed: Typed
  readonly problems: Problems
}

const errorOf = (problems: Problems, name: string) => (problems[name] === undefined ? {} : { error: problems[name] })

/** What an administrator decides about a system. */
export function TermsInputs({ typed, problems, choices }: InputProps & { readonly choices: Choices }): JSX.Element {
  const field = (name: string, label: string, hint?: string) => ({
    id: name,
    name,
    label,
    ...(hint === undefined ? {} : { hint }),
    ...errorOf(problems, name),
  })
  return (
    <>
      <TextInput {...field('name', words.name, words.nameHint)} value={typed.text('name')} />
      <TextInput {...field('contact', words.contact, words.contactHint)} value={typed.text('contact')} />
      <Checkboxes
        {...field('scopes', words.scopes)}
        values={typed.all('scopes')}
        options={scopes.map((value) => ({ value, label: messages.scopes[value] }))}
      />
      <Radios
        {...field('reach', words.reach)}
        value={typed.text('reach')}
        options={[
          { value: 'all', label: words.reachAll },
          { value: 'chosen', label: words.reachChosen },
        ]}
      />
      <Checkboxes
        {...field('sections', words.sections)}
        required={false}
        values={typed.all('sections')}
        options={choices.sections.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Checkboxes
        {...field('procedures', words.procedures)}
        required={false}
        values={typed.all('procedures')}
        options={choices.procedures.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Checkboxes
        {...field('attests', words.attests, words.attestsHint)}
        required={false}
        values={typed.all('attests')}
        options={attestable.map((value) => ({ value, label: messages.attests[value] }))}
      />
      <TextInput
        {...field('perMinute', words.perMinute, words.perMinuteHint)}
        inputmode="numeric"
        value={typed.text('perMinute')}
      />
      <TextInput {...field('validUntil', words.validUntil, words.validUntilHint)} value={typed.text('validUntil')} />
    </>
  )
}

/** How a system proves itself. */
export function ProofInputs({ typed, problems }: InputProps): JSX.Element {
  return (
    <>
      <Radios
        id="proof"
        name="proof"
        label={words.proof}
        {...errorOf(problems, 'proof')}
        value={typed.text('proof')}
        options={[
          { value: 'secret', label: words.proofSecret },
          { value: 'key', label: words.proofKey },
        ]}
      />
      <TextArea
        id="key"
        name="key"
        label={words.key}
        hint={words.keyHint}
        required={false}
        rows={4}
        {...errorOf(problems, 'key')}
        value={typed.text('key')}
      />
    </>
  )
}

/** Where a system is told what happened. */
export function WebhookInputs({ typed, problems }: InputProps): JSX.Element {
  return (
    <>
      <TextInput
        id="url"
        name="url"
        label={messages.url}
        hint={messages.urlHint}
        {...errorOf(problems, 'url')}
        value={typed.text('url')}
      />
      <Checkboxes
        id="events"
        name="events"
        label={messages.events}
        {...errorOf(problems, 'events')}
        values={typed.all('events')}
        options={Object.entries(messages.eventNames).map(([value, label]) => ({ value, label }))}
      />
    </>
  )
}
