import type { JSX } from 'preact'
import { errorOf, Select, TextInput } from '../../../design/index.ts'
import { WhenInputs } from '../outline/when-inputs.tsx'
import { RadioChoice } from '../views/radio-choice.tsx'
import type { ScreenProps } from '../views/screen.tsx'
import { type Calculation, readCalculation } from './calculation.ts'
import { messages } from './messages.ja.ts'
import { NumberInput, NumberRows } from './number-inputs.tsx'
import type { Pick, Picks } from './picks.ts'
import type { Computed, ComputedKind } from './read-computed.ts'

const words = messages.form

/** What one kind of computed value asks for; what is there is picked already. */
export function KindInputs({
  screen,
  kind,
  picks,
  before,
}: {
  readonly screen: ScreenProps
  readonly kind: ComputedKind
  readonly picks: Picks
  readonly before: Computed | undefined
}): JSX.Element | null {
  const kept = before?.value.is === undefined ? undefined : readCalculation(before.value.is, before.value.type)
  const typeInput = (options: Readonly<Record<string, string>>): JSX.Element => (
    <RadioChoice screen={screen} field="type" label={words.type} options={options} kept={typeOf(before, options)} />
  )
  const pick = (field: string, label: string, options: readonly Pick[], value?: string): JSX.Element => (
    <Select
      id={field}
      name={field}
      label={label}
      options={options}
      width="full"
      value={screen.typed(field, value)}
      {...errorOf(screen.problems, field)}
    />
  )
  switch (kind) {
    case 'own':
      return null
    case 'holds':
    case 'condition':
      return (
        <WhenInputs
          screen={screen}
          prefix="is"
          legend={words.is}
          lead={words.isLead}
          kept={before?.value.is}
          answers={picks.answers}
          none={words.isNone}
        />
      )
    case 'table':
      if (picks.tables.length === 0) return <p>{words.noTables}</p>
      return (
        <>
          {pick('table', words.table, picks.tables, tableOf(before, picks.tables))}
          {typeInput(words.tableTypes)}
        </>
      )
    case 'total':
    case 'count': {
      const options = kind === 'total' ? picks.totals : picks.counts
      if (options.length === 0) return <p>{words.noGroups}</p>
      return (
        <>
          {pick('of', kind === 'total' ? words.total : words.count, options, repeatedOf(kept))}
          {kind === 'total' && typeInput(words.numberTypes)}
        </>
      )
    }
    case 'terms':
    case 'product':
      return (
        <>
          <NumberRows screen={screen} kind={kind} numbers={picks.numbers} kept={kept} />
          {typeInput(words.numberTypes)}
        </>
      )
    case 'split': {
      const split = kept?.kind === 'split' ? kept : undefined
      const either = [...picks.numbers, ...picks.days]
      return (
        <>
          <WhenInputs
            screen={screen}
            prefix="when"
            legend={words.when}
            lead={words.whenLead}
            kept={split?.when}
            answers={picks.answers}
            none={words.isNone}
          />
          <NumberInput screen={screen} field="yes" label={words.yes} options={either} kept={split?.yes} />
          <NumberInput screen={screen} field="no" label={words.no} options={either} kept={split?.no} />
          {typeInput(words.numberTypes)}
        </>
      )
    }
    case 'days': {
      const days = kept?.kind === 'days' ? kept : undefined
      return (
        <>
          {pick('from', words.from, picks.days, days?.from)}
          {pick('to', words.to, picks.days, days?.to)}
          <RadioChoice
            screen={screen}
            field="both"
            label={words.both}
            options={words.boths}
            kept={days?.both ? 'yes' : 'no'}
          />
        </>
      )
    }
    case 'age': {
      const age = kept?.kind === 'age' ? kept : undefined
      return (
        <>
          {pick('birth', words.birth, picks.days, age?.birth)}
          {pick('on', words.on, picks.days, age?.on)}
        </>
      )
    }
    case 'later': {
      const later = kept?.kind === 'later' ? kept : undefined
      return (
        <>
          {pick('day', words.day, picks.days, later?.day)}
          <TextInput
            id="count"
            name="count"
            label={words.laterCount}
            hint={words.laterCountHint}
            width="12"
            value={screen.typed('count', later?.count)}
            {...errorOf(screen.problems, 'count')}
          />
          <RadioChoice
            screen={screen}
            field="unit"
            label={words.unit}
            options={words.units}
            kept={later?.unit ?? 'addDays'}
          />
        </>
      )
    }
  }
}

function typeOf(before: Computed | undefined, options: Readonly<Record<string, string>>): string {
  const type = before?.value.type ?? ''
  return Object.hasOwn(options, type) ? type : (Object.keys(options)[0] ?? '')
}

function tableOf(before: Computed | undefined, tables: readonly Pick[]): string | undefined {
  const { table, column } = before?.value ?? {}
  return tables.find(
    ({ value }) => value === `${table}.${column}` || (column === undefined && value.startsWith(`${table}.`)),
  )?.value
}

function repeatedOf(kept: Calculation | undefined): string | undefined {
  if (kept?.kind === 'total') return kept.of
  if (kept?.kind !== 'count') return undefined
  return kept.field === undefined ? kept.group : `${kept.group}.${kept.field}=${kept.choice}`
}
