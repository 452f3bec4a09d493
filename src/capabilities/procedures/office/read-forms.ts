import { isDay } from '../../../civic/day.ts'
import { readInteger } from '../../../civic/digits.ts'
import { readDate } from '../../../civic/era.ts'
import { brokenCharacters } from '../fields/texts.ts'
import type { SettingUse } from '../language/definition.ts'
import type { DatedEntry, Register } from '../seeds/registers.ts'
import type { ClosedDay, SettingValue } from '../store/office.ts'
import type { DecidedSetting } from './change.ts'
import { messages } from './messages.ja.ts'

/** What a form gave: the thing meant, or a sentence for each input to put right. */
export type FormReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

type Text = (name: string) => string
const words = messages.problems

/** An entry of a register, with a value for each of its facts. */
export function readEntry(register: Register, text: Text, id: string): FormReading<DatedEntry> {
  const problems: Record<string, string> = {}
  const label = { ja: text('ja').trim(), easy: text('easy').trim(), en: text('en').trim() }
  if (!/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(id) || id.length > 60) problems.id = words.id
  if (label.ja === '' || brokenCharacters(label.ja)) problems.ja = words.label
  const from = dayIn(text('from'))
  const to = text('to').trim() === '' ? undefined : dayIn(text('to'))
  if (from === undefined) problems.from = words.day
  if (text('to').trim() !== '' && (to === undefined || (from !== undefined && to < from))) problems.to = words.end
  const capacity = countIn(text('capacity'))
  const quota = countIn(text('officeQuota'))
  if (capacity === null) problems.capacity = words.count
  if (quota === null || (quota ?? 0) > (capacity ?? 0)) problems.officeQuota = words.quota
  const facts: Record<string, string | number | boolean> = {}
  for (const [name, { type, choices }] of Object.entries(register.facts)) {
    const fact = readFact(type, text(`fact.${name}`))
    const chosen = choices === undefined || fact === undefined || Object.hasOwn(choices, String(fact))
    if (fact === null) problems[`fact.${name}`] = words.fact[type]
    else if (!chosen) problems[`fact.${name}`] = words.choice
    else if (fact !== undefined) facts[name] = fact
  }
  if (Object.keys(problems).length > 0 || from === undefined) return { ok: false, problems }
  return {
    ok: true,
    value: {
      id,
      label: {
        ja: label.ja,
        ...(label.easy === '' ? {} : { easy: label.easy }),
        ...(label.en === '' ? {} : { en: label.en }),
      },
      from,
      ...(to === undefined ? {} : { to }),
      ...(capacity === undefined || capacity === null ? {} : { capacity }),
      officeQuota: quota ?? 0,
      facts,
    },
  }
}

/** A setting as its form needs to know it: whether it is a fee, and the days on which a value begins already. */
export interface SettingForm {
  readonly name: string
  readonly use: SettingUse
  readonly fee: boolean
  readonly begun: readonly string[]
}

/** A value of a setting from a day on. For days before today, and over a value that has begun, it needs a reason. */
export function readSetting(
  { name, use, fee, begun }: SettingForm,
  text: Text,
  today: string,
): FormReading<Omit<DecidedSetting, 'seen'>> {
  const problems: Record<string, string> = {}
  const fromOn = dayIn(text('fromOn'))
  if (fromOn === undefined) problems.fromOn = words.day
  const typed = text('value').trim()
  const value = readSettingValue(use.type, typed)
  if (value === undefined) problems.value = words.setting[use.type]
  else if (fee && (typeof value !== 'number' || value < 0 || value > 100_000_000)) problems.value = words.amount
  const basis = text('basis').trim()
  if (basis === '' || basis.length > 200) problems.basis = words.basis
  const reason = text('reason').trim()
  const lookingBack = fromOn !== undefined && (fromOn < today || begun.includes(fromOn))
  if (reason.length > 200 || (lookingBack && reason === '')) problems.reason = words.lookingBack
  if (fromOn === undefined || value === undefined || Object.keys(problems).length > 0) return { ok: false, problems }
  return { ok: true, value: { name, fromOn, value, basis, reason: lookingBack ? reason : '' } }
}

/** A new amount of an entry from a day on: after today, and while the entry stands. Integer yen. */
export function readEntryFee(
  entry: DatedEntry,
  text: Text,
  today: string,
): FormReading<{ readonly fromOn: string; readonly amount: number }> {
  const problems: Record<string, string> = {}
  const fromOn = dayIn(text('fromOn'))
  const amount = readInteger(text('value'))
  if (fromOn === undefined) problems.fromOn = words.day
  else if (fromOn <= today) problems.fromOn = words.fromTomorrow
  else if (fromOn <= entry.from || (entry.to !== undefined && fromOn > entry.to)) problems.fromOn = words.whileItStands
  if (amount === undefined || amount < 0 || amount > 1_000_000) problems.value = words.amount
  if (fromOn === undefined || amount === undefined || Object.keys(problems).length > 0) return { ok: false, problems }
  return { ok: true, value: { fromOn, amount } }
}

/** A day that is closed or open against the rule. */
export function readClosedDay(text: Text): FormReading<ClosedDay> {
  const problems: Record<string, string> = {}
  const day = dayIn(text('day'))
  const kind = text('kind')
  const reason = text('reason').trim()
  if (day === undefined) problems.day = words.day
  if (kind !== 'closed' && kind !== 'open') problems.kind = words.kind
  if (reason === '' || reason.length > 200) problems.reason = words.reason
  if (day === undefined || (kind !== 'closed' && kind !== 'open') || problems.reason) return { ok: false, problems }
  return { ok: true, value: { day, kind, reason } }
}

function dayIn(text: string): string | undefined {
  const reading = readDate(text.trim())
  return reading.ok && isDay(reading.day) ? reading.day : undefined
}

/** Undefined: left empty. Null: no whole number from zero up. */
function countIn(text: string): number | undefined | null {
  if (text.trim() === '') return undefined
  const count = readInteger(text)
  return count === undefined || count < 0 || count > 1_000_000 ? null : count
}

/** Undefined: left empty. Null: not of its type. */
function readFact(type: Register['facts'][string]['type'], text: string): string | number | boolean | undefined | null {
  const typed = text.trim()
  if (typed === '') return undefined
  switch (type) {
    case 'number':
      return countIn(typed)
    case 'boolean':
      return typed === 'yes' ? true : typed === 'no' ? false : null
    case 'date':
      return dayIn(typed) ?? null
    case 'text':
      return typed.length > 500 || brokenCharacters(typed) ? null : typed
  }
}

function readSettingValue(type: SettingUse['type'], typed: string): SettingValue['value'] {
  switch (type) {
    case 'number':
      return readInteger(typed)
    case 'boolean':
      return typed === 'yes' ? true : typed === 'no' ? false : undefined
    case 'text':
      return typed === '' || typed.length > 500 || brokenCharacters(typed) ? undefined : typed
    case 'list': {
      const items = typed
        .split(/[\n、,]/)
        .map((item) => item.trim())
        .filter((item) => item !== '')
      return items.length > 200 ? undefined : items
    }
  }
}
