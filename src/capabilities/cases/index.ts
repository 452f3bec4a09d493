import { dayOf } from '../../civic/day.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { type CaseLook, mayDo, type StaffSession } from '../identity/index.ts'
import { mayKnowOf, maySee } from './actor.ts'
import type { ApprovalCallbacks } from './approval-seam.ts'
import { inspectedOf } from './case-page/inspection.ts'
import { dbOf } from './context.ts'
import { approvalCallbacks } from './decision/ended.ts'
import { letterCallbacks } from './decision/letters.ts'
import type { LetterCallbacks } from './letter-seam.ts'
import { type KnownApplication, knownApplications, type Recognised } from './origin/known.ts'
import { type Alongside, type DeliveredApplication, takeOver } from './origin/take-over.ts'
import { type PaperStarts, paperStarts } from './paper/begin.ts'
import { contextOf } from './wiring/context.ts'

/** What other capabilities and the composition may use of 受付審査. Everything else in this folder is its own affair. */
export type { ApprovalCallbacks, ApprovalPort, LetterDraft, ProposalRequest } from './approval-seam.ts'
export { cases } from './capability.ts'
export { caseFigures } from './figures/source.ts'
export type { LetterCallbacks, LetterPort } from './letter-seam.ts'
export { openCasesByVersion } from './open-by-version.ts'
export type { KnownApplication } from './origin/known.ts'
export type { OriginFault } from './origin/origin.ts'
export type { DeliveredApplication, TakenOver } from './origin/take-over.ts'
export { type SeededCases, seedCases } from './seed-cases.ts'

/**
 * Who may see which case, for those who show something of it elsewhere: the same rule as on the page of the case, and the
 * same log. `app.ts` makes it known. A case that is not there is seen by nobody, on no ground.
 */
export function caseLookOf(services: ZoneServices<'office'>): CaseLook {
  const ctx = contextOf(services)
  return async (staff, { caseIds, purpose, permission, at, requestId, otherwise }) => {
    if (caseIds.length === 0) return new Set()
    const db = dbOf(ctx, staff.cityId)
    const rows = await db
      .selectFrom('case_file')
      .select(['id', 'section_id', 'confidential'])
      .where('id', 'in', [...new Set(caseIds)])
      .execute()
    const known = rows.filter((row) => mayKnowOf(staff, row))
    const outside = known.filter((row) => !maySee(staff, row)).map((row) => row.id)
    const inspected = await inspectedOf(db, staff.staffId, outside, at)
    const needed = (sectionId: string) => permission !== undefined && mayDo(staff, permission, sectionId)
    const inSight = known.filter((row) => maySee(staff, row) || inspected.has(row.id) || needed(row.section_id))
    const seen = inSight.length < rows.length && (await otherwise?.()) === true ? rows : inSight
    const ids = seen.map((row) => row.id)
    await ctx.access.record(db, {
      cityId: staff.cityId,
      staffId: staff.staffId,
      purpose,
      caseIds: ids,
      at,
      ...(requestId === undefined ? {} : { requestId }),
    })
    return new Set(ids)
  }
}

/** What approvals tells about a proposal of a case; `app.ts` hands these to it. */
export function caseApprovalCallbacks(services: ZoneServices<'office'>): ApprovalCallbacks {
  return approvalCallbacks(contextOf(services))
}

/** Forms that are begun elsewhere for a clerk at the counter; `app.ts` hands this to who begins them. */
export function casePaperStarts(services: ZoneServices<'office'>): PaperStarts {
  return paperStarts(contextOf(services))
}

/** What documents tells about a letter of a case; `app.ts` hands these to it. */
export function caseLetterCallbacks(services: ZoneServices<'office'>): LetterCallbacks {
  return letterCallbacks(contextOf(services))
}

/** Takes applications of other portals in, once each; `intake` reads them. */
export interface TakeOver {
  /** What is already here, for each in their order. */
  known(cityId: string, given: readonly Recognised[]): Promise<readonly (KnownApplication | null)[]>
  /** All in one transaction, or none. */
  take(
    cityId: string,
    given: readonly DeliveredApplication[],
    by: { readonly kind: 'staff' | 'system'; readonly id: string; readonly name: string },
    alongside: Alongside,
  ): Promise<void>
  /** The section that a definition's `owner` means in this city. */
  sectionFor(cityId: string, owner: string): Promise<{ readonly id: string; readonly name: string }>
  /** Those of the cases that the person may open. */
  openTo(staff: StaffSession, caseIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Writes down that somebody looked at rows that are not cases yet. */
  looked(staff: StaffSession, count: number, requestId?: string): Promise<void>
}

export function takeOverOf(services: ZoneServices<'office'>): TakeOver {
  const ctx = contextOf(services)
  return {
    known: (cityId, given) => knownApplications(ctx, dbOf(ctx, cityId), cityId, given),
    take: (cityId, given, by, alongside) => takeOver(ctx, cityId, given, by, services.clock.now(), alongside),
    sectionFor: (cityId, owner) => ctx.directory.sectionForOwner(cityId, owner, dayOf(services.clock.now())),
    openTo: async (staff, caseIds) => {
      if (caseIds.length === 0) return new Set()
      const rows = await dbOf(ctx, staff.cityId)
        .selectFrom('case_file')
        .select(['id', 'section_id', 'confidential'])
        .where('id', 'in', [...caseIds])
        .execute()
      return new Set(rows.filter((row) => maySee(staff, row)).map(({ id }) => id))
    },
    looked: (staff, count, requestId) =>
      ctx.access.record(dbOf(ctx, staff.cityId), {
        cityId: staff.cityId,
        staffId: staff.staffId,
        purpose: 'intake',
        caseIds: [],
        count,
        at: services.clock.now(),
        ...(requestId === undefined ? {} : { requestId }),
      }),
  }
}
