import type { OfficeDoor, PortalDoor } from './doors.ts'

/** What a visitor meets at the door. */
export type Answer = 'in' | 'sign-in' | 'forbidden' | 'hidden' | 'fault'

export function answerOf(status: number, location: string | null, signedIn: boolean): Answer {
  if (status >= 500) return 'fault'
  const away = location ?? ''
  // Somebody without a session is sent back to the draft's page, which asks for the sign-in.
  const back = !signedIn && /^\/drafts\/[0-9a-f-]{36}\/check$/.test(away)
  if (status === 401 || (status === 303 && (away.startsWith('/sign-in') || back))) return 'sign-in'
  if (status === 403) return 'forbidden'
  return status === 404 ? 'hidden' : 'in'
}

export const portalPeople = ['nobody', 'other', 'owner'] as const
export type PortalPerson = (typeof portalPeople)[number]

/** Nobody is told whether a thing exists unless its page may keep what was typed until its owner has signed in. */
export function expectedAtPortal(door: PortalDoor, person: PortalPerson): readonly Answer[] {
  if (door === 'everybody') return ['in']
  if (door === 'program') return ['sign-in']
  if (door === 'signed-in') return person === 'nobody' ? ['sign-in'] : ['in']
  if (person === 'owner') return ['in']
  return person === 'other' ? ['hidden'] : ['sign-in', 'hidden']
}

/** Staff of 柳井市（デモ）by what they hold, and one of 見本町 with a session of their own city. */
export const officePeople = {
  nobody: [],
  clerk: ['review', 'export', 'send'],
  elsewhere: ['review', 'export', 'send', 'accounts', 'moving'],
  registers: ['registers', 'procedures', 'statistics', 'opendata'],
  // Reads all cases of the city, handles none.
  auditor: ['organisation', 'statistics', 'documents', 'audit', 'send'],
  foreigner: [],
} as const
export type OfficePerson = keyof typeof officePeople

const ofThisCase: readonly OfficePerson[] = ['clerk', 'auditor']

export function expectedAtOffice(door: OfficeDoor, person: OfficePerson): readonly Answer[] {
  if (door === 'everybody') return ['in']
  if (person === 'nobody' || person === 'foreigner') return ['sign-in']
  if (door === 'staff') return ['in']
  const holds = (permission: string): boolean => (officePeople[person] as readonly string[]).includes(permission)
  if ('may' in door) return holds(door.may) ? ['in'] : ['forbidden']
  if (!ofThisCase.includes(person)) return ['hidden', 'forbidden']
  return door.case === 'read' || holds(door.case) ? ['in'] : ['forbidden', 'hidden']
}
