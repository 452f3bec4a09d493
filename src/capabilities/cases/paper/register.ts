import { type Kysely, sql, type Transaction } from 'kysely'
import { isDay } from '../../../civic/day.ts'
import { fullName } from '../../../civic/name.ts'
import { makeReceiptNumber, paperCounterStart } from '../../../civic/receipt-number.ts'
import type { CapacityMessage } from '../../exchange/index.ts'
import type { StaffSession } from '../../identity/index.ts'
import type { CapacityClaim, CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import { staffActor } from '../actor.ts'
import { type PlacedValue, placedValues } from '../answers-at.ts'
import type { CaseNames } from '../content.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { filingOf } from '../filing.ts'
import { openCase } from '../intake/open-case.ts'
import { sendOutward } from '../outward.ts'
import { countsChanged } from '../queue/counted.ts'
import type { HeldPlace } from '../rules/capacity.ts'
import type { CasesDb } from '../store/tables.ts'
import type { StoredPaperDraft } from './draft.ts'

/**
 * Registers a paper application: a receipt number of the office's own range, then the same case as online. What is missing
 * does not turn it away: review begins on arrival and a correction follows (行政手続法7条). The same draft is one case.
 */
export async function registerPaper(
  ctx: CasesContext,
  staff: StaffSession,
  procedure: CompiledProcedure,
  draft: StoredPaperDraft,
  now: Date,
): Promise<{ readonly caseId: string }> {
  const { cityId } = staff
  const { body } = draft
  const arrivedAt = paperArrival(body.arrivedOn, now)
  const filing = filingOf({ arrived_at: arrivedAt, channel: body.channel, filer: body.filer, assurance: 'none' }, now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const answers = procedure.relevant(body.answers, filing, facts)
  const evaluation = procedure.evaluate(answers, filing, facts)
  const [claim] = procedure.capacity(answers, filing, facts)
  const place = claim && placeOf(claim, now)
  const result = await dbOf(ctx, cityId)
    .transaction()
    .execute(async (trx) => {
      const locked = await trx
        .selectFrom('case_paper_draft')
        .select('case_id')
        .where('id', '=', draft.id)
        .where('staff_id', '=', staff.staffId)
        .forUpdate()
        .executeTakeFirstOrThrow()
      if (locked.case_id !== null) return { caseId: locked.case_id }
      const prefix = procedure.definition.receiptPrefix
      const receiptNumber = makeReceiptNumber(prefix, body.arrivedOn, await nextCounter(trx, prefix, body.arrivedOn))
      const opened = await openCase(
        ctx,
        trx,
        cityId,
        {
          receiptNumber,
          procedure,
          channel: body.channel,
          filer: body.filer,
          assurance: 'none',
          sentAt: arrivedAt,
          arrivedAt,
          delivery: deliveryOf(procedure, placedValues(procedure, answers, filing, facts)),
          names: namesOf(placedValues(procedure, answers, filing, facts)),
          content: {
            answers,
            sources: {},
            warnings: [],
            changedPaths: [],
            fee: {
              total: evaluation.fee.total,
              lines: evaluation.fee.lines.map((line) => ({ ...line, label: line.label.ja })),
            },
          },
          files: [],
          ...(place ? { place } : {}),
          madeBy: 'paper',
          by: staffActor(staff),
        },
        now,
      )
      if (place && claim) await takePlace(ctx, trx, cityId, procedure, receiptNumber, claim, facts, now)
      await trx
        .insertInto('case_paper')
        .values({
          case_id: opened.caseId,
          registered_by: staff.staffId,
          registered_by_name: staff.name,
          registered_at: now,
          arrived_on: body.arrivedOn,
          identity_document: body.identityDocument,
        })
        .execute()
      await trx.updateTable('case_paper_draft').set({ case_id: opened.caseId }).where('id', '=', draft.id).execute()
      return opened
    })
  ctx.services.relay.nudge()
  countsChanged(ctx, cityId)
  return result
}

/** Paper has a day, not a time: it counts from when the office opened, and never from a moment still to come. */
function paperArrival(day: string, now: Date): Date {
  const opened = new Date(`${day}T08:30:00+09:00`)
  return opened > now ? now : opened
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
