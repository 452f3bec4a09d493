import { toHalfWidth } from '../../../civic/digits.ts'
import { formatEra, formatEraMonth, readDate } from '../../../civic/era.ts'
import type { Outcome, OutcomeField } from '../../procedures/index.ts'
import type { InputProblem } from '../change.ts'

export type OutcomeValue = string | number | boolean
export type OutcomeValues = Readonly<Record<string, OutcomeValue>>

/** What was typed for one field of an outcome, as text; the control's name is `field.<id>`. */
export const outcomeFieldName = (id: string): string => `field.${id}`

/**
 * Reads the fields of an outcome (支給開始年月, 認定区分 …). Widths, eras and commas are taken as people write them;
 * what can't be read comes back as a problem at its control.
 */
export function readOutcomeFields(
  outcome: Outcome,
  typed: (name: string) => string,
): { readonly values: OutcomeValues; readonly problems: readonly InputProblem[] } {
  const values: Record<string, OutcomeValue> = {}
  const problems: InputProblem[] = []
  for (const field of outcome.fields ?? []) {
    const at = outcomeFieldName(field.id)
    const text = typed(at).trim()
    const params = { label: field.label.ja }
    if (text === '') {
      // What follows from a table is filled in from it (`followed.ts`).
      if (field.required !== false && !field.follows) problems.push({ at, refusal: 'field-missing', params })
      continue
    }
    const value = readValue(field, text)
    if (value === undefined) problems.push({ at, refusal: `field-${field.type}`, params })
    else values[field.id] = value
  }
  return { values, problems }
}

function readValue(field: OutcomeField, text: string): OutcomeValue | undefined {
  switch (field.type) {
    case 'number':
    case 'money':
      return readNumber(field, text)
    case 'date': {
      const read = readDate(text)
      return read.ok ? read.day : undefined
    }
    case 'year-month':
      return readMonth(text)
    case 'choice':
      return field.choices?.some((choice) => choice.id === text) ? text : undefined
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : undefined
    default:
      return text.length > (field.maxLength ?? 2000) ? undefined : text
  }
}

/** `decimals` places after the point at most; kept as a whole number of the smallest unit, so that nothing is rounded. */
function readNumber(field: OutcomeField, text: string): number | undefined {
  const plain = toHalfWidth(text).replace(/[,、円%\s]/g, '')
  const { decimals = 0 } = field
  const read = /^(-?\d{1,12})(?:\.(\d+))?$/.exec(plain)
  const [, whole = '', places = ''] = read ?? []
  if (!read || places.length > decimals) return undefined
  const value = Number(`${whole}${places.padEnd(decimals, '0')}`)
  const unit = 10 ** decimals
  if (typeof field.min === 'number' && value < field.min * unit) return undefined
  if (typeof field.max === 'number' && value > field.max * unit) return undefined
  return value
}

/** `2026-12`, `令和8年12月`, `R8.12`. */
function readMonth(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})$/.exec(toHalfWidth(text))
  const read = readDate(
    iso ? `${iso[1]}-${iso[2]}-01` : `${text.replace(/月?$/, '')}${/年/.test(text) ? '月1日' : '.1'}`,
  )
  return read.ok ? read.day.slice(0, 7) : undefined
}

/** The values in words, in the order of the definition: for the proposal, the letter and the resident. */
export function outcomeFacts(
  outcome: Outcome,
  values: OutcomeValues,
): readonly { readonly id: string; readonly label: string; readonly text: string }[] {
  return (outcome.fields ?? []).flatMap((field) => {
    const value = values[field.id]
    return value === undefined ? [] : [{ id: field.id, label: field.label.ja, text: outcomeText(field, value) }]
  })
}

export function outcomeText(field: OutcomeField, value: OutcomeValue): string {
  if (field.type === 'money' && typeof value === 'number') return `${value.toLocaleString('ja-JP')}円`
  if (field.type === 'number') return `${decimalText(field, value)}${field.unit?.ja ?? ''}`
  if (field.type === 'date') return formatEra(String(value))
  if (field.type === 'year-month') return formatEraMonth(String(value))
  if (field.type === 'choice') return field.choices?.find((choice) => choice.id === value)?.label.ja ?? String(value)
  if (field.type === 'yes-no') return value === true ? 'はい' : 'いいえ'
  return String(value)
}

/** A number as people read it: with the places that its field has. */
export function decimalText(field: OutcomeField, value: OutcomeValue): string {
  const decimals: number = field.decimals ?? 0
  return typeof value === 'number' ? (value / 10 ** decimals).toFixed(decimals) : String(value)
}

/** What the program computed for the same names is suggested: the clerk confirms instead of typing. */
export function suggestedFields(
  outcome: Outcome,
  computed: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const field of outcome.fields ?? []) {
    // Left empty, so that what the clerk changes above it is followed.
    if (field.follows) continue
    const name = field.prefill?.replace(/^values\./, '') ?? field.id
    const value = computed[name]
    if (typeof value === 'string' || typeof value === 'number')
      found[outcomeFieldName(field.id)] = decimalText(field, value)
    if (typeof value === 'boolean') found[outcomeFieldName(field.id)] = value ? 'yes' : 'no'
  }
  return found
}
