import type { CapacityMessage } from '../../exchange/index.ts'
import type { CaseEventType } from './states.ts'

/** A place (席・収集枠) that a case holds; the internet zone keeps the count. */
export interface HeldPlace {
  readonly register: string
  readonly entry: string
  readonly quantity: number
  readonly standing: 'reserved' | 'waiting' | 'lottery'
}

/** What an event means for the place: given back when the matter ends without it. */
export function capacityEffect(
  event: CaseEventType,
  adverse: boolean,
  place: HeldPlace | null,
): Pick<CapacityMessage, 'change' | 'register' | 'entry' | 'quantity'> | null {
  if (place === null) return null
  const ends = event === 'withdrawn' || event === 'cancelled' || event === 'expired' || (event === 'decided' && adverse)
  if (!ends) return null
  return { change: 'release', register: place.register, entry: place.entry, quantity: place.quantity }
}
