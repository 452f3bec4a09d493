import type { Assignment } from '../organisation/model.ts'
import type { PermissionId } from './permissions.ts'

/** A signed-in member of staff, as a request sees it. Read afresh for each request, so that a change counts at once. */
export interface StaffSession {
  readonly id: string
  readonly cityId: string
  readonly staffId: string
  /** 職員番号, what people know each other by. */
  readonly staffNumber: string
  readonly name: string
  /** Assignments that count today, 本務 first. */
  readonly assignments: readonly Assignment[]
  /** Section and post of the 本務; shown in the staff bar and kept as snapshot in records. */
  readonly sectionId: string
  readonly sectionName: string
  readonly postName: string
  readonly postRank: number
  /** What the person may do in any section at all. */
  readonly permissions: ReadonlySet<PermissionId>
  /** The same with the sections each reaches; ask with `mayDo`. */
  readonly reach: ReadonlyMap<PermissionId, 'all' | ReadonlySet<string>>
  readonly scope: StaffScope
  readonly method: 'password-totp' | 'passkey'
  readonly signedInAt: Date
  /** Last time the person proved who they are; high-risk acts ask again after 15 minutes (ASVS 7.5.3). */
  readonly provenAt: Date
  readonly idleEndsAt: Date
  readonly endsAt: Date
}

/** Sections whose cases the person may see: own sections and those under them, or all. */
export interface StaffScope {
  readonly all: boolean
  readonly sectionIds: readonly string[]
  /** Those of them whose cases the person works on. The others they read all cases of (監査), with a reason for each. */
  readonly workIds: readonly string[]
  /** May see cases of people under protective measures (支援措置). */
  readonly confidential: boolean
}

/** Whether a case of a section is within the scope. Outside it the answer to the person is 404. */
export function inScope(scope: Pick<StaffScope, 'all' | 'sectionIds'>, sectionId: string): boolean {
  return scope.all || scope.sectionIds.includes(sectionId)
}
