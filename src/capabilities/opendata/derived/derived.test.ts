import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type TestServices, testServices } from '../../../../test/support/services.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { CaseSource } from '../../statistics/index.ts'
import { readDatasetFolder } from '../language/folder.ts'
import { seedDatasets } from '../office/seed.ts'
import { addStandardDatasets } from '../office/standard-datasets.ts'
import { unpackRows } from '../public/load/row-file.ts'
import type { PublishedDataset } from '../public/published.ts'
import { eventRows } from './events.ts'
import { facilityRows } from './facilities.ts'
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

test('facilities come from their register, repaired; events get their place; what is wrong stands on the dataset', async () => {
  const make = async (id: string, source: RowSource) =>
    source({
      services,
      city: yanai(),
      definition: definitionOf(id),
      publisher: { code: '352128', prefecture: '山口県', municipality: '柳井市' },
      now: services.clock.now(),
      published: async () => [],
    })
  expect(await produce('public-facility', facilityRows)).toBe('unknown')
  await db.insertInto('register').values({ register: 'facilities', label: '公共施設', facts: '{}' }).execute()
  // A register that nobody has begun says nothing: the city may still bring a spreadsheet.
  expect(await produce('public-facility', facilityRows)).toBe('unknown')
  const facility = (id: string, name: string, facts: object, to?: string) => ({
    register: 'facilities',
    entry: id,
    position: 1,
    label: JSON.stringify({ ja: name }),
    from_on: '2020-04-01',
    ...(to === undefined ? {} : { to_on: to }),
    facts: JSON.stringify(facts),
  })
  const address = '山口県柳井市柳井津1992-3'
  await db
    .insertInto('register_entry')
    .values([
      facility('pf0001', '公民館', {
        address,
        lat: '33.9675',
        lon: '132.1108',
        phone: '０８２０−２２−２１１１',
        opensAt: '9時',
        wheelchair: true,
      }),
      facility('pf0002', '閉じた館', { address }, '2024-03-31'),
    ])
    .execute()
  expect(await produce('public-facility', facilityRows)).toBe('published')
  const packed = sent().at(-1)?.content.file
  const bytes = await services.files.get('yanai', packed?.address ?? '', Buffer.from(packed?.key ?? '', 'base64'))
  const rows: (readonly string[])[] = []
  for await (const page of unpackRows(bytes, 10)) rows.push(...page)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toEqual(
    expect.arrayContaining(['pf0001', '公民館', address, '33.9675', '0820-22-2111', '09:00', '有']),
  )
  expect((await make('public-facility', facilityRows))?.[0]).toMatchObject({ town: '柳井津', street: '1992-3' })
  // 「公民館」 is what the register of events calls its venue.
  expect((await make('event', eventRows))?.[0]).toMatchObject({
    place: '公民館',
    address,
    lat: '33.9675',
    lon: '132.1108',
  })
  expect(await produce('event', eventRows)).toBe('published')
  const problems = async (id = 'public-facility') =>
    (await db.selectFrom('dataset').select('source_problems').where('dataset_id', '=', id).executeTakeFirstOrThrow())
      .source_problems
  expect(await problems()).toEqual([])
  // A venue that is no facility is published without a place, and the clerk is told as long as it can be acted on; what a person said of the dataset stays.
  expect(await problems('event')).toEqual([])
  await db
    .updateTable('dataset')
    .set({ described: true, definition: sql`jsonb_set(definition, '{title,ja}', '"催し"')` })
    .where('dataset_id', '=', 'event')
    .execute()
  const hall = { time: '10:00〜12:00', venue: '民間の ホール' }
  await db
    .insertInto('register_entry')
    .values([
      entry('hall.1', 8, { ...hall, day: '2099-01-15', applyUntil: '2099-01-01' }),
      entry('hall.2', 9, { ...hall, day: '2020-01-15', applyUntil: '2020-01-01' }),
    ])
    .execute()
  expect(await produce('event', eventRows)).toBe('published')
  expect(await problems('event')).toEqual([
    expect.objectContaining({ key: 'hall.1', code: 'venue-unknown', level: 'warning', detail: '民間の ホール' }),
  ])
  expect(sent().at(-1)?.content.definition.title.ja).toBe('催し')
  await db.deleteFrom('register_entry').where('entry', 'in', ['hall.1', 'hall.2']).execute()
  await db
    .insertInto('register_entry')
    .values(facility('pf0003', '沖の館', { address: '山口県柳井市平郡1', lat: '33.70', lon: '132.40' }))
    .execute()
  await db
    .insertInto('register_entry')
    .values(facility('pf0004', '住所のない館', { lat: '33.97' }))
    .execute()
  expect(await produce('public-facility', facilityRows)).toBe('broken')
  expect(await problems()).toEqual([
    expect.objectContaining({ key: 'pf0004', name: '住所のない館', code: 'missing', level: 'error' }),
    expect.objectContaining({ key: 'pf0004', code: 'half-a-place', level: 'error' }),
    expect.objectContaining({ key: 'pf0003', code: 'outside-city', level: 'warning' }),
  ])
  await db.deleteFrom('register_entry').where('entry', 'in', ['pf0003', 'pf0004']).execute()
  expect(await produce('public-facility', facilityRows)).toBe('same')
  expect(await problems()).toEqual([])
})

test('the list of open data has every dataset and itself, and does not renew itself for ever', async () => {
  expect(await produce('open-data-list', openDataListRows)).toBe('published')
  expect(await produce('open-data-list', openDataListRows)).toBe('same')
  expect(sent().at(-1)).toMatchObject({ datasetId: 'open-data-list', content: { rows: 3 } })
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

test('a real city begins with the datasets of the standard, unpublished, and with nothing that was made up', async () => {
  const real = { ...yanai(), demo: false }
  const before = (await db.selectFrom('dataset').select('dataset_id').execute()).map((row) => row.dataset_id)
  await seedDatasets(services, real)
  expect(await db.selectFrom('dataset').select('dataset_id').execute()).toHaveLength(before.length)
  for (const _ of [1, 2]) await addStandardDatasets(services, real)
  const added = await db
    .selectFrom('dataset')
    .select(['dataset_id', 'state', 'about'])
    .where('dataset_id', 'not in', before)
    .execute()
  const ids = added.map(({ dataset_id }) => dataset_id)
  expect(ids).toEqual(expect.arrayContaining(['aed', 'public-toilet', 'evacuation-space', 'population']))
  expect(ids).not.toContain('procedure-statistics')
  expect(new Set(added.map(({ state }) => state))).toEqual(new Set(['draft']))
  expect(added.some(({ about }) => (about as { fictional: boolean }).fictional)).toBe(false)
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
