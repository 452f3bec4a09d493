import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { headerKey } from '../table/header-key.ts'
import { decodeText, delimiterOf } from './decode-text.ts'
import { findHeader, firstLines, joined } from './find-header.ts'
import { openTable } from './open-table.ts'

const known = new Set(['名称', '住所', '所在地_都道府県', '所在地_市区町村', '緯度', '経度'].map(headerKey))
const isKnown = (key: string) => known.has(key)
const lines = (...rows: string[][]) => rows.map((cells, at) => ({ line: at + 1, cells }))

describe('the header is found', () => {
  test.each<[string, string[][], readonly number[], readonly string[]]>([
    [
      'in the first line',
      [
        ['名称', '住所'],
        ['市役所', '南町'],
      ],
      [1],
      ['名称', '住所'],
    ],
    ['below a title', [['施設の一覧'], ['令和8年'], ['名称', '住所'], ['a', 'b']], [3], ['名称', '住所']],
    [
      'below a merged title',
      [
        ['施設', '施設'],
        ['名称', '住所'],
      ],
      [2],
      ['名称', '住所'],
    ],
    [
      'in two lines, merged ones in their first cell',
      [
        ['名称', '所在地', '', '位置', ''],
        ['', '都道府県', '市区町村', '緯度', '経度'],
        ['a', 'b', 'c', 'd', 'e'],
      ],
      [1, 2],
      ['名称', '所在地_都道府県', '所在地_市区町村', '位置_緯度', '位置_経度'],
    ],
    [
      'where nothing is known: the first line with several texts',
      [['一覧'], ['甲', '乙'], ['1', '2']],
      [2],
      ['甲', '乙'],
    ],
  ])('%s', (_, rows, at, headers) => {
    const found = findHeader(lines(...rows), isKnown)
    expect([found?.lines, found?.headers, found?.from]).toEqual([at, headers, (at.at(-1) ?? 0) + 1])
  })

  test('none in a file of one column of sentences', () => {
    expect(findHeader(lines(['こんにちは'], ['さようなら']), isKnown)).toBeUndefined()
    expect(joined(lines(['a', ''], ['', 'b']))).toEqual(['a', 'b'])
  })
})

test('encodings and delimiters', () => {
  const sjis = Buffer.from([0x96, 0xbc, 0x8f, 0xcc, 0x2c, 0x87, 0x40])
  expect(decodeText(sjis)).toBe('名称,①')
  expect(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('名称\t住所', 'utf16le')]))).toBe(
    '名称\t住所',
  )
  expect(decodeText(Buffer.from('\ufeff名称'))).toBe('名称')
  expect(delimiterOf('名称\t"a,b"\t住所\r\n1,2,3,4,5')).toBe('\t')
  expect(delimiterOf('"a\tb",c')).toBe(',')
})

test('a real file in CP932 is opened by what it is', async () => {
  const bytes = readFileSync(path.resolve('src/capabilities/opendata/samples/131229_tourism_cp932.csv'))
  const table = await openTable(bytes)
  expect((await firstLines(table, ''))[0]?.cells.slice(4, 6)).toEqual(['名称', '名称_カナ'])
})
