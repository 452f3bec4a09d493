import type { CasesContext } from '../context.ts'
import { dbOf } from '../context.ts'
import { countQueues, type QueueCounts, type QueueQuestion } from './query.ts'

/** Counts are for orientation: another clerk's work may show this much later, one's own at once. */
const keptMs = 3000
const mostKept = 1000

interface Kept {
  readonly at: number
  readonly revision: number
  readonly counts: Promise<QueueCounts>
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
  const now = performance.now()
  if (known && known.revision === revision && now - known.at < keptMs) return known.counts
  if (mine.size >= mostKept) mine.clear()
  const counts = countQueues(dbOf(ctx, cityId), question)
  mine.set(key, { at: now, revision, counts })
  counts.catch(() => mine.delete(key))
  return counts
}
