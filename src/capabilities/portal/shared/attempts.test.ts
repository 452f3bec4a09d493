import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { HttpProblem, type WebEnv } from '../../../platform/http/index.ts'
import { type TestPortal, testPortal } from '../test-support/app.ts'
import { countGuess } from './attempts.ts'

let db: TestDatabase
let portal: TestPortal
beforeAll(async () => {
  db = await testDatabase()
  portal = testPortal(db, { now: '2026-11-22T01:00:00Z', procedures: [] })
})
afterAll(() => db.close())

/** A guess at another number, by a browser that keeps no cookie. Returns its status. */
async function guess(clientNetwork: string | undefined): Promise<number> {
  const known = { city: portal.services.cities[0], now: portal.services.clock.now(), clientNetwork }
  const c = { get: (name: keyof typeof known) => known[name] } as unknown as Context<WebEnv>
  try {
    await countGuess(c, portal.portal, randomBytes(8).toString('hex'), randomBytes(16))
    return 200
  } catch (error) {
    if (error instanceof HttpProblem) return error.status
    throw error
  }
}

test('one network can not guess at ever new numbers as ever new browsers; the others go on', async () => {
  for (let n = 0; n < 100; n += 1) expect(await guess('203.0.113.5')).toBe(200)
  expect(await guess('203.0.113.5')).toBe(429)
  expect(await guess('203.0.113.6')).toBe(200)
  expect(await guess(undefined)).toBe(200)
})
