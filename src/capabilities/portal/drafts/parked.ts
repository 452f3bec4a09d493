import { randomBytes } from 'node:crypto'
import type { City } from '../../../platform/cities.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { tokens } from '../shared/tokens.ts'

/** What was typed on a page whose session had ended. */
export interface ParkedPost {
  readonly pageId: string
  readonly fields: Readonly<Record<string, string>>
}

/** Long enough to find the card, sign in, and come back. */
const parkedMs = 60 * 60_000
const longestText = 20_000

/**
 * Keeps a post that came after the session had ended: encrypted, one for each draft, under a token that only the person's
 * address bar knows. Returns the token.
 */
export async function parkPost(
  portal: Portal,
  city: City,
  draftId: string,
  pageId: string,
  fields: ReadonlyMap<string, readonly string[]>,
  now: Date,
): Promise<string> {
  const { keys } = portal.services
  const token = randomBytes(24).toString('base64url')
  const kept = [...fields].map(([name, values]) => [name, values.join('\n').slice(0, longestText)] as const)
  const post: ParkedPost = { pageId, fields: Object.fromEntries(kept) }
  const body = keys.encrypt(city.id, 'draft', Buffer.from(JSON.stringify(post), 'utf8'), `parked:${draftId}`)
  const db = cityDb(portal, city.id)
  await db.deleteFrom('parked_post').where('application_id', '=', draftId).execute()
  await db
    .insertInto('parked_post')
    .values({
      token: tokens.parked(keys, city.id, token),
      application_id: draftId,
      body,
      expires_at: new Date(now.getTime() + parkedMs),
    })
    .execute()
  return token
}

/** What was parked for this draft under the token; undefined when it is another draft's, or its time is over. */
export async function findParked(
  portal: Portal,
  city: City,
  draftId: string,
  token: string | undefined,
  now: Date,
): Promise<ParkedPost | undefined> {
  if (token === undefined || !/^[A-Za-z0-9_-]{32}$/.test(token)) return undefined
  const { keys } = portal.services
  const row = await cityDb(portal, city.id)
    .selectFrom('parked_post')
    .select('body')
    .where('token', '=', tokens.parked(keys, city.id, token))
    .where('application_id', '=', draftId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return JSON.parse(keys.decrypt(city.id, 'draft', row.body, `parked:${draftId}`).toString('utf8')) as ParkedPost
}

/** Forgets what was parked: it has been saved. */
export async function dropParked(portal: Portal, city: City, draftId: string): Promise<void> {
  await cityDb(portal, city.id).deleteFrom('parked_post').where('application_id', '=', draftId).execute()
}
