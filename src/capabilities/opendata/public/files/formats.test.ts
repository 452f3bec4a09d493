import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { csvLines } from '../../../../platform/tabular/read-csv.ts'
import { csvCell, csvLine } from '../../../../platform/tabular/write-csv.ts'
import { readDatasetFolder } from '../../language/folder.ts'
import { cellsOf } from '../../table/to-rows.ts'
import { sampleDataset } from '../../test-support/sample-dataset.ts'
import { betweenCells, betweenRows } from '../query/read-rows.ts'
import type { FoundRow } from '../query/row-query.ts'
import { csvOf } from './csv.ts'
import { csvOfJoined } from './csv-of-joined.ts'
import { geoJsonOf } from './geojson.ts'
import { jsonOf } from './json.ts'

const { datasets } = readDatasetFolder(path.resolve('.'))
const dataset = sampleDataset(datasets.find(({ id }) => id === 'tourism') ?? expect.fail('tourism'))
const { definition } = dataset
const city = { code: '352128', prefecture: '山口県', municipality: '柳井市' }

const row = (rowNo: number, cells: Record<string, string>, place?: [number, number]): FoundRow => ({
  rowNo,
  rowKey: cells.id ?? String(rowNo),
  cells,
  lon: place?.[0] ?? null,
  lat: place?.[1] ?? null,
})
async function* paged(...pages: FoundRow[][]) {
  yield* pages
}
async function whole(pieces: AsyncIterable<string | Buffer>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += String(piece)
  return text
}
/** As PostgreSQL puts them together. */
function joinedBytes(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(rows.map((cells) => `${cells.join(betweenCells)}${betweenRows}\n`).join(''))
}
async function* joined(layout: string, rows: AsyncIterable<readonly FoundRow[]>) {
  for await (const page of rows)
    yield {
      count: page.length,
      bytes: joinedBytes(page.map(({ cells }) => cellsOf(definition, layout, cells, city))),
    }
}
const tricky = { code: '352128', id: '007', name: '"白壁", の\n町', fee: '-5', note: '=HYPERLINK("x")' }

describe('CSV', () => {
  const csv = (layout: string, bom = false) =>
    whole(csvOf(definition, joined(layout, paged([row(1, tricky)])), { layout, bom }))

  test('rows that need no care and rows that do are the same file', async () => {
    const plain = [row(1, { id: '1', name: '白壁' }), row(2, { id: '2', name: '月性' })]
    const careful = row(3, { id: '3', name: '=1' })
    const lines = async (...pages: FoundRow[][]) =>
      (await whole(csvOf(definition, joined('standard', paged(...pages)), { layout: 'standard', bom: false }))).split(
        '\r\n',
      )
    const [apart, together] = [await lines(plain, [careful]), await lines([...plain, careful])]
    expect(apart).toEqual(together)
    expect(apart).toHaveLength(5)
    expect(apart[3]).toContain("'=1")
  })

  test('of whatever cells is the same as written cell by cell', () => {
    const of = <T>(random: () => number, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
    const signs = ['', '', '柳', '市', 'Ａ', '１', '＝', '＋', '－', '＠', '！', '𠮷', 'é', '7', '-', '+', '=', '@']
    const hostile = [
      ...signs,
      '"',
      ',',
      '\r',
      '\n',
      '\r\n',
      '\t',
      "'",
      ' ',
      '\\',
      '\u0001',
      '\u001d',
      '\ufeff',
      '\u0085',
    ]
    for (let seed = 1; seed <= 300; seed += 1) {
      let state = seed
      const random = () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        return state / 2 ** 32
      }
      // Every third page holds few that need care among many that do not.
      const cell = () =>
        Array.from({ length: Math.floor(random() * 5) }, () =>
          of(random, seed % 3 > 0 || random() < 0.02 ? hostile : ['柳', '7', 'a']),
        ).join('')
      const width = 1 + (seed % 4)
      const rows = Array.from({ length: seed % 9 }, () => Array.from({ length: width }, cell))
      expect(csvOfJoined(joinedBytes(rows)).toString(), `page ${seed}`).toBe(rows.map(csvLine).join(''))
    }
    expect(() => csvOfJoined(Buffer.from('a'))).toThrow('has no end')
    expect(() => csvOfJoined(Buffer.from('=a'))).toThrow('has no end')
  })

  test.each(['standard', 'recommended'])(
    'in the layout %s comes back as it went out, formulas excepted',
    async (layout) => {
      const text = await csv(layout)
      const [head, line, ...others] = [...csvLines(text, ',', { columns: 300, cell: 1000 })]
      expect(head?.cells).toEqual(definition.editions[layout]?.columns.map(({ header }) => header))
      const cell = (id: string) =>
        line?.cells[definition.editions[layout]?.columns.findIndex(({ from }) => from === id) ?? -1]
      expect([cell('id'), cell('name'), cell('fee')]).toEqual(['007', '"白壁", の\n町', '-5'])
      expect(cell('note')).toBe(`'=HYPERLINK("x")`)
      expect(others).toEqual([])
      expect(text.endsWith('\r\n')).toBe(true)
    },
  )

  test('has the city in columns that only the recommended layout knows', async () => {
    expect(await csv('recommended')).toContain('352128,007,山口県,柳井市,')
  })

  test('has a byte order mark only when asked', async () => {
    expect((await csv('standard')).startsWith('\ufeff')).toBe(false)
    expect((await csv('standard', true)).startsWith('\ufeff')).toBe(true)
  })

  test.each([
    ['=1+1', `'=1+1`],
    ['+cmd', `'+cmd`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['＝1+1', `'＝1+1`],
    ['\t=1', `'\t=1`],
    ['-12.5', '-12.5'],
    ['+81', '+81'],
    ['柳井=市', '柳井=市'],
    ['', ''],
  ])('%j is written %j', (cell, written) => expect(csvCell(cell)).toBe(written))
})

describe('JSON', () => {
  test('every column is there, numbers are numbers, codes stay texts, empty is null', async () => {
    const read = JSON.parse(await whole(jsonOf(dataset, paged([row(1, tricky)], [row(2, { id: '2' })]))))
    expect(read).toMatchObject({ name: '352128-tourism', fictional: true, license: expect.stringContaining('by/4.0') })
    expect(Object.keys(read.rows[0])).toEqual(definition.columns.map(({ id }) => id))
    expect(read.rows[0]).toMatchObject({ code: '352128', id: '007', fee: -5, name_kana: null, note: tricky.note })
    expect(read.rows).toHaveLength(2)
  })

  test('without rows it is whole all the same', async () => {
    expect(JSON.parse(await whole(jsonOf(dataset, paged()))).rows).toEqual([])
  })
})

describe('GeoJSON', () => {
  test('longitude first, seven decimals, a name for each, null where the place is missing, the box of all', async () => {
    const rows = [row(1, { id: 'a', lat: '33.9', lon: '132.1' }, [132.123456789, 33.987654321]), row(2, { id: 'b' })]
    const read = JSON.parse(await whole(geoJsonOf(dataset, paged(rows))))
    expect(read).toMatchObject({ type: 'FeatureCollection', bbox: [132.0000001, 33.8, 132.2, 34] })
    expect(read.crs).toBeUndefined()
    expect(read.features[0]).toMatchObject({
      type: 'Feature',
      id: 'a',
      geometry: { type: 'Point', coordinates: [132.1234568, 33.9876543] },
    })
    expect(read.features[1].geometry).toBeNull()
    expect(Object.keys(read.features[1].properties)).toEqual(Object.keys(read.features[0].properties))
    expect(read.features[0].properties).not.toHaveProperty('lat')
  })
})

test('a reader that stops makes the rows stop: no more than one page is taken ahead', async () => {
  let taken = 0
  async function* endless() {
    for (;;) {
      taken += 1
      yield [row(taken, { id: String(taken) })]
    }
  }
  const pieces = csvOf(definition, joined('standard', endless()), { layout: 'standard', bom: false })
  for (let at = 0; at < 5; at += 1) await pieces.next()
  await pieces.return(undefined)
  expect(taken).toBe(4)
})
