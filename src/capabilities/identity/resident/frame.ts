import type { Context } from 'hono'
import { residentFrame } from '../../../design/index.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { ResidentMessages } from './messages.ja.ts'
import { residentMessages } from './messages.ts'
import type { ResidentSession } from './session.ts'

/** The frame of a resident page of identity, with the person's name when somebody is signed in. */
export function frameOf(c: Context<WebEnv>, session: ResidentSession | null): ReturnType<typeof residentFrame> {
  const name = session?.profile?.fullName
  return residentFrame(c, session === null ? undefined : { unread: 0, ...(name === undefined ? {} : { name }) })
}

export function messagesOf(c: Context<WebEnv>): ResidentMessages {
  return residentMessages[c.get('locale')]
}
