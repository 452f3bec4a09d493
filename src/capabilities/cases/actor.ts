import { inScope, mayDo, type PermissionId, type StaffSession } from '../identity/index.ts'
import type { ActorKind } from './rules/states.ts'

/** Who brings an event about, as it is recorded. */
export interface Actor {
  readonly kind: ActorKind
  readonly id: string
  readonly name: string
  readonly role?: string
  /** Present for staff: what they may see and do. */
  readonly staff?: StaffSession
}

export function staffActor(staff: StaffSession): Actor {
  return { kind: 'staff', id: staff.staffId, name: staff.name, role: `${staff.sectionName} ${staff.postName}`, staff }
}

export const systemActor = { kind: 'system', id: 'system', name: '自動' } as const satisfies Actor

export function residentActor(receiptNumber: string): Actor {
  return { kind: 'resident', id: receiptNumber, name: '申請者' }
}

type Sighted = { readonly section_id: string; readonly confidential: boolean }

/** Whether staff work on the cases of a section. Who only reads all cases of the city (監査) does not. */
export function worksIn(staff: StaffSession, sectionId: string): boolean {
  return staff.scope.workIds.includes(sectionId) || (staff.scope.all && mayDo(staff, 'cases.review', sectionId))
}

/** Whether staff may see what is in a case. Outside it the answer is "not there". */
export function maySee(staff: StaffSession, row: Sighted): boolean {
  return mayKnowOf(staff, row) && worksIn(staff, row.section_id)
}

/** Whether staff may know that a case is there and how it stands; what is in it needs `maySee`, or an inspection. */
export function mayKnowOf(staff: StaffSession, row: Sighted): boolean {
  if (row.confidential && !staff.scope.confidential) return false
  return inScope(staff.scope, row.section_id)
}

export function mayAct(staff: StaffSession, permission: PermissionId, sectionId: string): boolean {
  return mayDo(staff, permission, sectionId)
}
