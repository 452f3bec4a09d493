import type { Context } from 'hono'
import { tooMany, type WebEnv } from '../../../platform/http/index.ts'
import { countAttempt } from '../drafts/store.ts'
import { cityDb, type Portal } from './portal.ts'
import { tokens } from './tokens.ts'

const windowMinutes = 15
/**
 * Tries at one number, wherever they come from, and tries of one browser or network at any number, in a window. A browser
 * may forget who it is; a network is a whole school or town hall, so it has more.
 */
const most = { number: 10, browser: 20, network: 100 } as const

/**
 * Counts a guess at a number and its secret, in the database, so that more processes do not mean more guesses.
 *
 * Throws 429 beyond the limits. Who is counted is kept as a keyed hash only.
 */
export async function countGuess(c: Context<WebEnv>, portal: Portal, number: string, browser: Buffer): Promise<void> {
  const cityId = c.get('city').id
  const { keys } = portal.services
  const db = cityDb(portal, cityId)
  const network = c.get('clientNetwork')
  const guesses = [
    { token: tokens.attempt(keys, cityId, `number ${number}`), limit: most.number },
    { token: tokens.attempt(keys, cityId, `browser ${browser.toString('hex')}`), limit: most.browser },
    ...(network === undefined
      ? []
      : [{ token: tokens.attempt(keys, cityId, `network ${network}`), limit: most.network }]),
  ]
  const counts = await Promise.all(guesses.map(({ token }) => countAttempt(db, token, c.get('now'), windowMinutes)))
  if (guesses.some(({ limit }, index) => (counts[index] ?? 0) > limit)) throw tooMany(windowMinutes * 60)
}
