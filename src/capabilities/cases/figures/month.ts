import { type Kysely, sql } from 'kysely'
import { dayOf, daysBetween } from '../../../civic/day.ts'
import { type MonthFigures, noFigures, type UnitMonth } from '../../statistics/index.ts'
import type { CasesContext } from '../context.ts'
import { dbOf } from '../context.ts'
import { deadlineOf, type Wait } from '../rules/deadline.ts'
import type { CasesDb } from '../store/tables.ts'
import { type DecidedRow, decidedBetween, waitsOfDecided } from './decided.ts'

type Building = { -readonly [name in keyof MonthFigures]: MonthFigures[name] }

interface Counted {
  readonly procedure: string
  readonly section: string
  readonly item: string
  readonly count: number
  readonly amount?: number
}

/** What happened to the city's cases in the days from `from` up to and without `until`, by procedure and section. */
export async function monthOfCases(
  ctx: CasesContext,
  cityId: string,
  from: string,
  until: string,
): Promise<readonly UnitMonth[]> {
  const db = dbOf(ctx, cityId)
  const span = { from: startOf(from), until: startOf(until) }
  const units = new Map<string, { procedureId: string; sectionId: string; figures: Building }>()
  const of = (row: { readonly procedure: string; readonly section: string }): Building => {
    const key = `${row.procedure} ${row.section}`
    const known = units.get(key)
    if (known !== undefined) return known.figures
    const made = { procedureId: row.procedure, sectionId: row.section, figures: structuredClone(noFigures) as Building }
    units.set(key, made)
    return made.figures
  }
  for (const row of await filedBetween(db, span)) raise(of(row).filed, row)
  for (const row of await endedUndecided(db, span)) raise(of(row).ended, row)
  for (const row of await correctedFields(db, span)) raise(of(row).corrected, row)
  for (const row of await correctionsBetween(db, span)) of(row).corrections = row.count
  for (const row of await paymentsBetween(db, from, until))
    Object.assign(of(row), { payments: row.count, amount: row.amount ?? 0 })
  const waits = await waitsOfDecided(db, span)
  const isClosedDay = await ctx.directory.isClosedDay(cityId)
  for (const row of await decidedBetween(db, span)) {
    const figures = of(row)
    raise(figures.ended, { item: row.result, count: 1 })
    const days = await daysOf(ctx, cityId, row, waits.get(row.id) ?? [], isClosedDay)
    figures.wholeDays.push(days.whole)
    if (days.counted === undefined) continue
    figures.countedDays.push(days.counted)
    if (days.onTime) figures.onTime += 1
  }
  return [...units.values()]
}

/** How long one decision took. A version that can't be read any more has no period to hold it against. */
async function daysOf(
  ctx: CasesContext,
  cityId: string,
  row: DecidedRow,
  waits: readonly Wait[],
  isClosedDay: (day: string) => boolean,
): Promise<{ readonly whole: number; readonly counted?: number; readonly onTime?: boolean }> {
  const [arrivedOn, decidedOn] = [dayOf(row.arrivedAt), dayOf(row.decidedAt)]
  const whole = Math.max(0, daysBetween(arrivedOn, decidedOn))
  const procedure = await ctx.procedures.find(cityId, row.procedure, row.versionHash)
  if (procedure === null) return { whole }
  const period = procedure.processing(await ctx.procedures.facts(cityId, arrivedOn))
  const clock = deadlineOf(arrivedOn, period, waits, decidedOn, isClosedDay)
  return { whole, counted: clock.elapsed, onTime: clock.left >= 0 }
}

interface Span {
  readonly from: Date
  readonly until: Date
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+09:00`)
}

function raise(
  counts: Record<string, number>,
  { item, count }: { readonly item: string; readonly count: number },
): void {
  counts[item] = (counts[item] ?? 0) + count
}

async function filedBetween(db: Kysely<CasesDb>, { from, until }: Span): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    select procedure_id as procedure, section_id as section, channel as item, count(*)::integer as count
      from case_file where arrived_at >= ${from} and arrived_at < ${until} group by 1, 2, 3`.execute(db)
  return rows
}

/** Withdrawn, lapsed or cancelled before there was a decision. */
async function endedUndecided(db: Kysely<CasesDb>, { from, until }: Span): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    select procedure_id as procedure, section_id as section, state as item, count(*)::integer as count
      from case_file where closed_at >= ${from} and closed_at < ${until} and decided_at is null group by 1, 2, 3`.execute(
    db,
  )
  return rows
}

async function correctionsBetween(db: Kysely<CasesDb>, { from, until }: Span): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    select f.procedure_id as procedure, f.section_id as section, '' as item, count(*)::integer as count
      from case_correction c join case_file f on f.id = c.case_id
     where c.requested_at >= ${from} and c.requested_at < ${until} group by 1, 2`.execute(db)
  return rows
}

/** A field of a repeated group counts as one field, whichever item it was asked for, and once for each request. */
async function correctedFields(db: Kysely<CasesDb>, { from, until }: Span): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    select f.procedure_id as procedure, f.section_id as section, p.path as item, count(distinct c.id)::integer as count
      from case_correction c join case_file f on f.id = c.case_id
      cross join lateral (select distinct regexp_replace(each, '\\.[0-9]+(?=\\.|$)', '', 'g') as path
                            from unnest(c.paths) each) p
     where c.requested_at >= ${from} and c.requested_at < ${until} group by 1, 2, 3`.execute(db)
  return rows
}

async function paymentsBetween(db: Kysely<CasesDb>, from: string, until: string): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    select f.procedure_id as procedure, f.section_id as section, '' as item, count(*)::integer as count,
           sum(p.amount)::integer as amount
      from case_payment p join case_file f on f.id = p.case_id
     where p.received_on >= ${from}::date and p.received_on < ${until}::date
       and not exists (select from case_payment_void v where v.payment_id = p.id)
     group by 1, 2`.execute(db)
  return rows
}
