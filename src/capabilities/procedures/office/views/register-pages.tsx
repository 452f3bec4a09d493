import type { JSX } from 'preact'
import { formatEra } from '../../../../civic/era.ts'
import {
  Button,
  errorOf,
  FormScreen,
  Notice,
  NumberInput,
  Radios,
  Table,
  Tag,
  TextInput,
} from '../../../../design/index.ts'
import type { StoredEntry, StoredRegister } from '../../store/office.ts'
import { messages } from '../messages.ja.ts'
import { isUnknownName, type NamedEntries } from '../named-entries.ts'
import { factText, WhatStandsNow } from './entry-values.tsx'
import type { ScreenProps } from './frame.ts'

const words = messages.register

/** The entries of a register, and a form to add one. */
export function RegisterPage({
  screen,
  register,
  named,
  today,
}: {
  screen: ScreenProps
  register: StoredRegister
  named: ReadonlyMap<string, NamedEntries>
  today: string
}): JSX.Element {
  const facts = Object.entries(register.facts)
  const unknown = (entry: StoredEntry): readonly (readonly [string, NamedEntries])[] =>
    [...named].filter(([fact, other]) => isUnknownName(entry, fact, other, today))
  const unknownIn = [...named].filter(([fact, other]) =>
    register.entries.some((entry) => isUnknownName(entry, fact, other, today)),
  )
  return (
    <FormScreen
      title={register.label}
      lead={words.lead}
      screen={screen}
      back={{ href: '/catalogue', label: messages.overview.title }}
    >
      {unknownIn.map(([fact, other]) => (
        <UnknownNames fact={register.facts[fact]?.label ?? fact} other={other} />
      ))}
      <Table
        caption={register.label}
        columns={[
          { id: 'label', label: words.columns.label, heading: true },
          { id: 'id', label: words.columns.id },
          { id: 'from', label: words.columns.from },
          { id: 'to', label: words.columns.to },
          { id: 'capacity', label: words.columns.capacity, number: true },
          { id: 'quota', label: words.columns.quota, number: true },
          ...facts.map(([name, fact]) => ({ id: `fact.${name}`, label: fact.label, number: fact.type === 'number' })),
          { id: 'edit', label: words.edit },
        ]}
        rows={register.entries.map((entry) => ({
          label: entry.label.ja,
          id: entry.id,
          from: formatEra(entry.from),
          to: entry.to === undefined ? words.always : formatEra(entry.to),
          capacity: entry.capacity ?? words.unlimited,
          quota: entry.officeQuota ?? 0,
          ...Object.fromEntries(facts.map(([name]) => [`fact.${name}`, factText(register, entry, name)])),
          ...Object.fromEntries(
            unknown(entry).map(([name, other]) => [
              `fact.${name}`,
              <>
                {factText(register, entry, name)} <Tag label={words.notIn(other.label)} tone="soon" />
              </>,
            ]),
          ),
          edit: (
            <a href={`/catalogue/registers/${register.id}/${entry.id}`}>
              {words.edit}
              <span class="aloud">：{entry.label.ja}</span>
            </a>
          ),
        }))}
      />
      <h2>{words.add}</h2>
      <form method="post" action={`/catalogue/registers/${register.id}`} class="flow">
        <input type="hidden" name="csrf" value={screen.csrf} />
        <TextInput
          id="id"
          name="id"
          label={words.fields.id}
          hint={words.fields.idHint}
          value={screen.typed('id')}
          width="20"
          {...errorOf(screen.problems, 'id')}
        />
        <EntryFields register={register} screen={screen} />
        <Button label={words.add} />
      </form>
    </FormScreen>
  )
}

/** Names that stand in no other register: what follows from that, and where it is put right. */
function UnknownNames({ fact, other }: { fact: string; other: NamedEntries }): JSX.Element {
  return (
    <Notice>
      <p>{words.unknownNames(fact, other.label)}</p>
      <a href={`/catalogue/registers/${other.id}`}>{words.openOther(other.label)}</a>
    </Notice>
  )
}

/** One entry, to be changed. */
export function EntryPage({
  screen,
  register,
  entry,
  overtaken,
  named,
  today,
}: {
  screen: ScreenProps
  register: StoredRegister
  entry: StoredEntry
  /** Somebody else changed the entry since this form was filled: what stands now is shown beside what was typed. */
  overtaken: boolean
  named: ReadonlyMap<string, NamedEntries>
  today: string
}): JSX.Element {
  const unknown = [...named].filter(([fact, other]) => isUnknownName(entry, fact, other, today))
  return (
    <FormScreen
      title={words.editTitle(entry.label.ja)}
      screen={screen}
      back={{ href: `/catalogue/registers/${register.id}`, label: register.label }}
    >
      {unknown.map(([fact, other]) => (
        <UnknownNames fact={register.facts[fact]?.label ?? fact} other={other} />
      ))}
      <form method="post" action={`/catalogue/registers/${register.id}/${entry.id}`} class="flow">
        <input type="hidden" name="csrf" value={screen.csrf} />
        <input
          type="hidden"
          name="revision"
          value={overtaken ? String(entry.revision) : screen.typed('revision') || String(entry.revision)}
        />
        {overtaken && <WhatStandsNow register={register} entry={entry} screen={screen} />}
        <EntryFields register={register} screen={screen} />
        <Button label={words.save} />
      </form>
    </FormScreen>
  )
}

function EntryFields({ register, screen }: { register: StoredRegister; screen: ScreenProps }): JSX.Element {
  const { typed, problems } = screen
  const text = (name: 'ja' | 'easy' | 'en' | 'from' | 'to', required: boolean, hint?: string): JSX.Element => (
    <TextInput
      id={name}
      name={name}
      label={words.fields[name]}
      required={required}
      value={typed(name)}
      {...(hint === undefined ? {} : { hint })}
      {...errorOf(problems, name)}
    />
  )
  return (
    <>
      {text('ja', true)}
      {text('easy', false)}
      {text('en', false)}
      {text('from', true, words.fields.dayHint)}
      {text('to', false, words.fields.dayHint)}
      <NumberInput
        id="capacity"
        name="capacity"
        label={words.fields.capacity}
        hint={words.fields.capacityHint}
        required={false}
        value={typed('capacity')}
        {...errorOf(problems, 'capacity')}
      />
      <NumberInput
        id="officeQuota"
        name="officeQuota"
        label={words.fields.officeQuota}
        required={false}
        value={typed('officeQuota')}
        {...errorOf(problems, 'officeQuota')}
      />
      {Object.entries(register.facts).map(([name, fact]) => (
        <FactField key={name} name={`fact.${name}`} fact={fact} screen={screen} />
      ))}
    </>
  )
}

function FactField({
  name,
  fact,
  screen,
}: {
  name: string
  fact: StoredRegister['facts'][string]
  screen: ScreenProps
}): JSX.Element {
  const base = {
    id: name,
    name,
    label: fact.label,
    required: false,
    value: screen.typed(name),
    ...errorOf(screen.problems, name),
  }
  if (fact.type === 'number') return <NumberInput {...base} />
  const choices = fact.type === 'boolean' ? { yes: words.fields.yes, no: words.fields.no } : fact.choices
  if (choices === undefined) return <TextInput {...base} />
  const options = Object.entries({ ...choices, '': words.fields.empty }).map(([value, label]) => ({ value, label }))
  return <Radios {...base} options={options} inline />
}
