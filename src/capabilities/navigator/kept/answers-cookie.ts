import type { Context } from 'hono'
import { clearHostCookie, readHostCookie, setHostCookie, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { Answers } from '../../procedures/index.ts'

/** How long answers stay in the browser after the last one. They are nowhere else. */
export const keptMinutes = 120
/** A cookie holds 4,096 bytes with its name; a guide's answers are far below. */
const mostCharacters = 3600

const nameOf = (guideId: string): string => `guide-${guideId}`
const contextOf = (guideId: string): string => `guide ${guideId}`

/**
 * The answers to a guide, from this browser's cookie: encrypted and signed with the city's key, so that nobody else can read
 * them and nobody can make them up. Undefined: none, too old, of another city or guide, or changed on the way.
 */
export function keptAnswers(c: Context<WebEnv>, services: ZoneServices, guideId: string): Answers | undefined {
  const text = readHostCookie(c, nameOf(guideId))
  if (text === undefined || text.length > mostCharacters || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined
  const box = Buffer.from(text, 'base64url')
  let plain: Buffer
  try {
    plain = services.keys.decrypt(c.get('city').id, 'session', box, contextOf(guideId))
  } catch {
    return undefined
  }
  const { answers, until } = JSON.parse(plain.toString('utf8')) as { answers: Answers; until: number }
  return until > c.get('now').getTime() ? answers : undefined
}

/** Keeps the answers in the browser for two hours from now. */
export function keepAnswers(c: Context<WebEnv>, services: ZoneServices, guideId: string, answers: Answers): void {
  const until = c.get('now').getTime() + keptMinutes * 60_000
  const plain = Buffer.from(JSON.stringify({ answers, until }), 'utf8')
  const box = services.keys.encrypt(c.get('city').id, 'session', plain, contextOf(guideId))
  setHostCookie(c, nameOf(guideId), box.toString('base64url'), { maxAgeSeconds: keptMinutes * 60 })
}

export function forgetAnswers(c: Context<WebEnv>, guideId: string): void {
  clearHostCookie(c, nameOf(guideId))
}
