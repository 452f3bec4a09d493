import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDatasetFolder } from '../../language/folder.ts'
import { sampleDataset } from '../../test-support/sample-dataset.ts'
import { searchDatasets } from '../search-datasets.ts'
import { hrefOf, readAsk, rowQueryOf } from './read-ask.ts'
import { shownColumns } from './shown-columns.ts'

const { datasets } = readDatasetFolder(path.resolve('.'))
const of = (id: string) => datasets.find((each) => each.id === id) ?? expect.fail(id)
const all = datasets.map((definition) => sampleDataset(definition))

describe('datasets are searched', () => {
  const found = (query: string) => searchDatasets(all, query).map(({ id }) => id)
  test.each([
    ['トイレ', 'public-toilet'],
    ['といれ', 'public-toilet'],
    ['ﾄｲﾚ', 'public-toilet'],
    ['びょういん', 'hospital'],
    ['aed', 'aed'],
    ['ＡＥＤ', 'aed'],
    ['オストメイト', 'public-toilet'],
  ])('%s finds %s', (query, id) => expect(found(query)).toContain(id))

  test('a title comes before a column, all words count, nothing finds everything', () => {
    expect(found('公共施設')[0]).toBe('public-facility')
    expect(found('トイレ そんなものはない')).toEqual([])
    expect(found('　')).toHaveLength(all.length)
  })
})

describe('the table is asked by its address', () => {
  const ask = (query: string) => readAsk(of('fire-hydrant'), new URLSearchParams(query))
  const query = (text: string) => rowQueryOf(of('fire-hydrant'), ask(text), 7)

  test('words, a choice, an order and a page', () => {
    expect(query('q=%20阿月　消火&is.type=消火栓&sort=-diameter&page=3')).toEqual({
      versionKey: 7,
      conditions: [{ kind: 'is', column: 'type', values: ['消火栓'] }],
      words: ['阿月', '消火'],
      sort: [{ column: 'diameter', descending: true, numeric: true }],
      offset: 100,
      limit: 50,
    })
  })

  test('what is not understood is left out', () => {
    expect(query(`is.type=x'--&is.nothing=1&sort=address;drop&page=-1`)).toMatchObject({
      conditions: [],
      sort: [],
      offset: 0,
    })
    expect(query('page=1e9').offset).toBe(0)
  })

  test('its next page keeps what was asked', () => {
    const next = new URLSearchParams(hrefOf(ask('q=a&is.type=消火栓&sort=diameter'), 2).slice(1).replace('#rows', ''))
    expect(Object.fromEntries(next)).toEqual({ q: 'a', 'is.type': '消火栓', sort: 'diameter', page: '2' })
  })
})

test('the table shows the columns that tell the rows apart', () => {
  const rows = ['1', '2'].map((id) => ({
    cells: {
      code: '352128',
      id,
      name: `名${id}`,
      prefecture: '山口県',
      town: `町${id}`,
      address: `山口県柳井市町${id}-1`,
    },
  }))
  const shown = (asked: string[] = []) => shownColumns(of('public-toilet'), rows, new Set(asked)).map(({ id }) => id)
  expect(shown()).toEqual(['address'])
  expect(shown(['prefecture'])).toEqual(['address', 'prefecture'])
})
