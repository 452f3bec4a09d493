import type { Context } from 'hono'
import { sql } from 'kysely'
import { tooMany, type WebEnv } from '../../../platform/http/index.ts'
import { internetDb, type Visits } from './visits.ts'

const windowMinutes = 15
/** Guesses at one number, wherever they come from, and of one network at any number, in a window. */
const most = { number: 10, network: 100 } as const

/**
 * Counts a guess at a number and its secret. Throws 429 beyond the limits. Who is counted is kept as a keyed hash only. What
 * is no number at all is a slip of the pen and counts for the network alone: it must not shut out others who slip.
 */
export async function countGuess(c: Context<WebEnv>, visits: Visits, number: string | undefined): Promise<void> {
  const cityId = c.get('city').id
  const network = c.get('clientNetwork')
  const token = (text: string): Buffer => visits.services.keys.token(cityId, 'session', `moving attempt\0${text}`)
  const guesses = [
    ...(number === undefined ? [] : [{ token: token(`number ${number}`), limit: most.number }]),
    ...(network === undefined ? [] : [{ token: token(`network ${network}`), limit: most.network }]),
  ]
  const length = windowMinutes * 60_000
  const window = new Date(Math.floor(c.get('now').getTime() / length) * length)
  for (const guess of guesses) {
    const { rows } = await sql<{ tries: number }>`insert into moving_attempt (token, window_start, tries)
      values (${guess.token}, ${window}, 1) on conflict (tenant_id, token, window_start)
      do update set tries = moving_attempt.tries + 1 returning tries`.execute(internetDb(visits, cityId))
    if ((rows[0]?.tries ?? 0) > guess.limit) throw tooMany(windowMinutes * 60)
  }
}
