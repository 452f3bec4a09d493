import { type ClosedDayRule, closedDayTest, usualClosedDays } from '../../../civic/closed-days.ts'
import type { CityFacts, RegisterEntry } from '../engine.ts'
import { openEntries, type Register } from '../seeds/registers.ts'
import type { ClosedDay, SettingValue } from '../store/office.ts'

/** What a zone knows of a city's side: all dates, from which one day's facts are taken. */
export interface CityRecords {
  readonly registers: readonly Register[]
  readonly settings: readonly SettingValue[]
  readonly closedDays: readonly ClosedDay[]
  /** Settings of the city's file: they hold until a dated value says otherwise. */
  readonly base: Readonly<Record<string, unknown>>
  /** The internet zone offers what the office has not kept for paper and telephone. */
  readonly zone: 'internet' | 'office'
  readonly sealNumber?: CityFacts['sealNumber']
  readonly boundary?: CityFacts['boundary']
}

/** The facts of one day. Built once a day and change: pages share the object, and what was computed with it. */
export function factsOn(records: CityRecords, today: string): CityFacts {
  const settings: Record<string, unknown> = { ...records.base }
  for (const { name, fromOn, value } of records.settings) if (fromOn <= today) settings[name] = value
  const known = new Map<string, readonly RegisterEntry[]>()
  const { sealNumber, boundary } = records
  const mayAsk = settings.individualNumberOnPortal === 'sealed' && sealNumber !== undefined
  return {
    settings,
    register(id) {
      const entries = known.get(id)
      if (entries) return entries
      const open = openEntries(
        records.registers.find((register) => register.id === id),
        today,
      )
      const made = open.map((entry) => seen(records, entry))
      known.set(id, made)
      return made
    },
    everyEntry: (id) =>
      (records.registers.find((register) => register.id === id)?.entries ?? []).map((entry) => seen(records, entry)),
    isClosedDay: closedDays(records),
    ...(mayAsk ? { sealNumber } : {}),
    ...(boundary ? { boundary } : {}),
  }
}

function seen({ zone }: CityRecords, entry: Register['entries'][number]): RegisterEntry {
  const { id, label, facts, to, capacity, officeQuota = 0 } = entry
  return {
    id,
    label,
    facts,
    ...(to === undefined ? {} : { to }),
    ...(capacity === undefined
      ? {}
      : { left: zone === 'internet' ? capacity - officeQuota : capacity, capacity, officeQuota }),
  }
}

function closedDays({ closedDays: days, base }: CityRecords): (day: string) => boolean {
  const own = base.closedDays
  const rule: ClosedDayRule = isRule(own) ? own : usualClosedDays
  return closedDayTest({
    ...rule,
    closed: [...(rule.closed ?? []), ...days.filter(({ kind }) => kind === 'closed').map(({ day }) => day)],
    open: [...(rule.open ?? []), ...days.filter(({ kind }) => kind === 'open').map(({ day }) => day)],
  })
}

function isRule(value: unknown): value is ClosedDayRule {
  return typeof value === 'object' && value !== null && 'weekdays' in value && 'nationalHolidays' in value
}
