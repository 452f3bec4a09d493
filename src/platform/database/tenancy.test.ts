import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

describe('the tenant of a connection', () => {
  test('is the city that logged in', async () => {
    const { rows } = await sql<{ tenant: string }>`select current_tenant() as tenant`.execute(
      db.zone('internet').city('yanai'),
    )
    expect(rows).toEqual([{ tenant: 'yanai' }])
  })
})
