import type { CapacityMessage, PlaceStanding } from '../../exchange/index.ts'
import type { Outcome } from '../../procedures/index.ts'
import type { CaseEventType } from './states.ts'

/** A place (席・収集枠) that a case holds; the internet zone keeps the count. */
export interface HeldPlace {
  readonly register: string
  readonly entry: string
  readonly quantity: number
  /** `asked`: the office wants it and the zone that counts has not answered yet. */
  readonly standing: PlaceStanding | 'asked'
  /** Which pot it was taken from; the office's own is for paper and telephone. */
  readonly pot?: 'online' | 'office'
  /** Last change of the internet zone that is known here. */
  readonly version?: number
  /** Until when an offer is held. */
  readonly until?: string
  /** Arrival: the order of the line. */
  readonly at?: string
  /** Goes first in a draw. */
  readonly preferred?: boolean
}

/**
 * Whether a decision ends the matter without the place. 落選・対象外 are no adverse disposition, and hold none all the same;
 * an outcome that refuses nothing may give it back (a meeting that will not be held).
 */
export function endsWithoutPlace(
  adverse: boolean,
  result: Outcome['result'] | null,
  outcome: Pick<Outcome, 'givesPlaceBack'> | undefined,
): boolean {
  return adverse || result === 'rejected' || result === 'dismissed' || outcome?.givesPlaceBack === true
}

/**
 * What an event means for the place: given back when the matter ends without it. A decision is also the result of a
 * lottery (当選・落選) and the call from the waiting list (繰上げ); the internet zone never sells more than it has.
 * @param without the decision ends the matter without the place: it refuses, or its outcome says `givesPlaceBack`
 */
export function capacityEffect(
  event: CaseEventType,
  without: boolean,
  place: HeldPlace | null,
): Pick<CapacityMessage, 'change' | 'register' | 'entry' | 'quantity'> | null {
  if (place === null) return null
  const change = changeOf(event, without, place.standing)
  return change && { change, register: place.register, entry: place.entry, quantity: place.quantity }
}

function changeOf(
  event: CaseEventType,
  without: boolean,
  standing: HeldPlace['standing'],
): CapacityMessage['change'] | null {
  if (event === 'withdrawn' || event === 'cancelled' || event === 'expired') return 'release'
  if (event !== 'decided') return null
  if (standing === 'lottery') return without ? 'lost' : 'won'
  if (without) return 'release'
  return standing === 'waiting' || standing === 'offered' ? 'promote' : null
}
