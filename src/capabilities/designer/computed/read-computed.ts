import type { PostedForm } from '../../../platform/http/index.ts'
import { proposedId, takenIds } from '../outline/ids.ts'
import { readLocalText } from '../outline/local-text.tsx'
import { readWhen } from '../outline/read-when.ts'
import { wrapped } from '../tables/read-new-table.ts'
import type { TablesData, ValueLike } from '../tables/table-shape.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { type Calculation, calculationText, type LaterUnit, laterUnits, readCalculation } from './calculation.ts'
import { messages } from './messages.ja.ts'
import type { Pick, Picks } from './picks.ts'

const words = messages.form.problems

/** How a value is computed, as its form asks for it: `condition` is kept among the conditions, `own` stays as it is written. */
export type ComputedKind = keyof typeof messages.kinds
export const rowsOf = { terms: 4, product: 3 } as const

/** A computed value, or a condition with a name, as it stands in the text. */
export interface Computed {
  readonly head: 'values' | 'conditions'
  readonly id: string
  readonly value: ValueLike
}

export type ComputedReading =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly label: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** A value or condition from its form: a new one, or the changes of the one that is there. */
export function readComputed(
  form: PostedForm,
  wanted: {
    readonly kind: ComputedKind
    readonly data: TablesData
    readonly picks: Picks
    readonly each: string | undefined
    readonly before: Computed | undefined
  },
): ComputedReading {
  const { kind, data, picks, each, before } = wanted
  const problems: Record<string, string> = {}
  const made = kind === 'own' ? undefined : readMade(form, kind, picks, before, problems)
  if (kind === 'condition') {
    const label = form.text('label').trim()
    if (label === '' || label.length > 100 || /[<>\p{Cc}]/u.test(label)) problems.label = words.label
    if (Object.keys(problems).length > 0) return { ok: false, problems }
    return { ok: true, label, edits: conditionEdits(data, before, label, made?.is) }
  }
  const label = readLocalText(form, 'label', problems, true)
  const show = form.text('show') === 'resident' ? 'resident' : 'office'
  if (Object.keys(problems).length > 0 || label === undefined) return { ok: false, problems }
  const { type = before?.value.type ?? 'number', ...how } = made ?? {}
  const name = String(label.ja)
  if (before === undefined) {
    const first = data.values === undefined
    const id = proposedId('value', new Set(Object.keys(data.values ?? {})))
    const value = { label, type, ...(each === undefined ? {} : { each }), ...how, show }
    return { ok: true, label: name, edits: [set(first ? ['values'] : ['values', id], wrapped(first, id, value))] }
  }
  const at = ['values', before.id]
  const anew: readonly Edit[] =
    made === undefined
      ? []
      : [
          set([...at, 'type'], type),
          // What it is now comes before what it was goes: a map is never left empty.
          ...(['is', 'table', 'column'] as const)
            .toSorted((a, b) => Number(how[b] !== undefined) - Number(how[a] !== undefined))
            .filter((key) => how[key] !== before.value[key])
            .map((key) => set([...at, key], how[key])),
        ]
  const shown = show === (before.value.show ?? 'office') ? [] : [set([...at, 'show'], show)]
  return { ok: true, label: name, edits: [set([...at, 'label'], label), ...anew, ...shown] }
}

function conditionEdits(
  data: TablesData,
  before: Computed | undefined,
  label: string,
  is: string | undefined,
): readonly Edit[] {
  if (before !== undefined) {
    const at = ['conditions', before.id]
    return [set([...at, 'label'], label), ...(is === undefined ? [] : [set([...at, 'is'], is)])]
  }
  const first = data.conditions === undefined
  const id = proposedId('condition', takenIds(data).groups)
  return [set(first ? ['conditions'] : ['conditions', id], wrapped(first, id, { label, is: is ?? '' }))]
}

interface Made {
  readonly type?: string
  readonly is?: string
  readonly table?: string
  readonly column?: string
}

/** Undefined: what is there stays as it is written. */
function readMade(
  form: PostedForm,
  kind: Exclude<ComputedKind, 'own'>,
  picks: Picks,
  before: Computed | undefined,
  problems: Record<string, string>,
): Made | undefined {
  if (kind === 'table') {
    const picked = pickedOf(form, 'table', picks.tables, problems)
    const [table = '', column = ''] = picked.split('.')
    return { type: typeOf(form, Object.keys(messages.form.tableTypes), problems), table, column }
  }
  if (kind === 'holds' || kind === 'condition') {
    const kept = before?.value.is
    const when = readWhen(form, 'is', picks.answers, kept)
    if (when.kind === 'wrong') Object.assign(problems, when.problems)
    else if (when.kind === 'clear' || (when.kind === 'unset' && kept === undefined)) problems['is.0.pick'] = words.when
    return when.kind === 'picked' ? { type: 'boolean', is: when.text } : undefined
  }
  const made = readNumbersAndDays(form, kind, picks, before, problems)
  if (made === undefined || Object.keys(problems).length > 0) return undefined
  const day = kind === 'later' || (made.kind === 'split' && picks.days.some(({ value }) => value === made.yes))
  const counted = kind === 'days' || kind === 'age' || kind === 'count'
  const type = day ? 'date' : counted ? 'number' : typeOf(form, Object.keys(messages.form.numberTypes), problems)
  return { type, is: calculationText(made) }
}

function readNumbersAndDays(
  form: PostedForm,
  kind: Exclude<ComputedKind, 'own' | 'table' | 'holds' | 'condition'>,
  picks: Picks,
  before: Computed | undefined,
  problems: Record<string, string>,
): Calculation | undefined {
  const day = (name: string): string => pickedOf(form, name, picks.days, problems)
  switch (kind) {
    case 'terms': {
      const terms = Array.from({ length: rowsOf.terms }, (_, n) => ({
        sign: n > 0 && form.text(`term.${n}.sign`) === '-' ? ('-' as const) : ('+' as const),
        of: numberOf(form, `term.${n}`, picks.numbers, problems, n === 0),
      })).filter(({ of }) => of !== '')
      return { kind, terms }
    }
    case 'product': {
      const rows = Array.from({ length: rowsOf.product }, (_, n) =>
        numberOf(form, `factor.${n}`, picks.numbers, problems, n === 0),
      ).filter((each) => each !== '')
      const by = form.text('by').trim().normalize('NFKC').replaceAll(',', '')
      if (by !== '' && !/^[1-9]\d{0,8}$/.test(by)) problems.by = words.by
      if (rows.length < 2 && by === '') problems['factor.1'] ??= words.factor
      return { kind, factors: rows, ...(by === '' ? {} : { by }) }
    }
    case 'total':
      return { kind, of: pickedOf(form, 'of', picks.totals, problems) }
    case 'count': {
      const [path = '', choice] = pickedOf(form, 'of', picks.counts, problems).split('=')
      const [group = '', field] = path.split('.')
      return { kind, group, ...(field === undefined || choice === undefined ? {} : { field, choice }) }
    }
    case 'days':
      return { kind, from: day('from'), to: day('to'), both: form.text('both') === 'yes' }
    case 'age':
      return { kind, birth: day('birth'), on: day('on') }
    case 'later': {
      const count = form.text('count').trim().normalize('NFKC')
      if (!/^-?\d{1,4}$/.test(count)) problems.count = words.count
      const unit = form.text('unit') as LaterUnit
      if (!laterUnits.includes(unit)) problems.unit = words.unit
      else if (unit.startsWith('deadline') && !/^[1-9]/.test(count)) problems.count ??= words.deadlineCount
      return { kind, day: day('day'), count: String(Number(count)), unit }
    }
    case 'split':
      return readSplit(form, picks, before, problems)
  }
}

function readSplit(
  form: PostedForm,
  picks: Picks,
  before: Computed | undefined,
  problems: Record<string, string>,
): Calculation {
  const was = readCalculation(before?.value.is ?? '', undefined)
  const kept = was?.kind === 'split' ? was.when : undefined
  const when = readWhen(form, 'when', picks.answers, kept)
  if (when.kind === 'wrong') Object.assign(problems, when.problems)
  else if (when.kind === 'clear' || (when.kind === 'unset' && kept === undefined)) problems['when.0.pick'] = words.when
  const either = [...picks.numbers, ...picks.days]
  const [yes, no] = [numberOf(form, 'yes', either, problems, true), numberOf(form, 'no', either, problems, true)]
  const isDay = (of: string): boolean => picks.days.some(({ value }) => value === of)
  if (isDay(yes) !== isDay(no)) problems.no ??= words.mixed
  // `a || b ? x : y` reads as `(a || b) ? x : y`: the choice binds weakest of all.
  return { kind: 'split', when: when.kind === 'picked' ? when.text : (kept ?? ''), yes, no }
}

/** One of the list, or the number beside it. An empty row that is not needed is left out. */
function numberOf(
  form: PostedForm,
  name: string,
  of: readonly Pick[],
  problems: Record<string, string>,
  needed: boolean,
): string {
  const picked = form.text(name)
  const typed = form.text(`${name}.number`).trim().normalize('NFKC').replaceAll(',', '')
  if (picked === '' && typed !== '') {
    if (!/^\d{1,12}$/.test(typed)) problems[`${name}.number`] = words.number
    return typed
  }
  if (picked === '') {
    if (needed) problems[name] = words.pickOrNumber
    return ''
  }
  return pickedOf(form, name, of, problems)
}

function pickedOf(form: PostedForm, name: string, of: readonly Pick[], problems: Record<string, string>): string {
  const picked = form.text(name)
  if (!of.some(({ value }) => value === picked)) problems[name] = words.pick
  return picked
}

function typeOf(form: PostedForm, of: readonly string[], problems: Record<string, string>): string {
  const type = form.text('type')
  if (!of.includes(type)) problems.type = words.type
  return type
}

function set(path: readonly (string | number)[], value: YamlValue | undefined): Edit {
  return { do: 'set', path, value }
}
