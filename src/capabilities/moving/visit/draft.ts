import { randomBytes, randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { clearHostCookie, readHostCookie, setHostCookie, type WebEnv } from '../../../platform/http/index.ts'
import type { Answers } from '../../procedures/index.ts'
import { internetDb, type Visits } from './visits.ts'

/** How long what was written stays after the last page. */
export const draftMinutes = 120
const cookie = 'moving-draft'

/** What a person has written so far; after the booking, what the last page shows. */
export interface VisitDraft {
  readonly answers: Answers
  /** A visit that was chosen and is taken on the last page only. */
  readonly slot?: string
  readonly requestKey: string
  readonly done?: { readonly receiptNumber: string; readonly secret: string; readonly bookingId: string }
}

export interface OpenDraft {
  readonly token: Buffer
  readonly version: number
  readonly body: VisitDraft
}

/** The draft of this browser; undefined when it has none, or it is too old. */
export async function findDraft(c: Context<WebEnv>, visits: Visits): Promise<OpenDraft | undefined> {
  const token = tokenOf(c, visits, readHostCookie(c, cookie))
  if (token === undefined) return undefined
  const row = await internetDb(visits, c.get('city').id)
    .selectFrom('moving_draft')
    .select(['version', 'box'])
    .where('token', '=', token)
    .where('expires_at', '>', c.get('now'))
    .executeTakeFirst()
  return row && { token, version: row.version, body: openBox(visits, c.get('city').id, token, row.box) }
}

/**
 * Keeps what was written; a browser without a draft gets one. False: another window has saved, or booked, since this draft
 * was read, and nothing was written.
 */
export async function saveDraft(
  c: Context<WebEnv>,
  visits: Visits,
  draft: OpenDraft | undefined,
  change: Omit<VisitDraft, 'requestKey'>,
): Promise<boolean> {
  const cityId = c.get('city').id
  const db = internetDb(visits, cityId)
  const fresh = draft === undefined ? randomBytes(32).toString('base64url') : undefined
  const token = draft?.token ?? tokenOf(c, visits, fresh)
  if (token === undefined) throw new Error('a draft without a token')
  const body: VisitDraft = { ...change, requestKey: draft?.body.requestKey ?? randomUUID() }
  const expires = new Date(c.get('now').getTime() + draftMinutes * 60_000)
  const box = sealBox(visits, cityId, token, body)
  if (draft === undefined) {
    await db.insertInto('moving_draft').values({ token, box, expires_at: expires }).execute()
    if (fresh !== undefined) setHostCookie(c, cookie, fresh, { sameSite: 'Lax' })
    return true
  }
  const saved = await db
    .updateTable('moving_draft')
    .set({ box, expires_at: expires, version: draft.version + 1 })
    .where('token', '=', token)
    .where('version', '=', draft.version)
    .executeTakeFirst()
  return saved.numUpdatedRows > 0n
}

/** Forgets the draft: row and cookie. */
export async function dropDraft(c: Context<WebEnv>, visits: Visits, draft: OpenDraft): Promise<void> {
  await internetDb(visits, c.get('city').id).deleteFrom('moving_draft').where('token', '=', draft.token).execute()
  clearHostCookie(c, cookie)
}

function tokenOf(c: Context<WebEnv>, { services }: Visits, value: string | undefined): Buffer | undefined {
  if (value === undefined || !/^[A-Za-z0-9_-]{43}$/.test(value)) return undefined
  return services.keys.token(c.get('city').id, 'session', `moving draft\0${value}`)
}

const placeOf = (token: Buffer): string => `moving draft ${token.toString('hex')}`

export function sealBox({ services }: Visits, cityId: string, token: Buffer, body: VisitDraft): Buffer {
  return services.keys.encrypt(cityId, 'draft', Buffer.from(JSON.stringify(body), 'utf8'), placeOf(token))
}

export function openBox({ services }: Visits, cityId: string, token: Buffer, box: Uint8Array): VisitDraft {
  return JSON.parse(services.keys.decrypt(cityId, 'draft', box, placeOf(token)).toString('utf8')) as VisitDraft
}
