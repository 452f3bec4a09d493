import { addDays, dayOf } from '../../civic/day.ts'
import { type Actor, type Moving, type OfficeTrx, tellEvidence } from './moving.ts'
import { messageKinds, noProcedure, type OfficeMessage } from './relay-words.ts'
import { afterAct, hasEnded, type MovingAct } from './rules/states.ts'
import { movingSettings } from './settings.ts'
import type { NoticeRow } from './store/notices.ts'
import { freeSlot, type SlotPlace } from './store/slots.ts'

export interface Change {
  readonly act: MovingAct
  readonly by: Actor
  readonly now: Date
  /** A code for the evidence: who took it back, why it ended. */
  readonly reason?: string
  /** Of `rebook`: where the seat was taken, in the same transaction. */
  readonly slot?: SlotPlace & { readonly pot: 'online' | 'office' }
  /** Of `settle-match`: the household it belongs to. */
  readonly householdId?: string
  /** The resident's act that this comes from; the portal need not be told then. */
  readonly residentVersion?: number
}

/**
 * One act on a notice whose row is locked in this transaction: the state, the seat, the evidence and the message to the portal,
 * all or nothing. False: the act may not be done in this state.
 */
export async function changeNotice(
  ctx: Moving,
  trx: OfficeTrx,
  cityId: string,
  row: NoticeRow,
  change: Change,
): Promise<boolean> {
  const { act, by, now, slot, residentVersion } = change
  const situation = {
    kind: row.kind,
    state: row.state,
    matchSettled: row.match !== 'open',
    prepared: row.prepared_at !== null,
  }
  const state = afterAct(situation, act)
  if (state === undefined) return false
  const ends = hasEnded(state)
  const { keepDays } = movingSettings(await ctx.catalogue.facts(cityId, dayOf(now)))
  const leavesSeat = slot !== undefined || act === 'cancel' || act === 'expire'
  if (leavesSeat) await leaveSeat(trx, row)
  await trx
    .updateTable('moving_notice')
    .set({
      state,
      version: row.version + 1,
      updated_at: now,
      ...(act === 'settle-match' && change.householdId !== undefined ? { household_id: change.householdId } : {}),
      ...(act === 'settle-match' ? { match: 'picked' as const } : {}),
      ...(act === 'prepare' ? { prepared_at: now } : {}),
      ...(act === 'visit' ? { visited_at: now } : {}),
      ...(ends ? { closed_at: now, erase_on: addDays(dayOf(now), keepDays) } : {}),
      ...(slot === undefined
        ? {}
        : { visit_counter: slot.counter, visit_day: slot.day, visit_starts: slot.starts, visit_pot: slot.pot }),
      ...(leavesSeat && slot === undefined
        ? { visit_counter: null, visit_day: null, visit_starts: null, visit_pot: null }
        : {}),
      ...(residentVersion === undefined ? {} : { resident_version: residentVersion }),
    })
    .where('id', '=', row.id)
    .execute()
  const codes = { from: row.state, to: state, ...(change.reason === undefined ? {} : { reason: change.reason }) }
  await tellEvidence(ctx, trx, cityId, { streamId: row.id, type: pastTense[act], actor: by, at: now, codes })
  const told = portalActs[act]
  if (told !== undefined && residentVersion === undefined && row.resident_version > 0)
    await tellPortal(ctx, trx, cityId, row, told, now, slot)
  return true
}

/** A seat of the office is free again; one of the portal is given back by the internet zone, which counts it. */
async function leaveSeat(trx: OfficeTrx, row: NoticeRow): Promise<void> {
  if (row.visit_pot !== 'office' || row.visit_day === null) return
  await freeSlot(trx, { counter: row.visit_counter ?? '', day: row.visit_day, starts: row.visit_starts ?? '' })
}

const pastTense: Readonly<Record<MovingAct, string>> = {
  'settle-match': 'matched',
  prepare: 'prepared',
  visit: 'visited',
  finish: 'done',
  'no-show': 'not-shown',
  rebook: 'rebooked',
  cancel: 'cancelled',
  expire: 'expired',
}

/** What the resident's page has to know. */
const portalActs: { readonly [act in MovingAct]?: OfficeMessage['act'] } = {
  rebook: 'moved',
  cancel: 'cancelled',
  expire: 'cancelled',
  visit: 'visited',
  'no-show': 'not-shown',
}

/** Tells the resident's page of an act, as an answer to the last act of the resident that `row` knows. */
export async function tellPortal(
  { services }: Pick<Moving, 'services'>,
  trx: OfficeTrx,
  cityId: string,
  row: Pick<NoticeRow, 'receipt_number' | 'resident_version'>,
  act: OfficeMessage['act'],
  now: Date,
  slot?: Change['slot'],
): Promise<void> {
  const payload: OfficeMessage = {
    act,
    receiptNumber: row.receipt_number,
    seen: row.resident_version,
    at: now.toISOString(),
    ...(slot === undefined ? {} : { slot: { counter: slot.counter, day: slot.day, starts: slot.starts } }),
  }
  const header = { kind: messageKinds.office, to: 'internet', cityId, receiptNumber: row.receipt_number } as const
  await services.relay.send(trx, { ...header, ...noProcedure, payload, arrivedAt: now })
}
