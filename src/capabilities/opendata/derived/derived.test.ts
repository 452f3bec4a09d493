import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type TestServices, testServices } from '../../../../test/support/services.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { CaseSource } from '../../statistics/index.ts'
import { readDatasetFolder } from '../language/folder.ts'
import type { PublishedDataset } from '../public/published.ts'
import { eventRows } from './events.ts'
import { openDataListRows } from './open-data-list.ts'
import { procedureStatisticsRows } from './procedure-statistics.ts'
import { produceDataset } from './produce.ts'
import type { RowSource } from './source.ts'

let database: TestDatabase
let services: TestServices<'office'>
let db: Kysely<OfficeDb>

beforeAll(async () => {
  database = await testDatabase()
  services = testServices({ zone: 'office', db: database })
  db = services.db.city<OfficeDb>('yanai')
})
afterAll(() => database.close())

const definitionOf = (id: string) =>
  readDatasetFolder(services.config.rootDir).datasets.find((each) => each.id === id) ?? expect.fail(id)
const yanai = () => services.cities[0] ?? expect.fail('yanai')
const produce = (id: string, source: RowSource) => produceDataset(services, yanai(), definitionOf(id), source)
const sent = () =>
  services.relay.sent.flatMap(({ kind, payload }) =>
    kind === 'open-dataset'
      ? [payload as { datasetId: string; number: number; content: PublishedDataset & { changes: { added: number } } }]
      : [],
  )

test('events come from the register, are renewed when it changes and only then, and stay withdrawn', async () => {
  expect(await produce('event', eventRows)).toBe('unknown')
  await db.insertInto('register').values({ register: 'events', label: '講座・催し', facts: registerFacts }).execute()
  await db
    .insertInto('register_entry')
    .values(entry('smartphone.1', 1, { day: '2026-12-15', time: '9:30〜12:00' }))
    .execute()
  await db
    .insertInto('register_entry')
    .values(entry('no-day', 2, {}))
    .execute()
  expect(await produce('event', eventRows)).toBe('published')
  expect(await produce('event', eventRows)).toBe('same')
  await db
    .insertInto('register_entry')
    .values(entry('bread.1', 3, { day: '2026-12-01', time: '10:00〜12:00' }))
    .execute()
  expect(await produce('event', eventRows)).toBe('published')
  expect(
    sent().map(({ datasetId, number, content }) => [datasetId, number, content.rows, content.changes.added]),
  ).toEqual([
    ['event', 1, 1, 1],
    ['event', 2, 2, 1],
  ])
  const rows = await eventRows({
    services,
    city: yanai(),
    definition: definitionOf('event'),
    publisher: { code: '352128', prefecture: '山口県', municipality: '柳井市' },
    now: services.clock.now(),
    published: async () => [],
  })
  expect(rows?.map(({ id }) => id)).toEqual(['bread.1', 'smartphone.1'])
  expect(rows?.[1]).toMatchObject({
    name: '催し smartphone.1',
    opens_at: '09:30',
    fee_kind: '無料',
    capacity: '20',
    apply_until: '2026-12-10',
    description: '対象は市民。募集は先着順。持ち物は筆記用具。',
    address: '山口県柳井市',
  })
  await db.updateTable('dataset').set({ state: 'withdrawn' }).where('dataset_id', '=', 'event').execute()
  await db.deleteFrom('register_entry').where('entry', '=', 'bread.1').execute()
  expect(await produce('event', eventRows)).toBe('same')
  await db.updateTable('dataset').set({ state: 'published' }).where('dataset_id', '=', 'event').execute()
})

test('the list of open data has every dataset and itself, and does not renew itself for ever', async () => {
  expect(await produce('open-data-list', openDataListRows)).toBe('published')
  expect(await produce('open-data-list', openDataListRows)).toBe('same')
  expect(sent().at(-1)).toMatchObject({ datasetId: 'open-data-list', content: { rows: 2 } })
})

test('a finished year of the statistics is published once and stays, whatever the numbers say later', async () => {
  const none: CaseSource = { sections: async () => [], firstDay: async () => undefined } as never
  expect(
    await produce(
      'procedure-statistics',
      procedureStatisticsRows(() => none),
    ),
  ).toBe('unknown')
  const year =
    (value: string): RowSource =>
    async ({ published }) => {
      const before = await published()
      return before.length > 0
        ? before
        : [
            {
              id: `2025.x.${value}`,
              code: '352128',
              fiscal_year: '2025',
              procedure_id: 'x',
              procedure: 'い',
              table: '表',
              row: '行',
              measure: '件',
              value,
            },
          ]
    }
  expect(await produce('procedure-statistics', year('1'))).toBe('published')
  expect(await produce('procedure-statistics', year('2'))).toBe('same')
})

test('rows that are not what the definition says are not published', async () => {
  expect(await produce('event', async () => [{ id: 'x', name: '日の無い催し' }])).toBe('broken')
})

const registerFacts = JSON.stringify({
  target: { label: '対象', type: 'text', choices: { residents: '市民' } },
  method: { label: '募集方法', type: 'text', choices: { 'first-come': '先着順' } },
})
const entry = (id: string, position: number, facts: Record<string, unknown>) => ({
  register: 'events',
  entry: id,
  position,
  label: JSON.stringify({ ja: `催し ${id}　令和8年` }),
  from_on: '2026-11-01',
  to_on: '2026-12-10',
  capacity: 20,
  facts: JSON.stringify({
    target: 'residents',
    method: 'first-come',
    venue: '公民館',
    bring: '筆記用具',
    fee: 0,
    ...facts,
  }),
})
