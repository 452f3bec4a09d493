import { type Kysely, sql, type Transaction } from 'kysely'
import { dayOf, isDay } from '../../../civic/day.ts'
import { fullName } from '../../../civic/name.ts'
import { makeReceiptNumber, paperCounterStart } from '../../../civic/receipt-number.ts'
import type { CapacityMessage, FileReference } from '../../exchange/index.ts'
import type { Answers, CapacityClaim, CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import type { Actor } from '../actor.ts'
import { type PlacedValue, placedValues } from '../answers-at.ts'
import type { CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { type CaseChannel, filingOf } from '../filing.ts'
import { sendOutward } from '../outward.ts'
import type { HeldPlace } from '../rules/capacity.ts'
import type { CasesDb } from '../store/tables.ts'
import { openCase } from './open-case.ts'

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

/**
 * Opens its case in the given transaction, with a receipt number of the office's own range: the same fee, place, section,
 * checks and deadline as online. What is missing does not turn it away (行政手続法7条・37条).
 */
export async function openFromOutside(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  given: OutsideApplication,
  now: Date,
): Promise<{ readonly caseId: string; readonly receiptNumber: string }> {
  const { procedure, arrivedAt } = given
  const filing = filingOf(
    { arrived_at: arrivedAt, channel: given.channel, filer: given.filer, assurance: given.assurance },
    now,
  )
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const answers = procedure.relevant(given.answers, filing, facts)
  const { fee } = procedure.evaluate(answers, filing, facts)
  const [claim] = procedure.capacity(answers, filing, facts)
  const placed = placedValues(procedure, answers, filing, facts)
  const day = dayOf(arrivedAt)
  const prefix = procedure.definition.receiptPrefix
  const receiptNumber = makeReceiptNumber(prefix, day, await nextCounter(trx, prefix, day))
  const { caseId } = await openCase(
    ctx,
    trx,
    cityId,
    {
      receiptNumber,
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
  if (claim) await takePlace(ctx, trx, cityId, procedure, receiptNumber, claim, facts, now)
  return { caseId, receiptNumber }
}

/**
 * What the application asks for. Only the internet zone counts: until it has answered, the place is asked for. Its turn in
 * the line is the moment of registration, so that nobody who waits already is overtaken.
 */
function placeOf(claim: CapacityClaim, now: Date): HeldPlace {
  const { register, entry, quantity, method } = claim
  return { register, entry, quantity, standing: method === 'lottery' ? 'lottery' : 'asked', at: now.toISOString() }
}

/** Tells the internet zone, which keeps the count, that the office's quota is used. */
async function takePlace(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  procedure: CompiledProcedure,
  receiptNumber: string,
  claim: CapacityClaim,
  facts: CityFacts,
  now: Date,
): Promise<void> {
  const { register, entry, quantity, method, waitingList } = claim
  const stated = facts.register(register).find(({ id }) => id === entry)
  // Without a limit there is nothing to count.
  if (stated?.capacity === undefined) return
  const row = { procedure_id: procedure.definition.id, version_hash: procedure.hash, receipt_number: receiptNumber }
  const message: CapacityMessage = {
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
  await sendOutward(ctx, trx, cityId, row, now, message)
}

async function nextCounter(trx: Transaction<CasesDb> | Kysely<CasesDb>, prefix: string, day: string): Promise<number> {
  if (!isDay(day)) throw new Error('a paper application without a day')
  const year = Number(day.slice(0, 4))
  const { rows } = await sql<{ last: number }>`
    insert into case_paper_counter (prefix, year, last) values (${prefix}, ${year}, ${paperCounterStart})
    on conflict (tenant_id, prefix, year) do update set last = case_paper_counter.last + 1
    returning last`.execute(trx)
  const last = rows[0]?.last
  if (last === undefined) throw new Error('the counter gave nothing')
  return last
}

/** The first person's name of the form is the applicant's, with the readings that stand beside it. */
export function namesOf(placed: readonly PlacedValue[]): CaseNames {
  const name = placed.find(({ field, value }) => field.type === 'name' && value !== undefined)
  const kana = placed.filter(
    ({ field, group, item, value }) =>
      field.type === 'kana' && value !== undefined && group.id === name?.group.id && item === name.item,
  )
  return { name: textOf(name?.value), kana: kana.map(({ value }) => textOf(value)).join('　') }
}

function textOf(value: PlacedValue['value']): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && 'family' in value) return fullName({ family: value.family, given: value.given })
  return ''
}

/** The wish of the form; on paper the mailbox is no way to reach anybody, so it becomes post. */
function deliveryOf(procedure: CompiledProcedure, placed: readonly PlacedValue[]): string {
  const { delivery } = procedure.definition
  const wish = placed.find(({ path }) => path === delivery.field)?.value
  if (wish === 'post' || wish === 'counter') return wish
  return delivery.ways.includes('post') ? 'post' : 'counter'
}
