import { addDays, type Day } from '../../../civic/day.ts'
import type { StaffSession } from '../../identity/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { type DrawRow, listDraws } from './draw-store.ts'
import { keepsLine, type PlacedEntry } from './entry.ts'
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
  /** There will be a line after the draw, and until when it moves up. */
  readonly line?: { readonly until?: Day }
}

/** What a draw and the line after it have come to for somebody; undefined while it is open. */
export function resultOf(
  placed: PlacedEntry,
  { place }: Pick<Participant, 'place'>,
  today: Day,
): 'won' | 'lost' | undefined {
  if (placed.terms.method !== 'lottery') return undefined
  // Who was not drawn and took a place that became free has it, and who still waits when nobody moves up any more has lost.
  if (place.standing === 'won' || place.standing === 'reserved') return 'won'
  const over = place.standing === 'waiting' && !keepsLine(placed, today)
  return place.standing === 'lost' || over ? 'lost' : undefined
}

export async function openEntry(
  ctx: CasesContext,
  staff: StaffSession,
  placed: PlacedEntry,
  today: Day,
): Promise<EntryView> {
  const db = dbOf(ctx, staff.cityId)
  const [participants, draws] = await Promise.all([
    listParticipants(db, ctx.services.keys, staff, placed.register, placed.entry.id),
    listDraws(db, placed.register, placed.entry.id),
  ])
  const drawn = participants.filter(
    (each) =>
      resultOf(placed, each, today) !== undefined &&
      (each.state === 'submitted' || each.state === 'received' || each.state === 'reviewing'),
  )
  const ready = drawn.filter(({ caseId, state, checksOpen }) => caseId && state === 'reviewing' && checksOpen === 0)
  // A draw gives all places; there is no pot of the office then.
  const quota = placed.terms.method === 'lottery' ? 0 : (placed.entry.officeQuota ?? 0)
  const drawnFrom = placed.closesOn === undefined ? today : addDays(placed.closesOn, 1)
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
    ...(keepsLine(placed, drawnFrom > today ? drawnFrom : today)
      ? { line: placed.terms.promoteUntil === undefined ? {} : { until: placed.terms.promoteUntil } }
      : {}),
  }
}
