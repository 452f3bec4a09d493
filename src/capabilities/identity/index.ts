/** What other capabilities may use of identity. Everything else in this folder is its own affair. */
import type { Context, MiddlewareHandler } from 'hono'
import type { Kysely } from 'kysely'
import type { WebEnv } from '../../platform/http/web-env.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { SignedDocument } from './card/signature.ts'
import type { ResolvedPost } from './organisation/model.ts'
import type { ResidentSession, ResidentSessionRow } from './resident/session.ts'
import type { PermissionId } from './staff/permissions.ts'
import type { StaffSession } from './staff/session.ts'

export type { CertificateHolder, SignatureCheck, SignatureResult, SignedDocument } from './card/signature.ts'
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
export type { Assurance, Profile, ResidentSession, ResidentSessionRow } from './resident/session.ts'
export { assuranceSuffices, sessionWarning } from './resident/session.ts'
export type { PermissionId, RoleGrant, RoleId } from './staff/permissions.ts'
export { permissionLabels, roles } from './staff/permissions.ts'
export type { StaffScope, StaffSession } from './staff/session.ts'
export { inScope } from './staff/session.ts'

// ---- portal -------------------------------------------------------------------------------------------------

/** Hash of this request's session cookie, for `resident_session($1, $2)` in the portal's one query; null without cookie. */
export declare function residentTokenHash(c: Context<WebEnv>): Buffer | null
/** Session from the row that the portal read itself. Slides the idle limit in the background when it is due. */
export declare function residentFromRow(
  c: Context<WebEnv>,
  services: ZoneServices,
  row: ResidentSessionRow,
): ResidentSession
/** The session of this request with a query of its own; null when nobody is signed in. Read once a request. */
export declare function currentResident(c: Context<WebEnv>, services: ZoneServices): Promise<ResidentSession | null>
/** Where to send a person who needs a stronger or a first sign-in. `to` is a path of the portal. */
export declare function residentSignInPath(level: 'contact' | 'jpki-auth' | 'jpki-sign', to: string): string
/** The token that a form carries. Makes the `__Host-` form cookie when there is no session. Call before the body is written. */
export declare function csrfToken(c: Context<WebEnv>): string
/** Whether the posted token belongs to this browser's session or form cookie. */
export declare function checkCsrf(c: Context<WebEnv>, posted: unknown): boolean

/**
 * Starts signing of the exact bytes (UTF-8 text, shown as it is). Redirect the person to `redirectTo`; afterwards
 * they come back to `returnTo` and `findSignedDocument` has the result. `subject` is the caller's own id (draft).
 */
export declare function startSigning(
  c: Context<WebEnv>,
  services: ZoneServices,
  request: { readonly subject: string; readonly title: string; readonly bytes: Buffer; readonly returnTo: string },
): Promise<
  | { readonly ok: true; readonly redirectTo: string }
  | { readonly ok: false; readonly refusal: 'not-signed-in' | 'provider-away' }
>
/** The newest completed signature over these bytes for this subject by this session's person; null when there is none. */
export declare function findSignedDocument(
  c: Context<WebEnv>,
  services: ZoneServices,
  subject: string,
  bytes: Buffer,
): Promise<SignedDocument | null>

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
