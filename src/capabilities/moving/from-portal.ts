import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { changeNotice, tellPortal } from './change.ts'
import { type Actor, type Moving, tellEvidence } from './moving.ts'
import { messageKinds, type VisitMessage, visitMessage } from './relay-words.ts'
import { hasEnded } from './rules/states.ts'
import { takeNotice } from './take-in.ts'

/** Where notices of our own portal come from. */
export const portalSource = 'portal'
const resident: Actor = { kind: 'resident', id: 'moving-booking' }

/** Takes in what residents do on the portal. Safe to run twice. */
export function receiveVisits(ctx: Moving): void {
  ctx.services.relay.on(messageKinds.visit, async (untyped, { header, payload }) => {
    const trx = untyped as unknown as Transaction<OfficeDb>
    await takeVisit(ctx, trx, header.cityId, visitMessage.parse(payload))
  })
}

/** One act of a resident, in the transaction of its message. */
export async function takeVisit(
  ctx: Moving,
  trx: Transaction<OfficeDb>,
  cityId: string,
  message: VisitMessage,
): Promise<void> {
  const now = ctx.services.clock.now()
  const { receiptNumber, version } = message
  if (message.act === 'book') {
    const booked = { receiptNumber, version, slot: message.slot }
    await takeNotice(ctx, trx, cityId, { source: portalSource, notice: message.notice, by: resident, booked }, now)
    return
  }
  const row = await trx
    .selectFrom('moving_notice')
    .selectAll()
    .where('receipt_number', '=', receiptNumber)
    .where('source', '=', portalSource)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.resident_version >= version) return
  const change = { by: resident, now, residentVersion: version, reason: 'resident' }
  const changed =
    message.act === 'cancel'
      ? await changeNotice(ctx, trx, cityId, row, { ...change, act: 'cancel' })
      : await changeNotice(ctx, trx, cityId, row, {
          ...change,
          act: 'rebook',
          slot: { ...message.slot, pot: 'online' },
        })
  if (changed) return
  // It has ended here, or the people have been at the counter meanwhile: what the resident did is told, and changes nothing.
  await trx.updateTable('moving_notice').set({ resident_version: version }).where('id', '=', row.id).execute()
  // The portal has dropped the office's own word as older than this act: it is said again, so that both sides show the same.
  if (message.act === 'change') {
    const act = row.state === 'visited' || row.state === 'done' ? 'visited' : 'cancelled'
    await tellPortal(ctx, trx, cityId, { ...row, resident_version: version }, act, now)
  }
  const codes = { act: message.act, state: row.state, ended: hasEnded(row.state) }
  await tellEvidence(ctx, trx, cityId, {
    streamId: row.id,
    type: 'resident-act-too-late',
    actor: resident,
    at: now,
    codes,
  })
}
