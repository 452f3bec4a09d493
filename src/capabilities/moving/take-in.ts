import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import { makeReceiptNumber, paperCounterStart } from '../../civic/receipt-number.ts'
import type { Notice } from './format/notice.ts'
import { type Actor, type Moving, type OfficeTrx, tellEvidence } from './moving.ts'
import { lastNoticeDay } from './rules/deadlines.ts'
import { candidatesOf, judgeMatch } from './rules/match.ts'
import { countersOn, isOpenOn, startsOf } from './rules/slots.ts'
import { type NoticeContent, type NoticeName, newNoticeVault } from './store/box.ts'
import { isConfidential } from './store/confidential.ts'
import { type SlotPlace, takeSlot } from './store/slots.ts'
import { findAgreements, insertTokens, tokensOf } from './store/tokens.ts'

/** The letters of the receipt numbers of this capability: 引越し. No procedure has them. */
export const receiptPrefix = 'HK'

export interface GivenNotice {
  readonly source: string
  readonly notice: Notice
  readonly by: Actor
  /** Of a booking on the portal: its number, and the seat that the internet zone has given. */
  readonly booked?: { readonly receiptNumber: string; readonly version: number; readonly slot: SlotPlace }
}

export type TakenIn =
  | { readonly outcome: 'taken' | 'known'; readonly id: string; readonly receiptNumber: string }
  | { readonly outcome: 'changed' }

/**
 * Takes a notice in, in the transaction at hand: once per number of its sender, matched against what is there, with a seat of
 * the office where a visit was wished and there is one.
 */
export async function takeNotice(
  ctx: Moving,
  trx: OfficeTrx,
  cityId: string,
  given: GivenNotice,
  now: Date,
): Promise<TakenIn> {
  const { keys } = ctx.services
  const { source, notice, booked } = given
  const sourceToken = sourceTokenOf(ctx, cityId, source, notice.id)
  const contentToken = keys.token(cityId, 'search', `moving content\0${canonical(notice)}`)
  // Two windows with the same file: the second waits here, and finds what the first has written.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`moving ${cityId}`}, 0))`.execute(trx)
  const known = await trx
    .selectFrom('moving_notice')
    .select(['id', 'receipt_number', 'content_token'])
    .where('source_token', '=', sourceToken)
    .executeTakeFirst()
  if (known !== undefined)
    return known.content_token.equals(contentToken)
      ? { outcome: 'known', id: known.id, receiptNumber: known.receipt_number }
      : { outcome: 'changed' }
  const id = randomUUID()
  const tokens = tokensOf(keys, cityId, notice)
  const judged = judgeMatch(candidatesOf(await findAgreements(trx, tokens, id), notice.people.length))
  const householdId = judged.match === 'automatic' ? judged.householdId : id
  const people = tokens.filter(({ kind }) => kind === 'kana-birth').map(({ token }) => token)
  // Who was hidden once stays hidden: another notice of the same person must not show the new address.
  const confidential = await isConfidential(trx, people, householdId)
  const { vault, wrapped } = newNoticeVault(keys, cityId, id)
  const facts = await ctx.catalogue.facts(cityId, dayOf(now))
  const slot = booked?.slot ?? (await wishedSlot(ctx, trx, cityId, notice, now))
  const receiptNumber = booked?.receiptNumber ?? (await nextReceiptNumber(trx, now))
  const filer = notice.people.find(({ self }) => self === true) ?? notice.people[0]
  const name: NoticeName = { name: filer?.name ?? '', kana: filer?.kana ?? '' }
  const content: NoticeContent = { notice, asked: {} }
  const state = judged.match === 'open' ? 'received' : 'matched'
  await trx
    .insertInto('moving_notice')
    .values({
      id,
      source,
      source_token: sourceToken,
      content_token: contentToken,
      receipt_number: receiptNumber,
      kind: notice.kind,
      state,
      match: judged.match,
      household_id: householdId,
      confidential,
      filed_at: new Date(notice.filedAt),
      received_at: now,
      moved_on: notice.movedOn,
      planned_out_on: notice.plannedOutOn ?? null,
      last_on: lastNoticeDay(notice.kind, notice.movedOn, (day) => facts.isClosedDay(day)) ?? null,
      people: notice.people.length,
      visit_counter: slot?.counter ?? null,
      visit_day: slot?.day ?? null,
      visit_starts: slot?.starts ?? null,
      visit_pot: slot === undefined ? null : booked === undefined ? 'office' : 'online',
      resident_version: booked?.version ?? 0,
      wrapped_key: wrapped,
      name_box: vault.seal('name', name),
      box: vault.seal('content', content),
      updated_at: now,
    })
    .execute()
  await insertTokens(trx, id, tokens)
  const codes = { kind: notice.kind, source, match: judged.match, state, people: notice.people.length, confidential }
  await tellEvidence(ctx, trx, cityId, {
    streamId: id,
    type: 'received',
    actor: given.by,
    at: now,
    codes,
    payload: notice,
  })
  return { outcome: 'taken', id, receiptNumber }
}

export const sourceTokenOf = (
  { services }: Pick<Moving, 'services'>,
  cityId: string,
  source: string,
  id: string,
): Buffer => services.keys.token(cityId, 'search', `moving source\0${source}\0${id}`)

/** The same content whatever the order of its keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join(',')}}`
}

/** A seat of the office at the wished time, else the first of the wished day. Undefined: none is left, and a clerk arranges it. */
async function wishedSlot(
  ctx: Moving,
  trx: OfficeTrx,
  cityId: string,
  { kind, visit, movedOn }: Notice,
  now: Date,
): Promise<SlotPlace | undefined> {
  if (kind === 'move-out' || visit === undefined || visit.day < dayOf(now) || visit.day < movedOn) return undefined
  const facts = await ctx.catalogue.facts(cityId, visit.day)
  const counters = countersOn(facts).filter(({ id }) => visit.counter === undefined || visit.counter === id)
  for (const counter of counters) {
    if (!isOpenOn(counter, visit.day, (day) => facts.isClosedDay(day))) continue
    const starts = startsOf(counter)
    const wanted = starts.includes(visit.starts ?? '') ? [visit.starts ?? '', ...starts] : starts
    for (const each of wanted) {
      const place = { counter: counter.id, day: visit.day, starts: each }
      if (await takeSlot(trx, place, counter.officeSeats)) return place
    }
  }
  return undefined
}

/** The office's own range, so that both zones count without asking each other. */
async function nextReceiptNumber(trx: OfficeTrx, now: Date): Promise<string> {
  const day = dayOf(now)
  const { rows } = await sql<{ last: number }>`
    insert into moving_counter (year, last) values (${Number(day.slice(0, 4))}, ${paperCounterStart})
    on conflict (tenant_id, year) do update set last = moving_counter.last + 1 returning last`.execute(trx)
  return makeReceiptNumber(receiptPrefix, day, rows[0]?.last ?? 0)
}
