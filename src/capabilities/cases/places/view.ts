import type { StaffSession } from '../../identity/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { type DrawRow, listDraws } from './draw-store.ts'
import type { PlacedEntry } from './entry.ts'
import { listParticipants, type Participant } from './participants.ts'
import { countSeats, type SeatCount } from './seats.ts'

/** An entry as its screen shows it. */
export interface EntryView {
  readonly placed: PlacedEntry
  readonly participants: readonly Participant[]
  /** Those who wait, in their order. */
  readonly waiting: readonly Participant[]
  readonly count: SeatCount
  /** Newest first. */
  readonly draws: readonly DrawRow[]
  /** Drawn cases whose result can be proposed now, and those that are not ready. */
  readonly ready: readonly Participant[]
  readonly notReady: number
}

export async function openEntry(ctx: CasesContext, staff: StaffSession, placed: PlacedEntry): Promise<EntryView> {
  const db = dbOf(ctx, staff.cityId)
  const [participants, draws] = await Promise.all([
    listParticipants(db, ctx.services.keys, staff, placed.register, placed.entry.id),
    listDraws(db, placed.register, placed.entry.id),
  ])
  const drawn = participants.filter(
    ({ place, state }) =>
      (place.standing === 'won' || place.standing === 'lost') &&
      (state === 'submitted' || state === 'received' || state === 'reviewing'),
  )
  const ready = drawn.filter(({ caseId, state, checksOpen }) => caseId && state === 'reviewing' && checksOpen === 0)
  // A draw gives all places; there is no pot of the office then.
  const quota = placed.terms.method === 'lottery' ? 0 : (placed.entry.officeQuota ?? 0)
  return {
    placed,
    participants,
    waiting: participants.filter(({ place }) => place.standing === 'waiting'),
    count: countSeats(
      placed.entry.capacity,
      quota,
      participants.map(({ place }) => place),
    ),
    draws,
    ready,
    notReady: drawn.length - ready.length,
  }
}
