import { commitmentOf, digestOfRanked, drawRanked } from '../../../civic/lottery.ts'
import type { PublicDraw } from '../../exchange/index.ts'

/** What this page itself computed again from what was published. Absent: cannot be checked yet. */
export interface DrawCheck {
  readonly entries?: boolean
  readonly seed?: boolean
  readonly order?: boolean
}

/** Repeats the draw from its published parts, as anybody can. */
export function checkDraw(draw: PublicDraw): DrawCheck {
  const { frozen, drawn } = draw
  if (frozen === undefined) return {}
  const entries = digestOfRanked(frozen.entries) === frozen.digest
  if (drawn === undefined) return { entries }
  const again = drawRanked(drawn.seed, draw.id, draw.entry, frozen.entries, frozen.seats)
  return {
    entries,
    seed: commitmentOf(drawn.seed) === draw.commitment,
    order: JSON.stringify(again) === JSON.stringify(drawn.results.map(({ id, result }) => ({ id, result }))),
  }
}
