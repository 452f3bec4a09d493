import type { ZoneServices } from '../../platform/services.ts'
import type { ApprovalCallbacks } from './approval-seam.ts'
import { approvalCallbacks } from './decision/ended.ts'
import { letterCallbacks } from './decision/letters.ts'
import type { LetterCallbacks } from './letter-seam.ts'
import { contextOf } from './wiring/context.ts'

/** What other capabilities and the composition may use of 受付審査. Everything else in this folder is its own affair. */
export type { ApprovalCallbacks, ApprovalPort, LetterDraft, ProposalRequest } from './approval-seam.ts'
export { cases } from './capability.ts'
export type { LetterCallbacks, LetterPort } from './letter-seam.ts'
export { type SeededCases, seedCases } from './seed-cases.ts'

/** What approvals tells about a proposal of a case; `app.ts` hands these to it. */
export function caseApprovalCallbacks(services: ZoneServices<'office'>): ApprovalCallbacks {
  return approvalCallbacks(contextOf(services))
}

/** What documents tells about a letter of a case; `app.ts` hands these to it. */
export function caseLetterCallbacks(services: ZoneServices<'office'>): LetterCallbacks {
  return letterCallbacks(contextOf(services))
}
