import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityHall } from '../../src/app.ts'
import { platformTables } from '../../src/platform/tables.ts'
import { type Zone, zones } from '../../src/platform/zone.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

/** What the code says: every table with those who claim it. */
function claims(zone: Zone): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  const claim = (owner: string, tables: readonly string[]): void => {
    for (const table of tables) found.set(table, [...(found.get(table) ?? []), owner])
  }
  for (const [module, tables] of Object.entries(platformTables)) claim(`platform/${module}`, tables)
  for (const capability of cityHall([])) claim(capability.name, capability.parts[zone]?.tables ?? [])
  return found
}

let db: TestDatabase
const live = new Map<Zone, readonly string[]>()
beforeAll(async () => {
  db = await testDatabase()
  const owner = await db.owner()
  for (const zone of zones) {
    const { rows } = await owner.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = $1 and table_type = 'BASE TABLE' order by 1`,
      [zone],
    )
    live.set(
      zone,
      rows.map(({ name }) => name),
    )
  }
})
afterAll(() => db.close())

describe.each([...zones])('in the %s zone', (zone) => {
  test('every table of the live schema belongs to somebody', () => {
    const known = claims(zone)
    expect(live.get(zone)?.length).toBeGreaterThan(8)
    expect(live.get(zone)?.filter((table) => !known.has(table))).toEqual([])
  })
  test('nobody claims a table that is not there', () => {
    expect([...claims(zone).keys()].filter((table) => !live.get(zone)?.includes(table))).toEqual([])
  })
  test('no table has two owners', () => {
    expect([...claims(zone)].filter(([, owners]) => owners.length > 1)).toEqual([])
  })
})
