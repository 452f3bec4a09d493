/** What other capabilities may use of identity. Everything else in this folder is its own affair. */

export { identity } from './capability.ts'
export type { CertificateHolder, SignatureCheck, SignatureResult, SignedDocument } from './card/signature.ts'
export { verifySignature } from './card/verify-signature.ts'
// ---- portal: sessions, forms, signing
export { checkCsrf, csrfToken } from './form-token.ts'
// ---- approvals and cases: the organisation
export { findSectionByCode, listSections, listStaffOfSection } from './organisation/directory.ts'
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
export { resolvePost, resolvePosts, type WantedPost } from './organisation/resolve-post.ts'
export { postedForm } from './posted-form.ts'
export { currentResident, residentFromRow, residentSignInPath, residentTokenHash } from './resident/current.ts'
export type { Assurance, Profile, ResidentSession, ResidentSessionRow } from './resident/session.ts'
export { assuranceSuffices, sessionWarning } from './resident/session.ts'
export { findSignedDocument, startSigning, startSigningAll } from './resident/signing.ts'
export { type DemoPeople, demoPeople } from './seeds/demo-people.ts'
// ---- the command line: a real city begins
export { addFirstAdministrator, type FirstAdministrator } from './seeds/first-administrator.ts'
export { cardProvider } from './settings.ts'
// ---- office: who is signed in, what they may do
export { type CaseLook, caseLook, caseLooks, type WantedLook } from './staff/case-look.ts'
export { currentStaff, mayDo, requirePermission, requireStaff, staffScope } from './staff/current.ts'
export { officeFrame } from './staff/frame.ts'
export type { PermissionId, RoleGrant, RoleId } from './staff/permissions.ts'
export { permissionLabels, roles } from './staff/permissions.ts'
export type { StaffScope, StaffSession } from './staff/session.ts'
export { inScope } from './staff/session.ts'
