import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testServices } from '../../../test/support/services.ts'
import { healthOf } from './health.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

async function stateOf(name: string, now: string): Promise<string | undefined> {
  const health = await healthOf(testServices({ zone: 'office', db, now }))
  return health.checks.find((check) => check.name === name)?.state
}

describe('the health of a zone', () => {
  test('is good when nothing waits', async () => {
    const health = await healthOf(testServices({ zone: 'office', db }))
    expect(health.checks.map((check) => check.name)).toEqual(['database', 'disk', 'evidence', 'relay', 'mail'])
    expect(health.checks.filter((check) => check.name !== 'disk').map((check) => check.state)).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
    ])
  })

  test('names mail that was given up', async () => {
    await sql`insert into mail_outbox (idempotency_key, failed_at, fault) values ('given up', now(), 'refused')`.execute(
      db.zone('office').city('yanai'),
    )
    expect(await stateOf('mail', '2026-11-24T01:00:00Z')).toBe('warn')
    expect(await stateOf('relay', '2026-11-24T01:00:00Z')).toBe('ok')
  })

  test('sees the evidence of every city that waits, and opens no connection of a city', async () => {
    for (const city of ['yanai', 'mihon'])
      await sql`insert into event_pending (stream, stream_id, number) values ('case', 'c-1', 1)`.execute(
        db.zone('office').city(city),
      )
    const services = testServices({ zone: 'office', db, now: new Date(Date.now() + 120_000).toISOString() })
    const asSystem = {
      ...services.db,
      city: () => {
        throw new Error('a connection of a city')
      },
    }
    const health = await healthOf({ ...services, db: asSystem })
    expect(health.checks.find((check) => check.name === 'evidence')).toMatchObject({
      state: 'fault',
      facts: { waiting: 2 },
    })
  })

  test('is a fault, not an exception, when the database is gone', async () => {
    const services = testServices({ zone: 'office', db })
    const gone = {
      ...services,
      db: {
        ...services.db,
        city: () => {
          throw new Error('gone')
        },
        system: () => {
          throw new Error('gone')
        },
      },
    }
    await expect(healthOf({ ...gone, cities: [] })).resolves.toMatchObject({ state: 'fault' })
  })
})
