import type { Context } from 'hono'
import { notFound, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { isUuid } from './uuid.ts'

/** A look at one file on the users' files origin, for a short time. Nothing of it can be read or made without the key. */
export interface FileTicket {
  readonly applicationId: string
  readonly fileId: string
  readonly until: number
}

/** Long enough to follow a redirect on a slow line. */
const ticketMs = 2 * 60_000

/** Sends the browser to the file on the users' files origin, where nothing can run and no session is. */
export function redirectToFile(
  c: Context<WebEnv>,
  services: ZoneServices,
  applicationId: string,
  fileId: string,
): Response {
  const city = c.get('city')
  const origin = city.origins.files
  if (origin === undefined) throw notFound()
  const ticket: FileTicket = { applicationId, fileId, until: c.get('now').getTime() + ticketMs }
  const sealed = services.keys.encrypt(city.id, 'session', Buffer.from(JSON.stringify(ticket), 'utf8'), 'file ticket')
  c.header('cache-control', 'no-store')
  return c.redirect(`${origin}/own/${sealed.toString('base64url')}`, 303)
}

/** The ticket of a path; undefined when it was changed, is of another city, or its time is over. */
export function readFileTicket(c: Context<WebEnv>, services: ZoneServices, text: string): FileTicket | undefined {
  if (!/^[A-Za-z0-9_-]{40,600}$/.test(text)) return undefined
  try {
    const box = Buffer.from(text, 'base64url')
    const plain = services.keys.decrypt(c.get('city').id, 'session', box, 'file ticket').toString('utf8')
    const ticket = JSON.parse(plain) as FileTicket
    return ticket.until >= c.get('now').getTime() && isUuid(ticket.fileId) ? ticket : undefined
  } catch {
    return undefined
  }
}
