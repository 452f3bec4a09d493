import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { createFileStore } from '../../../platform/files/folder-file-store.ts'
import { csvLine } from '../../../platform/tabular/write-csv.ts'
import { readDatasetFolder } from '../language/folder.ts'
import { cellsOf, sourcesOf } from '../table/to-rows.ts'
import { officeOf } from '../test-support/publish.ts'
import { openCatalogueOf } from './catalogue.ts'
import { csvOf } from './files/csv.ts'
import { pagesOfText } from './files/pages-of-rows.ts'
import { loadNextVersion, removePastRows } from './load/load-version.ts'
import { askRows, countValues, findRow } from './query/read-rows.ts'
import { allRows, type RowQuery } from './query/row-query.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'yanagi-opendata-'))
const files = createFileStore(folder)
const { datasets } = readDatasetFolder(path.resolve('.'))
const dataset = (id: string) => datasets.find((each) => each.id === id) ?? expect.fail(id)

let database: TestDatabase
let db: Kysely<InternetDb>
let office: ReturnType<typeof officeOf>
const load = () => loadNextVersion({ db, files, cityId: 'yanai', now: () => new Date('2026-12-01T00:00:00Z') })

beforeAll(async () => {
  database = await testDatabase()
  db = database.zone('internet').city<InternetDb>('yanai')
  office = officeOf(db, files)
  await office.publish(
    dataset('fire-hydrant'),
    Array.from({ length: 25 }, (_, at) => ({
      id: String(at + 1),
      type: at % 5 === 0 ? '防火水そう' : '消火栓',
      address: `山口県柳井市${at < 12 ? '柳井' : '阿月'}${at + 1}`,
      lat: String(33.9 + at / 1000),
      lon: String(132.1 + at / 1000),
      ...(at === 3 ? {} : { diameter: String(100 - at) }),
    })),
    { oldSlugs: ['shouka'] },
  )
  await office.publish(dataset('aed'), [
    { id: 'a1', name: '柳井市役所', name_kana: 'ヤナイシヤクショ', place: '玄関', lat: '33.9', lon: '132.1' },
    { id: 'a2', name: '平郡島', place: '港' },
  ])
  while (await load()) {}
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const catalogue = () => openCatalogueOf({ db: database.zone('internet') })
async function ask(id: string, more: Partial<RowQuery>) {
  catalogue().changed('yanai')
  const found = await catalogue().find('yanai', id)
  const version = found?.dataset.version ?? expect.fail(id)
  const query = { ...allRows(version.key, 100), ...more }
  const { page, counted: count } = await askRows(db, query, version.rows)
  const rows = await page(query.offset, query.limit)
  return { rows, ids: rows.map(({ cells }) => cells.id), count, version }
}

describe('what the office sends is shown', () => {
  test('with its bounds, under all its names, and to its own city only', async () => {
    const found = await catalogue().find('yanai', '352128-fire_hydrant')
    expect(found).toMatchObject({ moved: false, dataset: { id: 'fire-hydrant', state: 'published' } })
    expect(found?.dataset.version.bounds).toEqual([132.1, 33.9, 132.124, 33.924])
    expect(await catalogue().find('yanai', 'shouka')).toMatchObject({ moved: true, dataset: { id: 'fire-hydrant' } })
    expect(await catalogue().find('yanai', found?.dataset.uuid ?? '')).toBeDefined()
    expect(await catalogue().find('mihon', 'fire-hydrant')).toBeUndefined()
    expect(await catalogue().list('yanai')).toHaveLength(2)
  })

  test('a file that broke off, or holds other rows than announced, is not shown and the version before stays', async () => {
    await office.publish(dataset('aed'), [{ id: 'a1', name: '別' }], { number: 2, announced: 5 })
    await expect(load()).rejects.toThrow('announced')
    expect((await ask('aed', {})).rows).toHaveLength(2)
    await db.updateTable('open_version').set({ state: 'refused' }).where('state', '=', 'waiting').execute()
  })

  test('a newer version takes its place whole, the same message twice is one, an older one changes nothing', async () => {
    const rows = [{ id: 'a1', name: '柳井市役所　新館', place: '玄関' }]
    await office.publish(dataset('aed'), rows, { number: 4, publishedAt: '2026-11-30T02:00:00Z' })
    await office.publish(dataset('aed'), rows, { number: 4, publishedAt: '2026-11-30T02:00:00Z' })
    await office.publish(dataset('aed'), [{ id: 'old' }], { number: 3, publishedAt: '2026-11-30T03:00:00Z' })
    while (await load()) {}
    const { ids, version } = await ask('aed', {})
    expect(ids).toEqual(['a1'])
    expect(version.number).toBe(4)
    while (await removePastRows(db)) {}
    expect(
      (await db.selectFrom('open_row').select('row_no').where('cells', '@>', '{"id":"a2"}').execute()).length,
    ).toBe(0)
  })

  test('withdrawn: it is named with its reason; published again it is back', async () => {
    await office.withdraw('aed')
    catalogue().changed('yanai')
    expect((await catalogue().find('yanai', 'aed'))?.dataset).toMatchObject({
      state: 'withdrawn',
      notice: { reason: '内容に誤りがあったため' },
    })
    await office.publish(dataset('aed'), [{ id: 'a9' }], { number: 5, publishedAt: '2026-12-02T00:00:00Z' })
    while (await load()) {}
    expect((await ask('aed', {})).ids).toEqual(['a9'])
  })
})

describe('rows are found', () => {
  test('by page, however deep, and past the end there is nothing', async () => {
    expect((await ask('fire-hydrant', { offset: 20, limit: 3 })).ids).toEqual(['21', '22', '23'])
    const beyond = await ask('fire-hydrant', { offset: 1000, limit: 3 })
    expect(beyond).toMatchObject({ ids: [], count: { total: 25, estimated: false } })
  })

  test('by a value, several values, an empty cell', async () => {
    const is = (column: string, ...values: string[]) => ({ conditions: [{ kind: 'is' as const, column, values }] })
    expect((await ask('fire-hydrant', is('type', '防火水そう'))).count.total).toBe(5)
    expect((await ask('fire-hydrant', is('id', '3', '7'))).ids).toEqual(['3', '7'])
    expect((await ask('fire-hydrant', is('diameter', ''))).ids).toEqual(['4'])
    expect((await ask('fire-hydrant', is('nothing', 'x'))).ids).toEqual([])
  })

  test('by a range of numbers, and sorted as numbers, empty cells last', async () => {
    const conditions = [{ kind: 'between' as const, column: 'diameter', from: '76', to: '78', numeric: true }]
    expect((await ask('fire-hydrant', { conditions })).ids).toEqual(['23', '24', '25'])
    const sort = [{ column: 'diameter', descending: false, numeric: true }]
    const { ids } = await ask('fire-hydrant', { sort })
    expect([ids[0], ids.at(-1)]).toEqual(['25', '4'])
  })

  test('by place: the box of the index is only the first look', async () => {
    expect((await ask('fire-hydrant', { bounds: [132.1005, 33.9005, 132.1035, 33.9035] })).ids).toEqual(['2', '3', '4'])
    expect((await ask('fire-hydrant', { bounds: [0, 0, 1, 1] })).ids).toEqual([])
  })

  test('by words in any spelling', async () => {
    expect((await ask('fire-hydrant', { words: ['阿月'] })).count.total).toBe(13)
    expect((await ask('fire-hydrant', { words: ['阿月', '防火水そう'] })).ids).toEqual(['16', '21'])
    expect((await ask('fire-hydrant', { words: ['ｿﾝﾅﾓﾉ'] })).ids).toEqual([])
  })

  test('what is asked is never SQL', async () => {
    const nasty = `x' or 1=1; drop table open_row; --`
    const conditions = [{ kind: 'is' as const, column: nasty, values: [nasty, `"}'`] }]
    const sort = [{ column: nasty, descending: true, numeric: false }]
    expect((await ask('fire-hydrant', { conditions, sort, words: [nasty] })).ids).toEqual([])
  })

  test('one by its name, and the values of a column', async () => {
    const { version } = await ask('fire-hydrant', {})
    expect((await findRow(db, version.key, '7'))?.rowNo).toBe(7)
    expect(await countValues(db, version.key, 'type', 5)).toEqual([
      { value: '消火栓', count: 20 },
      { value: '防火水そう', count: 5 },
    ])
  })

  test('one of thousands of rare values, also as a number, with conditions, words and a box together; in an order, however deep', async () => {
    const many = 3000
    await office.publish(
      dataset('public-toilet'),
      Array.from({ length: many }, (_, at) => ({
        id: `T${at}`,
        name: `${at % 3 === 0 ? '公園' : '駅前'}トイレ${at}`,
        address: `山口県柳井市${at}`,
        lat: (33 + at / 10_000).toFixed(4),
        lon: '132.1',
        ...(at % 10 === 0 ? {} : { men: `${at % 7}.0` }),
      })),
    )
    while (await load()) {}
    const is = (column: string, values: string[], numeric = false) => ({ kind: 'is' as const, column, values, numeric })
    expect((await ask('public-toilet', { conditions: [is('id', ['T1234', 'T7', 'none'])] })).ids).toEqual([
      'T7',
      'T1234',
    ])
    expect((await ask('public-toilet', { conditions: [is('id', ['T1'])], words: ['公園'] })).count.total).toBe(0)
    const threes = await ask('public-toilet', {
      conditions: [is('men', ['3'], true)],
      words: ['公園'],
      offset: 40,
      limit: 2,
    })
    const expected = Array.from({ length: many }, (_, at) => at).filter(
      (at) => at % 10 !== 0 && at % 7 === 3 && at % 3 === 0,
    )
    expect(threes.count).toEqual({ total: expected.length, estimated: false })
    expect(threes.ids).toEqual(expected.slice(40, 42).map((at) => `T${at}`))
    const box = await ask('public-toilet', { bounds: [132, 33.1, 133, 33.2], words: ['公園'] })
    expect(box.count.total).toBe(
      Array.from({ length: many }, (_, at) => at).filter((at) => at % 3 === 0 && at >= 1000 && at <= 2000).length,
    )
    const sort = (descending: boolean) => [{ column: 'men', descending, numeric: true }]
    const up = await ask('public-toilet', { sort: sort(false), offset: 2690, limit: 20 })
    expect(up.rows.map(({ cells }) => cells.men)).toEqual([...Array(10).fill('6.0'), ...Array(10).fill(undefined)])
    const down = await ask('public-toilet', { sort: sort(true), words: ['駅前'], offset: 0, limit: 2 })
    expect(down.rows.map(({ cells }) => cells.men)).toEqual(['6.0', '6.0'])
    // By two columns: pages that begin and end within equal values, within single ones, and in rows without a value.
    const menOf = (at: number) => (at % 10 === 0 ? undefined : at % 7)
    for (const [menDown, latDown, offset] of [
      [true, false, 0],
      [true, false, 380],
      [false, true, 384],
      [true, true, 2240],
      [false, false, 2245],
    ] as const) {
      const expected = Array.from({ length: many }, (_, at) => at)
        .filter((at) => at >= 500)
        .sort((a, b) => {
          const [x, y] = [menOf(a), menOf(b)]
          if (x !== y) return x === undefined ? 1 : y === undefined ? -1 : menDown ? y - x : x - y
          return latDown ? b - a : a - b
        })
      const two = [
        { column: 'men', descending: menDown, numeric: true },
        { column: 'lat', descending: latDown, numeric: true },
      ]
      const { ids } = await ask('public-toilet', { sort: two, bounds: [132, 33.05, 133, 34], offset, limit: 10 })
      expect(ids, `${menDown} ${latDown} ${offset}`).toEqual(expected.slice(offset, offset + 10).map((at) => `T${at}`))
      const long = await ask('public-toilet', { sort: two, bounds: [132, 33.05, 133, 34], offset, limit: 800 })
      expect(long.ids, 'over several values').toEqual(expected.slice(offset, offset + 800).map((at) => `T${at}`))
    }
    const contains = await ask('public-toilet', {
      conditions: [{ kind: 'contains', column: 'name', text: 'トイレ29', worded: true }],
    })
    expect(contains.count).toEqual({ total: 111, estimated: false })
  })
})

test('a file of hostile cells is the same put together by PostgreSQL and written cell by cell', async () => {
  const definition = { ...dataset('public-toilet'), id: 'hostile', file: 'hostile' }
  const city = { code: '352128', prefecture: "山口'県", municipality: '=柳井\\市' }
  const hostile = [
    '=1',
    '＝1',
    '-5',
    '-5-',
    '@a',
    'a,b',
    '"',
    'x"y',
    '\r',
    'a\nb',
    '\t1',
    ' ',
    "'",
    '\\N',
    '\\.',
    '\\x41',
    '𠮷',
    '\u0001',
    '$1',
  ]
  const rows = hostile.map((cell, at) => ({
    id: `T${at}`,
    name: cell,
    ...(at % 3 === 0 ? { address: hostile[(at * 7) % hostile.length] } : {}),
    note: at % 2 === 0 ? 'い' : cell,
  }))
  await office.publish(definition, rows)
  while (await load()) {}
  catalogue().changed('yanai')
  const { version } = (await catalogue().find('yanai', 'hostile'))?.dataset ?? expect.fail('hostile')
  for (const layout of Object.keys(definition.editions))
    for (const together of [1, 7, 100]) {
      const pieces: Buffer[] = []
      const pages = pagesOfText(db, version, sourcesOf(definition, layout, city), together)
      for await (const piece of csvOf(definition, pages, { layout, bom: false })) pieces.push(piece)
      const lines = rows.map((row) => csvLine(cellsOf(definition, layout, row, city)))
      expect(Buffer.concat(pieces.slice(1)).toString(), `${layout} ${together}`).toBe(lines.join(''))
    }
  const gone = pagesOfText(db, { key: version.key, rows: rows.length + 1 }, [], 100)
  await expect(gone.next()).rejects.toThrow('no longer whole')
  const none = pagesOfText(db, { key: -1, rows: 1 }, [{ from: "a'b" }], 100)
  await expect(none.next()).rejects.toThrow('no longer whole')
})
