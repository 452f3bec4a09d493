import type { PermissionId, StaffSession } from '../../identity/index.ts'

/** A session as JSON: who asked, with what they could do at that moment. Nothing secret is in it. */
export interface StaffSnapshot {
  readonly session: Omit<StaffSession, 'permissions' | 'reach' | 'signedInAt' | 'provenAt' | 'idleEndsAt' | 'endsAt'>
  readonly permissions: readonly PermissionId[]
  readonly reach: readonly (readonly [PermissionId, 'all' | readonly string[]])[]
  readonly moments: readonly [signedInAt: string, provenAt: string, idleEndsAt: string, endsAt: string]
}

export function toSnapshot(staff: StaffSession): StaffSnapshot {
  const { permissions, reach, signedInAt, provenAt, idleEndsAt, endsAt, ...session } = staff
  return {
    session,
    permissions: [...permissions],
    reach: [...reach].map(
      ([permission, sections]) => [permission, sections === 'all' ? 'all' : [...sections]] as const,
    ),
    moments: [signedInAt.toISOString(), provenAt.toISOString(), idleEndsAt.toISOString(), endsAt.toISOString()],
  }
}

export function fromSnapshot(snapshot: StaffSnapshot): StaffSession {
  const [signedInAt, provenAt, idleEndsAt, endsAt] = snapshot.moments
  return {
    ...snapshot.session,
    permissions: new Set(snapshot.permissions),
    reach: new Map(
      snapshot.reach.map(([permission, sections]) => [permission, sections === 'all' ? 'all' : new Set(sections)]),
    ),
    signedInAt: new Date(signedInAt),
    provenAt: new Date(provenAt),
    idleEndsAt: new Date(idleEndsAt),
    endsAt: new Date(endsAt),
  }
}
