import type { Context } from 'hono'
import { staffFrame } from '../../../design/index.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import { csrfToken } from '../form-token.ts'
import { currentStaff, mayDo } from './current.ts'
import { type PermissionId, permissionLabels } from './permissions.ts'
import type { StaffSession } from './session.ts'

/** What every office page takes from the request when somebody is signed in: areas, person, form token. */
export function officeFrame(c: Context<WebEnv>, session: StaffSession = currentStaff(c)) {
  const may = (permission: string): boolean => isPermission(permission) && mayDo(session, permission)
  const post = `${session.sectionName} ${session.postName}`.trim()
  return { ...staffFrame(c, { name: session.name, post, may }), csrf: csrfToken(c) }
}

function isPermission(text: string): text is PermissionId {
  return Object.hasOwn(permissionLabels, text)
}
