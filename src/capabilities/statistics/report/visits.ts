import { type Kysely, sql } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { type Shown, shownAlone, shownLine } from '../suppression/tables.ts'
import { type Named, named } from './unit-report.ts'

/** Counts of one procedure over a span of days, by kind and place, all versions and channels together. */
export type VisitSums = ReadonlyMap<string, Readonly<Record<string, number>>>

/** Sums by procedure; days from `from` up to and without `until`. */
export async function loadVisits(
  db: Kysely<OfficeDb>,
  from: string,
  until: string,
): Promise<ReadonlyMap<string, VisitSums>> {
  const { rows } = await sql<{ procedure: string; kind: string; place: string; count: number }>`
    select procedure_id as procedure, kind, place, sum(count)::integer as count from visit_count
     where day >= ${from}::date and day < ${until}::date group by 1, 2, 3`.execute(db)
  const found = new Map<string, Map<string, Record<string, number>>>()
  for (const { procedure, kind, place, count } of rows) {
    const sums = found.get(procedure) ?? new Map<string, Record<string, number>>()
    found.set(procedure, sums)
    sums.set(kind, { ...sums.get(kind), [place]: count })
  }
  return found
}

export interface PageVisits {
  readonly id: string
  readonly reached: Shown
  readonly left: Shown
  /** Percent of those who reached the page and did not go on from it. */
  readonly lost: number | null
}

/** What may be shown of the visits of a procedure. */
export interface VisitsReport {
  readonly begun: Shown
  readonly check: Shown
  readonly submitted: Shown
  readonly abandoned: Shown
  /** Percent of the drafts begun that were not submitted. */
  readonly lost: number | null
  readonly pages: readonly PageVisits[]
  readonly refused: readonly Named[]
  readonly satisfaction: {
    /** From 5 down to 1. */
    readonly grades: readonly Shown[]
    readonly total: Shown
    /** Percent who said easy or very easy. */
    readonly satisfied: number | null
  }
}

/**
 * Visits are numbers of drafts, not of anybody known: each is hidden by itself when it is small, and a share is told
 * where both its numbers are shown. One of them stands in another table as well: a form that was sent here is an application
 * that was filed online. Where that is hidden, this is.
 */
export function visitsReport(
  sums: VisitSums,
  pageIds: readonly string[],
  threshold: number,
  filedOnline: 'shown' | 'hidden',
): VisitsReport {
  const alone = (kind: string, place = ''): Shown => shownAlone(sums.get(kind)?.[place] ?? 0, threshold)
  const begun = alone('begun')
  const submitted = filedOnline === 'hidden' ? null : alone('submitted')
  const grades = sums.get('satisfaction') ?? {}
  const line = shownLine(
    ['5', '4', '3', '2', '1'].map((grade) => grades[grade] ?? 0),
    threshold,
  )
  const [best = null, good = null] = line.cells
  return {
    begun,
    check: alone('check'),
    submitted,
    abandoned: alone('abandoned'),
    lost: lostShare(begun, submitted),
    pages: pageIds.map((id) => {
      const [reached, left] = [alone('reached', id), alone('left', id)]
      return { id, reached, left, lost: lostShare(reached, left) }
    }),
    refused: named(sums.get('refused') ?? {}, threshold),
    satisfaction: {
      grades: line.cells,
      total: line.total,
      satisfied: best === null || good === null || line.total === null ? null : percent(best + good, line.total),
    },
  }
}

/** Who came back after the process was started anew is counted twice where they left: never less than nobody is lost. */
function lostShare(came: Shown, went: Shown): number | null {
  return came === null || went === null ? null : percent(Math.max(0, came - went), came)
}

/** Whole percent; nothing of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 100) / whole)
}
