import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { zones } from '../zone.ts'
import { generateTypes } from './generate-types.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

describe('the generated types', () => {
  test.each(zones)(
    'of the zone %s are those of the live schema ("npm run yanagi -- types" makes them anew)',
    async (zone) => {
      const kept = readFileSync(`src/platform/database/generated/${zone}.ts`, 'utf8')
      expect(kept).toBe(await generateTypes(await db.owner(), zone))
    },
  )

  test('follow a table: words of a check, defaults, moments, days, JSON, arrays', async () => {
    const owner = await db.owner()
    await owner.query(`create table office.sample (
      id bigint generated always as identity primary key, state text not null default 'new' check (state in ('new', 'it''s done')),
      note text, made_at timestamptz not null default now(), due_on date, facts jsonb not null, sections text[] not null);
      comment on table office.sample is '見本'; comment on column office.sample.note is '備考'`)
    const made = await generateTypes(owner, 'office')
    expect(made).toContain(`/** 見本 */
export interface SampleTable {
  id: GeneratedAlways<number>
  state: Generated<'new' | 'it\\'s done'>
  /** 備考 */
  note: string | null
  made_at: Generated<Moment>
  due_on: string | null
  facts: Json
  sections: string[]
}`)
    await owner.query('drop table office.sample')
  })

  test('refuse a type nobody agreed on', async () => {
    const owner = await db.owner()
    await owner.query('create table office.odd (span interval)')
    await expect(generateTypes(owner, 'office')).rejects.toThrow('office.odd'.replace('office.', ''))
    await owner.query('drop table office.odd')
  })
})
