import type { PermissionId, StaffSession } from '../../identity/index.ts'
import { staffActor } from '../actor.ts'
import type { ActionInput } from '../change.ts'

/** What every act of a clerk comes with. */
export interface StaffAct {
  readonly staff: StaffSession
  readonly caseId: string
  readonly now: Date
  /** Key the form was rendered with. */
  readonly requestKey?: string
  /** Version of the case the page showed. */
  readonly version?: number
}

export function staffInput(act: StaffAct, action: string, permission: PermissionId): ActionInput {
  return {
    cityId: act.staff.cityId,
    caseId: act.caseId,
    actor: staffActor(act.staff),
    now: act.now,
    action,
    permission,
    ...(act.requestKey === undefined ? {} : { requestKey: act.requestKey }),
    ...(act.version === undefined ? {} : { expectedVersion: act.version }),
  }
}
