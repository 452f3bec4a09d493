import type { Transaction } from 'kysely'
import type { Delivery } from '../../../platform/relay/relay.ts'
import { placeChange } from '../../exchange/index.ts'
import { systemActor } from '../actor.ts'
import type { CasesContext } from '../context.ts'
import { updateHold } from '../places/hold-store.ts'
import type { HeldPlace } from '../rules/capacity.ts'
import type { CasesDb } from '../store/tables.ts'
import { onCase, readMessage } from './on-case.ts'
import type { ParkReason } from './park.ts'

/** The zone that counts the places says how one stands. An older word never replaces a newer one. */
export async function takePlaceChange(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  delivery: Delivery,
  now: Date,
): Promise<'taken' | ParkReason> {
  const { cityId } = delivery.header
  const message = readMessage(placeChange, delivery)
  if (typeof message === 'string') return message
  if (message.receiptNumber.startsWith('TEL-')) {
    await updateHold(trx, message)
    return 'taken'
  }
  const { register, entry, standing, pot, version, until } = message
  return onCase(ctx, trx, message, { cityId, actor: systemActor, action: 'place', now }, async (it) => {
    const held = it.row.place as HeldPlace | null
    if (held === null || held.register !== register || held.entry !== entry) return
    if (held.version !== undefined && held.version >= version) return
    const { until: _before, ...kept } = held
    const place: HeldPlace = { ...kept, standing, pot, version, ...(until === undefined ? {} : { until }) }
    it.set({ place: JSON.stringify(place) })
    await it.emit('place-changed', { register, entry, standing, version })
  })
}
