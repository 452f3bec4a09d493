import { sql, type Transaction } from 'kysely'
import { dayOf, isDay } from '../../../civic/day.ts'
import { makeReceiptNumber, paperCounterStart } from '../../../civic/receipt-number.ts'
import type { CapacityMessage, FileReference } from '../../exchange/index.ts'
import type { Answers, CapacityClaim, CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import type { Actor } from '../actor.ts'
import { type PlacedValue, placedValues } from '../answers-at.ts'
import type { CasesContext } from '../context.ts'
import { type CaseChannel, filingOf } from '../filing.ts'
import type { HeldPlace } from '../rules/capacity.ts'
import { namesOf } from '../shown-name.ts'
import type { CasesDb } from '../store/tables.ts'
import { type NumberedCase, openCases } from './open-case.ts'
import { type PreparedCase, prepareCase } from './prepare-case.ts'

/** An application that did not come over this city hall's own portal: on paper, or from another portal. */
export interface OutsideApplication {
  readonly procedure: CompiledProcedure
  readonly channel: CaseChannel
  readonly filer: string
  readonly assurance: string
  /** 到達: every period counts from here. */
  readonly arrivedAt: Date
  readonly answers: Answers
  readonly files: readonly FileReference[]
  readonly madeBy: 'paper' | 'import'
  readonly portal?: string
  /** 支援措置, known when it comes in. */
  readonly confidential?: true
  readonly by: Actor
}

/** One that is worked out and waits for its number. */
export interface PreparedOutside {
  readonly prepared: PreparedCase
  readonly claim: CapacityClaim | undefined
}

/**
 * Works out its case: the same fee, place, section, checks and deadline as online. What is missing does not turn it away
 * (行政手続法7条・37条). Nothing is written, and no transaction needs to be open.
 */
export async function prepareOutside(
  ctx: CasesContext,
  cityId: string,
  given: OutsideApplication,
  now: Date,
): Promise<PreparedOutside> {
  const { procedure, arrivedAt } = given
  const row = { arrived_at: arrivedAt, channel: given.channel, filer: given.filer, assurance: given.assurance }
  const filing = filingOf(row, now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const answers = procedure.relevant(given.answers, filing, facts)
  const { fee } = procedure.evaluate(answers, filing, facts)
  const [claim] = procedure.capacity(answers, filing, facts)
  const placed = placedValues(procedure, answers, filing, facts)
  const prepared = await prepareCase(
    ctx,
    cityId,
    {
      procedure,
      channel: given.channel,
      filer: given.filer,
      assurance: given.assurance,
      sentAt: arrivedAt,
      arrivedAt,
      delivery: deliveryOf(procedure, placed),
      names: namesOf(placed),
      content: {
        answers,
        sources: {},
        warnings: [],
        changedPaths: [],
        fee: { total: fee.total, lines: fee.lines.map((line) => ({ ...line, label: line.label.ja })) },
      },
      files: given.files,
      ...(claim ? { place: placeOf(claim, now) } : {}),
      madeBy: given.madeBy,
      ...(given.portal === undefined ? {} : { portal: given.portal }),
      ...(given.confidential ? { confidential: true } : {}),
      by: given.by,
    },
    now,
  )
  return { prepared, claim }
}

/**
 * Opens the cases in the given transaction, with receipt numbers of the office's own range. The counter is held from here to
 * the end of the transaction, so everything that takes time was done before.
 */
export async function openFromOutside(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  given: readonly PreparedOutside[],
  now: Date,
): Promise<readonly { readonly caseId: string; readonly receiptNumber: string }[]> {
  const numbers = await drawNumbers(
    trx,
    given.map(({ prepared: { given: of } }) => ({
      prefix: of.procedure.definition.receiptPrefix,
      day: dayOf(of.arrivedAt),
    })),
  )
  const cases = given.map(({ prepared, claim }, n): NumberedCase => {
    const receiptNumber = numbers[n] ?? ''
    const tell = claim && claimMessage(receiptNumber, claim, prepared.facts, now)
    return { prepared, receiptNumber, ...(tell ? { tell } : {}) }
  })
  await openCases(ctx, trx, cityId, cases, now)
  return cases.map(({ prepared: { caseId }, receiptNumber }) => ({ caseId, receiptNumber }))
}

/**
 * What the application asks for. Only the internet zone counts: until it has answered, the place is asked for. Its turn in
 * the line is the moment of registration, so that nobody who waits already is overtaken.
 */
function placeOf(claim: CapacityClaim, now: Date): HeldPlace {
  const { register, entry, quantity, method } = claim
  return { register, entry, quantity, standing: method === 'lottery' ? 'lottery' : 'asked', at: now.toISOString() }
}

/** Tells the internet zone, which keeps the count, that the office's quota is used. Without a limit there is nothing to count. */
function claimMessage(
  receiptNumber: string,
  { register, entry, quantity, method, waitingList }: CapacityClaim,
  facts: CityFacts,
  now: Date,
): CapacityMessage | undefined {
  const stated = facts.register(register).find(({ id }) => id === entry)
  if (stated?.capacity === undefined) return undefined
  return {
    kind: 'capacity',
    receiptNumber,
    register,
    entry,
    quantity,
    change: 'take',
    method,
    waitingList,
    at: now.toISOString(),
    seats: stated.capacity,
    // A draw gives all places: paper and telephone take part in it.
    officeSeats: method === 'lottery' ? 0 : (stated.officeQuota ?? 0),
  }
}

/** A receipt number for each, in their order; each counter counts on once for all of its numbers. */
async function drawNumbers(
  trx: Transaction<CasesDb>,
  wanted: readonly { readonly prefix: string; readonly day: string }[],
): Promise<readonly string[]> {
  const counters = new Map<string, { readonly prefix: string; readonly year: number; count: number; next: number }>()
  const counterOf = ({ prefix, day }: { readonly prefix: string; readonly day: string }) => {
    if (!isDay(day)) throw new Error('an application without a day')
    const key = `${prefix} ${day.slice(0, 4)}`
    const counter = counters.get(key) ?? { prefix, year: Number(day.slice(0, 4)), count: 0, next: 0 }
    counters.set(key, counter)
    return counter
  }
  for (const each of wanted) counterOf(each).count += 1
  // In one order everywhere: two who draw from several never wait for each other.
  for (const key of [...counters.keys()].sort()) {
    const counter = counters.get(key)
    if (counter) counter.next = (await countOn(trx, counter)) - counter.count + 1
  }
  return wanted.map((each) => {
    const counter = counterOf(each)
    counter.next += 1
    return makeReceiptNumber(each.prefix, each.day, counter.next - 1)
  })
}

/** Counts on by so many and answers the last of them. */
async function countOn(
  trx: Transaction<CasesDb>,
  { prefix, year, count }: { readonly prefix: string; readonly year: number; readonly count: number },
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into case_paper_counter (prefix, year, last) values (${prefix}, ${year}, ${paperCounterStart + count - 1})
    on conflict (tenant_id, prefix, year) do update set last = case_paper_counter.last + ${count}
    returning last`.execute(trx)
  const last = rows[0]?.last
  if (last === undefined) throw new Error('the counter gave nothing')
  return last
}

/** The wish of the form; on paper the mailbox is no way to reach anybody, so it becomes post. */
function deliveryOf(procedure: CompiledProcedure, placed: readonly PlacedValue[]): string {
  const { delivery } = procedure.definition
  const wish = placed.find(({ path }) => path === delivery.field)?.value
  if (wish === 'post' || wish === 'counter') return wish
  return delivery.ways.includes('post') ? 'post' : 'counter'
}
