import type { CasesContext } from '../context.ts'
import { dbOf } from '../context.ts'
import { countQueues, type QueueCounts, type QueueQuestion } from './query.ts'

/** Counts are for orientation: another clerk's work may show this much later, one's own at once. */
const keptMs = 3000
/** Who looks again before twice that time sees the known counts while the new ones are on their way. */
const shownMs = 2 * keptMs
const mostKept = 1000

interface Kept {
  readonly at: number
  readonly revision: number
  readonly counts: Promise<QueueCounts>
  /** The next ones are on their way. */
  renewing?: boolean
}

const kept = new WeakMap<CasesContext, Map<string, Kept>>()
const revisions = new WeakMap<CasesContext, Map<string, number>>()

/** Says that a case of the city has changed in this process: counts are taken anew. */
export function countsChanged(ctx: CasesContext, cityId: string): void {
  const known = revisions.get(ctx) ?? new Map<string, number>()
  known.set(cityId, (known.get(cityId) ?? 0) + 1)
  revisions.set(ctx, known)
}

/** The counts of a person's lists, counted at most every few seconds while nothing changes here. */
export function countedQueues(
  ctx: CasesContext,
  cityId: string,
  question: Pick<QueueQuestion, 'sectionIds' | 'seesConfidential' | 'staffId' | 'today'>,
): Promise<QueueCounts> {
  const mine = kept.get(ctx) ?? new Map<string, Kept>()
  kept.set(ctx, mine)
  const revision = revisions.get(ctx)?.get(cityId) ?? 0
  const key = JSON.stringify([cityId, question])
  const known = mine.get(key)
  const age = known?.revision === revision ? performance.now() - known.at : Number.POSITIVE_INFINITY
  if (known && (age < keptMs || (age < shownMs && known.renewing))) return known.counts
  if (mine.size >= mostKept) mine.clear()
  const fresh: Kept = { at: performance.now(), revision, counts: countQueues(dbOf(ctx, cityId), question) }
  if (known && age < shownMs) {
    known.renewing = true
    fresh.counts.then(
      () => mine.get(key) === known && mine.set(key, fresh),
      () => mine.delete(key),
    )
    return known.counts
  }
  mine.set(key, fresh)
  fresh.counts.catch(() => mine.delete(key))
  return fresh.counts
}
