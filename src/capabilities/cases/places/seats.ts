import type { HeldPlace } from '../rules/capacity.ts'

/** Standings that occupy a place. */
export const holding: ReadonlySet<string> = new Set(['reserved', 'won', 'offered'])

export interface SeatCount {
  readonly seats: number
  readonly quota: number
  readonly taken: number
  /** Of the office's pot. */
  readonly officeTaken: number
  readonly left: number
  readonly quotaLeft: number
  readonly waiting: number
  readonly inDraw: number
}

/** The count as the office knows it; the zone that gives the places is the one that never oversells. */
export function countSeats(
  seats: number,
  quota: number,
  places: readonly Pick<HeldPlace, 'quantity' | 'standing' | 'pot'>[],
): SeatCount {
  const sum = (chosen: (place: (typeof places)[number]) => boolean): number =>
    places.filter(chosen).reduce((total, { quantity }) => total + quantity, 0)
  const taken = sum(({ standing }) => holding.has(standing))
  const officeTaken = sum(({ standing, pot }) => pot === 'office' && holding.has(standing))
  return {
    seats,
    quota,
    taken,
    officeTaken,
    left: Math.max(0, seats - taken),
    quotaLeft: Math.max(0, quota - officeTaken),
    waiting: sum(({ standing }) => standing === 'waiting'),
    inDraw: sum(({ standing }) => standing === 'lottery'),
  }
}
