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

export const systemActor: Actor = { kind: 'system', id: 'system', name: '自動' }

export function residentActor(receiptNumber: string): Actor {
  return { kind: 'resident', id: receiptNumber, name: '申請者' }
}

/** Whether staff may see a case at all. Outside it the answer is "not there". */
export function maySee(
  staff: StaffSession,
  row: { readonly section_id: string; readonly confidential: boolean; readonly assignee_id?: string | null },
): boolean {
  if (row.confidential && !staff.scope.confidential) return false
  return inScope(staff.scope, row.section_id)
}

export function mayAct(staff: StaffSession, permission: PermissionId, sectionId: string): boolean {
  return mayDo(staff, permission, sectionId)
}
