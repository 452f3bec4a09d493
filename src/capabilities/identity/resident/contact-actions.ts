import { randomInt, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { sameBytes } from '../tokens.ts'
import { type CodeRefusal, codeLimits, codeMinutes, codeRefusal, codeTries, nextCodeAt } from './contact-code.ts'
import { countTry, insertCode, listCodeTimes, lockContact, lockNewestCode, markUsed } from './contact-store.ts'
import type { ResidentTables } from './tables.ts'

export type AskResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'too-many'; readonly retryAt: Date }

/**
 * Sends a code to an address. The answer is the same whether or not anybody ever used the address here.
 * `browser` is the token of this browser's code cookie: a code can be tried only where it was asked for.
 */
export async function askForCode(
  services: ZoneServices,
  city: City,
  request: {
    readonly browser: string
    readonly email: string
    readonly returnTo: string
    readonly now: Date
    readonly mail: (code: string) => { readonly subject: string; readonly text: string }
  },
): Promise<AskResult> {
  const { keys } = services
  const { now } = request
  const addressToken = keys.token(city.id, 'session', `contact-address:${request.email.toLowerCase()}`)
  const browserToken = keys.token(city.id, 'session', `contact-browser:${request.browser}`)
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000)
  return services.db
    .city<ResidentTables>(city.id)
    .transaction()
    .execute(async (trx) => {
      await lockContact(trx, [addressToken, browserToken])
      const waits = [
        nextCodeAt(codeLimits.address, await listCodeTimes(trx, 'address_token', addressToken, dayAgo), now),
        nextCodeAt(codeLimits.browser, await listCodeTimes(trx, 'browser_token', browserToken, dayAgo), now),
      ].filter((wait) => wait !== null)
      if (waits.length > 0) {
        return { ok: false, refusal: 'too-many', retryAt: new Date(Math.max(...waits.map((at) => at.getTime()))) }
      }
      const id = randomUUID()
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      await insertCode(trx, {
        id,
        browserToken,
        addressToken,
        emailBox: keys.encrypt(city.id, 'profile', Buffer.from(request.email), codeContext(id)),
        codeHash: codeHash(services, city.id, id, code),
        returnTo: request.returnTo,
        at: now,
        expiresAt: new Date(now.getTime() + codeMinutes * 60_000),
      })
      await services.mail.enqueue(trx as unknown as Transaction<unknown>, {
        cityId: city.id,
        to: request.email,
        idempotencyKey: `contact-code:${id}`,
        ...request.mail(code),
      })
      return { ok: true }
    })
}

export type TryResult =
  | { readonly ok: true; readonly email: string; readonly returnTo: string }
  | { readonly ok: false; readonly refusal: CodeRefusal; readonly triesLeft: number }

/** Tries a code once. A right code counts once; a try counts before its result is known. */
export async function tryCode(
  services: ZoneServices,
  city: City,
  request: { readonly browser: string; readonly code: string; readonly now: Date },
): Promise<TryResult> {
  const { keys } = services
  const browserToken = keys.token(city.id, 'session', `contact-browser:${request.browser}`)
  return services.db
    .city<ResidentTables>(city.id)
    .transaction()
    .execute(async (trx) => {
      const row = await lockNewestCode(trx, browserToken)
      if (row === undefined) return { ok: false, refusal: 'expired', triesLeft: 0 }
      const standing = { tries: row.tries, expiresAt: row.expires_at, usedAt: row.used_at }
      const refusal = codeRefusal(standing, request.now)
      if (refusal !== null) return { ok: false, refusal, triesLeft: 0 }
      await countTry(trx, row.id)
      if (!sameBytes(row.code_hash, codeHash(services, city.id, row.id, request.code))) {
        const triesLeft = codeTries - row.tries - 1
        return { ok: false, refusal: triesLeft === 0 ? 'used-up' : 'wrong', triesLeft }
      }
      await markUsed(trx, row.id, request.now)
      const email = keys.decrypt(city.id, 'profile', row.email_box, codeContext(row.id)).toString('utf8')
      return { ok: true, email, returnTo: row.return_to }
    })
}

const codeContext = (id: string): string => `contact_code:${id}:email`

/** A keyed hash: six digits alone would be found in a moment by whoever reads the table. */
function codeHash(services: ZoneServices, cityId: string, id: string, code: string): Buffer {
  return services.keys.token(cityId, 'session', `contact-code:${id}:${code}`)
}
