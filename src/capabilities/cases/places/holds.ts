import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { CapacityMessage } from '../../exchange/index.ts'
import type { StaffSession } from '../../identity/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { sendOutward } from '../outward.ts'
import type { CasesDb } from '../store/tables.ts'
import type { PlacedEntry } from './entry.ts'
import { insertHold } from './hold-store.ts'
import { type HoldNote, sealNote } from './participants.ts'

export type HoldAct = 'release' | 'promote' | 'decline'

/** Takes places for somebody on the telephone: from the office's pot, else in the line; by draw, into the draw. Once a form. */
export async function takeHold(
  ctx: CasesContext,
  staff: StaffSession,
  placed: PlacedEntry,
  given: HoldNote & { readonly quantity: number; readonly requestKey: string },
  now: Date,
): Promise<void> {
  const number = `TEL-${randomBytes(5).toString('hex')}`
  const { method } = placed.terms
  await dbOf(ctx, staff.cityId)
    .transaction()
    .execute(async (trx) => {
      const isNew = await insertHold(trx, {
        number,
        request_key: given.requestKey,
        register: placed.register,
        entry: placed.entry.id,
        quantity: given.quantity,
        standing: method === 'lottery' ? 'lottery' : 'asked',
        at: now,
        taken_by: staff.staffId,
        taken_by_name: staff.name,
        box: sealNote(ctx.services.keys, staff.cityId, number, { name: given.name, phone: given.phone }),
      })
      if (!isNew) return
      await tellCounter(ctx, trx, staff, placed, number, given.quantity, 'take', now, {
        method,
        waitingList: placed.procedure.definition.capacity?.waitingList ?? false,
        at: now.toISOString(),
        seats: placed.entry.capacity,
        officeSeats: method === 'lottery' ? 0 : (placed.entry.officeQuota ?? 0),
      })
    })
  ctx.services.relay.nudge()
}

/** Gives back a telephone hold, or answers an offer for somebody who called. The zone that counts has the last word. */
export async function actOnPlace(
  ctx: CasesContext,
  staff: StaffSession,
  placed: PlacedEntry,
  participant: { readonly number: string; readonly place: { readonly quantity: number } },
  act: HoldAct,
  now: Date,
): Promise<void> {
  await dbOf(ctx, staff.cityId)
    .transaction()
    .execute((trx) =>
      tellCounter(ctx, trx, staff, placed, participant.number, participant.place.quantity, act, now, {}),
    )
  ctx.services.relay.nudge()
}

async function tellCounter(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  staff: StaffSession,
  { register, entry, procedure }: PlacedEntry,
  number: string,
  quantity: number,
  change: CapacityMessage['change'],
  now: Date,
  more: Partial<CapacityMessage>,
): Promise<void> {
  await ctx.evidence.append(trx as unknown as Transaction<unknown>, staff.cityId, {
    stream: 'place',
    streamId: `${register}/${entry.id}`,
    type: `place-${change}-asked`,
    actor: { kind: 'staff', id: staff.staffId },
    at: now,
    codes: { number, quantity, change },
  })
  const row = { procedure_id: procedure.definition.id, version_hash: procedure.hash, receipt_number: number }
  const message: CapacityMessage = {
    kind: 'capacity',
    receiptNumber: number,
    register,
    entry: entry.id,
    quantity,
    change,
    ...more,
  }
  await sendOutward(ctx, trx, staff.cityId, row, now, message)
}
