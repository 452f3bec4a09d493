/** What other capabilities may use of identity. Everything else in this folder is its own affair. */
import type { Context, MiddlewareHandler } from 'hono'
import type { Kysely } from 'kysely'
import type { WebEnv } from '../../platform/http/web-env.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { ResolvedPost } from './organisation/model.ts'
import type { PermissionId } from './staff/permissions.ts'
import type { StaffSession } from './staff/session.ts'

export { identity } from './capability.ts'
export type { CertificateHolder, SignatureCheck, SignatureResult, SignedDocument } from './card/signature.ts'
export { verifySignature } from './card/verify-signature.ts'
// ---- portal: sessions, forms, signing
export { checkCsrf, csrfToken } from './form-token.ts'
export type {
  Assignment,
  AssignmentKind,
  Post,
  PostHolder,
  PostRankName,
  ResolvedPost,
  Section,
} from './organisation/model.ts'
export { postRanks } from './organisation/model.ts'
export { currentResident, residentFromRow, residentSignInPath, residentTokenHash } from './resident/current.ts'
export type { Assurance, Profile, ResidentSession, ResidentSessionRow } from './resident/session.ts'
export { assuranceSuffices, sessionWarning } from './resident/session.ts'
export { findSignedDocument, startSigning } from './resident/signing.ts'
export type { PermissionId, RoleGrant, RoleId } from './staff/permissions.ts'
export { permissionLabels, roles } from './staff/permissions.ts'
export type { StaffScope, StaffSession } from './staff/session.ts'
export { inScope } from './staff/session.ts'

// ---- office -------------------------------------------------------------------------------------------------

/** Middleware: everybody past it is signed in; others are sent to the sign-in page and come back. */
export declare function requireStaff(services: ZoneServices): MiddlewareHandler<WebEnv>
/** The person of this request. Throws when `requireStaff` did not run: that is a broken route, not a visitor. */
export declare function currentStaff(c: Context<WebEnv>): StaffSession
/** Middleware: 403 page unless the person has the permission (in any section of theirs). */
export declare function requirePermission(services: ZoneServices, permission: PermissionId): MiddlewareHandler<WebEnv>
/** Whether the person has the permission for a section (absent: in any section). */
export declare function mayDo(session: StaffSession, permission: PermissionId, sectionId?: string): boolean
/** Sections whose cases the person may see. */
export declare function staffScope(session: StaffSession): StaffSession['scope']

// ---- approvals ----------------------------------------------------------------------------------------------

/** Who acts for the post of at least this rank in the section (else the nearest section above) on the day. `db` is the city's. */
export declare function resolvePost(
  db: Kysely<unknown>,
  sectionId: string,
  rank: number,
  onDay: string,
): Promise<ResolvedPost>
