import type { Context, MiddlewareHandler } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { HttpProblem, readHostCookie, seeOther, type WebEnv, wantsJson } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { sessionCookie } from '../form-token.ts'
import { ownPath } from '../own-path.ts'
import { hashToken, looksLikeToken } from '../tokens.ts'
import { type PermissionId, type RoleId, roles } from './permissions.ts'
import type { StaffSession } from './session.ts'
import { findStaffSession, type StaffSessionRow, slideStaffSession } from './session-store.ts'
import type { StaffTables } from './tables.ts'

const slideEveryMs = 60_000
const signedIn = new WeakMap<Request, StaffSession>()

/** Middleware: everybody past it is signed in; others are sent to the sign-in page and come back. */
export function requireStaff(services: ZoneServices): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (!signedIn.has(c.req.raw)) {
      const session = await findCurrentStaff(c, services)
      if (session === null) return sendToSignIn(c)
      signedIn.set(c.req.raw, session)
    }
    await next()
  }
}

/** The person of this request. Throws when `requireStaff` did not run: that is a broken route, not a visitor. */
export function currentStaff(c: Context<WebEnv>): StaffSession {
  const session = signedIn.get(c.req.raw)
  if (session === undefined) throw new Error('requireStaff has to stand before this route.')
  return session
}

/** Middleware: 403 page unless the person has the permission in any section. Signs in first when needed. */
export function requirePermission(services: ZoneServices, permission: PermissionId): MiddlewareHandler<WebEnv> {
  const staff = requireStaff(services)
  return (c, next) =>
    staff(c, async () => {
      if (!mayDo(currentStaff(c), permission)) throw new HttpProblem(403, 'forbidden')
      await next()
    })
}

/** Whether the person has the permission for a section (absent: in any section). */
export function mayDo(session: StaffSession, permission: PermissionId, sectionId?: string): boolean {
  const reach = session.reach.get(permission)
  if (reach === undefined) return false
  return sectionId === undefined || reach === 'all' || reach.has(sectionId)
}

/** Sections whose cases the person may see. */
export function staffScope(session: StaffSession): StaffSession['scope'] {
  return session.scope
}

/** The session of this request's cookie, or null. Slides the idle limit in the background when it is due. */
export async function findCurrentStaff(c: Context<WebEnv>, services: ZoneServices): Promise<StaffSession | null> {
  const token = readHostCookie(c, sessionCookie)
  if (!looksLikeToken(token)) return null
  const now = c.get('now')
  const cityId = c.get('city').id
  const db = services.db.city<StaffTables>(cityId)
  const row = await findStaffSession(db, hashToken(token), now, dayOf(now))
  if (row === undefined) return null
  const idleEndsAt = new Date(Math.min(now.getTime() + row.idle_minutes * 60_000, row.ends_at.getTime()))
  if (idleEndsAt.getTime() - row.idle_ends_at.getTime() > slideEveryMs) {
    slideStaffSession(db, row.id, now, idleEndsAt).catch((error: unknown) =>
      services.log.warn('identity.staff-session-not-slid', { city: cityId, error }),
    )
  }
  return toSession(row, cityId, idleEndsAt)
}

function toSession(row: StaffSessionRow, cityId: string, idleEndsAt: Date): StaffSession {
  const reach = reachOf(row.grants)
  const first = row.assignments[0]
  const everywhere = reach.get('cases.read-all')
  const granted = row.grants.flatMap((grant) => grant.sections ?? [])
  const working = row.grants.filter((grant) => !readsAll(grant.role)).flatMap((grant) => grant.sections ?? [])
  return {
    id: row.id,
    cityId,
    staffId: row.staff_id,
    staffNumber: row.staff_number,
    name: row.name,
    assignments: row.assignments.map((held) => ({
      id: held.id,
      staffId: row.staff_id,
      sectionId: held.sectionId,
      sectionName: held.sectionName,
      postId: held.postId,
      postName: held.postName,
      postRank: held.rank,
      kind: held.kind,
      from: held.from,
      ...(held.to === null ? {} : { to: held.to }),
    })),
    sectionId: first?.sectionId ?? '',
    sectionName: first?.sectionName ?? '',
    postName: first?.postName ?? '',
    postRank: first?.rank ?? 0,
    permissions: new Set(reach.keys()),
    reach,
    scope: {
      all: everywhere === 'all',
      sectionIds: [...new Set([...row.own_sections, ...granted])],
      workIds: [...new Set([...row.own_sections, ...working])],
      confidential: reach.has('cases.confidential'),
    },
    method: row.method,
    signedInAt: row.signed_in_at,
    provenAt: row.proven_at,
    idleEndsAt,
    endsAt: row.ends_at,
  }
}

function readsAll(role: string): boolean {
  const permissions: readonly PermissionId[] = Object.hasOwn(roles, role) ? roles[role as RoleId].permissions : []
  return permissions.includes('cases.read-all')
}

/** Every permission with the sections it reaches. A role this program no longer knows gives nothing. */
function reachOf(grants: StaffSessionRow['grants']): StaffSession['reach'] {
  const reach = new Map<PermissionId, 'all' | Set<string>>()
  for (const grant of grants) {
    if (!Object.hasOwn(roles, grant.role)) continue
    for (const permission of roles[grant.role as RoleId].permissions) {
      const known = reach.get(permission)
      if (grant.sections === null) reach.set(permission, 'all')
      else if (known !== 'all') reach.set(permission, new Set([...(known ?? []), ...grant.sections]))
    }
  }
  return reach
}

/** A page comes back here after the sign-in; a program that asks for JSON is told that it is not signed in. */
function sendToSignIn(c: Context<WebEnv>): Response {
  if (wantsJson(c)) throw new HttpProblem(401, 'not-signed-in')
  const url = new URL(c.req.url)
  const to = c.req.method === 'GET' ? ownPath(url.pathname + url.search) : '/'
  return seeOther(c, to === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ to })}`)
}
