/** What others may use of audit. */

export { anchorAccess } from './access/anchor.ts'
export { type AccessFinding, verifyAccess } from './access/verify-access.ts'
export { audit } from './capability.ts'
