import { createHash } from 'node:crypto'
import type { VisitCount } from '../../exchange/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import type { Month } from '../months/calendar.ts'
import type { MonthFigures } from '../months/model.ts'

type Definition = CompiledProcedure['definition']
/** Made-up numbers that are the same each time they are made of the same word: from 0 up to and without 1. */
type Chance = () => number

/** @param word what the numbers are about */
export function chanceOf(word: string): Chance {
  let state = createHash('sha256').update(word).digest().readUInt32LE()
  // Mulberry32: small, quick, and nothing depends on its being unguessable.
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const granted: ReadonlySet<string> = new Set(['approved', 'partially-approved', 'accepted'])

/** A month of a procedure as it might have been. Nobody stands behind a number. */
export function madeUpMonth(definition: Definition, month: Month, perMonth: number): MonthFigures {
  const chance = chanceOf(`${definition.id} ${month}`)
  // March and April are when people move.
  const season = ['03', '04'].includes(month.slice(5, 7)) ? 1.4 : 0.9
  const all = times(Math.round(perMonth * season * (0.75 + chance() / 2)))
  const channels = (['online', 'counter', 'post'] as const).filter((each) => definition.channels.includes(each))
  const ways = channels.flatMap((each) => Array<string>(each === 'online' ? 6 : each === 'counter' ? 3 : 1).fill(each))
  const filed = counted(all.map(() => pick(ways, chance)))
  const decided = all.filter(() => chance() < 0.93)
  const ends = definition.outcomes.filter(({ continues }) => continues !== true)
  const [good, bad] = [
    ends.filter(({ result }) => granted.has(result)),
    ends.filter(({ result }) => !granted.has(result)),
  ]
  const results = decided.map(() => pick(bad.length > 0 && chance() < 0.06 ? bad : good, chance)?.result ?? 'accepted')
  const withdrawn = all.length - decided.length
  const { days } = definition.processing
  const usual = days === 0 ? 3 : days
  const countedDays = decided.map(() => Math.max(0, Math.round(usual * (0.15 + chance() ** 2 * 0.95))))
  const paused = countedDays.map(
    (each) => each + (chance() < 0.12 ? 5 + Math.round(chance() * 12) : Math.round(each * 0.4)),
  )
  const asked = all.filter(() => chance() < 0.11)
  const payments = definition.fee === undefined ? 0 : Math.round(decided.length * 0.9)
  return {
    filed,
    ended: { ...counted(results), ...(withdrawn === 0 ? {} : { withdrawn }) },
    wholeDays: paused,
    countedDays: days === 0 ? [] : countedDays,
    onTime: days === 0 ? 0 : countedDays.filter((each) => each <= days).length,
    corrections: asked.length,
    corrected: counted(asked.map(() => pickEarly(fieldsOf(definition), chance))),
    payments,
    amount: payments * 300,
  }
}

/** How people might have come through the form in a year: fewer on each page, some more than once told to put something right. */
export function madeUpVisits(
  { definition, hash }: Pick<CompiledProcedure, 'definition' | 'hash'>,
  day: string,
  submitted: number,
): readonly VisitCount[] {
  const chance = chanceOf(`${definition.id} ${day} visits`)
  const of = { day, procedureId: definition.id, versionHash: hash, channel: 'online' } as const
  const count = (kind: VisitCount['of'], number: number, place = ''): VisitCount[] =>
    number <= 0 ? [] : [{ ...of, of: kind, place, count: number }]
  const begun = Math.round(submitted * (1.25 + chance() * 0.4))
  // The way from all that began to those who came to the end: where most stop is a page of each procedure's own.
  const { pages } = definition
  const hard = Math.floor(chance() * pages.length)
  const losses = pages.map((_, at) => (at === hard ? 4 : 1) * (0.5 + chance()))
  const whole = losses.reduce((sum, each) => sum + each, 0)
  let here = begun
  const walked = pages.flatMap(({ id }, at) => {
    const gone = Math.round(((begun - submitted) * (losses[at] ?? 0)) / whole)
    const reached = here
    here = Math.max(submitted, here - gone)
    return [...count('reached', reached, id), ...count('left', here, id)]
  })
  const grades = times(Math.round(submitted * 0.35)).map(() =>
    pick(['5', '5', '4', '4', '4', '3', '3', '2', '1'], chance),
  )
  const refused = counted(times(Math.round(begun * 0.4)).map(() => pickEarly(fieldsOf(definition), chance)))
  return [
    ...count('begun', begun),
    ...walked,
    ...count('check', here),
    ...count('submitted', submitted),
    ...count('abandoned', Math.round((begun - submitted) * 0.7)),
    ...Object.entries(refused).flatMap(([place, number]) => count('refused', number, place)),
    ...Object.entries(counted(grades)).flatMap(([place, number]) => count('satisfaction', number, place)),
  ]
}

/** Questions that people stumble over, by the paths that statistics count them under: `group.field`. A few of each procedure. */
function fieldsOf({ pages }: Definition): readonly string[] {
  const all = pages.flatMap(({ groups }) =>
    groups.flatMap(({ id, fields = [] }) => fields.map((field) => `${id}.${field.id}`)),
  )
  const step = Math.max(1, Math.floor(all.length / hardFields))
  return all.filter((_, at) => at % step === 0).slice(0, hardFields)
}

const hardFields = 10

const times = (count: number): readonly number[] => Array.from({ length: Math.max(0, count) }, (_, at) => at)

const pick = <T>(all: readonly T[], chance: Chance): T => all[Math.floor(chance() * all.length)] as T

/** The first of a list far more often than the last: a few fields give most of the trouble. */
const pickEarly = (all: readonly string[], chance: Chance): string => all[Math.floor(chance() ** 3 * all.length)] ?? ''

function counted(names: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const name of names.toSorted()) found[name] = (found[name] ?? 0) + 1
  return found
}
