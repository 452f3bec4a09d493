import type { Context } from 'hono'
import { type PageDisplay, residentFrame } from '../../../design/index.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { ResidentSession } from '../../identity/index.ts'

/** The frame of a portal page: the city, the look, and the person with the number of unread notices. */
export function frameOf(
  c: Context<WebEnv>,
  session: ResidentSession | null,
  unread = 0,
): ReturnType<typeof residentFrame> & { display?: PageDisplay } {
  const name = session?.profile?.fullName
  return residentFrame(c, session === null ? undefined : { unread, ...(name === undefined ? {} : { name }) })
}
