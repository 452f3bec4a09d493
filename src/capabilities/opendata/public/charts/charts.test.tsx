import path from 'node:path'
import { parse } from 'node-html-parser'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { readDatasetFolder } from '../../language/folder.ts'
import { testAbout } from '../../test-support/publish.ts'
import { NumberCounter } from '../summary/count-numbers.ts'
import { Summariser } from '../summary/summarise.ts'
import { ChartsSection } from './charts-section.tsx'
import { type Chart, chooseCharts } from './choose-charts.ts'
import { ja } from './messages.ja.ts'

const { datasets } = readDatasetFolder(path.resolve('.'))
const definition = (id: string): DatasetDefinition => datasets.find((each) => each.id === id) ?? expect.fail(id)

function summaryOf(dataset: DatasetDefinition, rows: readonly Record<string, string>[]) {
  const summariser = new Summariser(dataset, testAbout)
  for (const row of rows) summariser.add(row)
  return summariser.result()
}
const chartsOf = (id: string, rows: readonly Record<string, string>[]): readonly Chart[] =>
  chooseCharts(definition(id), summaryOf(definition(id), rows), rows.length)
const nameOf = (chart: Chart): string => (chart.kind === 'flags' ? 'flags' : chart.column.id)

describe('charts choose themselves', () => {
  test('yes and no together, choices by how often, numbers in round steps; what names a row or never changes is none', () => {
    const sites = Array.from({ length: 40 }, (_, at) => ({
      ...{ id: `s${at}`, name: `避難所${at}`, government: '山口県柳井市' },
      ...(at % 2 === 0 ? { flood: '1' } : {}),
      ...(at % 4 === 0 ? { tsunami: '1' } : {}),
      elevation: String(at * 3 + 0.5),
    }))
    const charts = chartsOf('evacuation-space', sites)
    expect(charts.map(nameOf)).toEqual(['flags', 'elevation'])
    expect(charts[0]).toMatchObject({
      bars: [
        { label: '災害種別_洪水', count: 20 },
        { label: '災害種別_津波', count: 10 },
      ],
    })
    expect(charts[1]).toMatchObject({ of: { min: 0.5, max: 117.5, width: 50, from: 0, counts: [17, 17, 6] } })
  })

  test('several values in a cell count one by one, rare ones together, and rows may be called by their kind', () => {
    const hydrants = Array.from({ length: 20 }, (_, at) => ({ id: String(at), type: at < 15 ? '消火栓' : 'プール' }))
    expect(chartsOf('fire-hydrant', hydrants)[0]).toMatchObject({
      bars: [
        { label: '消火栓', count: 15 },
        { label: 'プール', count: 5 },
      ],
    })
    const clinics = Array.from({ length: 12 }, (_, at) => ({ name: `医院${at}`, departments: `内科;科${at}` }))
    const chart = chartsOf('hospital', clinics).find((each) => each.kind === 'values')
    expect(chart).toMatchObject({ bars: expect.arrayContaining([{ label: '内科', count: 12 }]), others: 3 })
  })

  test('days by month while they are near each other, by year when they are not', () => {
    const near = [...'123'].map((month) => ({ name: `祭り${month}`, starts_on: `2026-0${month}-05` }))
    const time = (rows: readonly Record<string, string>[]) =>
      chartsOf('event', rows).find(({ kind }) => kind === 'time')
    const gap = near.filter(({ name }) => name !== '祭り2')
    expect(time(gap)).toMatchObject({
      step: 'month',
      bars: [{ label: '2026-01' }, { label: '2026-02', count: 0 }, { label: '2026-03' }],
    })
    expect(time([...near, { name: '昔', starts_on: '1950-01-01' }])).toMatchObject({
      step: 'year',
      bars: [
        { label: '1950', count: 1 },
        { label: '2026', count: 3 },
      ],
    })
  })

  test('nothing to draw is no section', () => {
    expect(chartsOf('aed', [{ id: 'a', name: '市役所' }])).toEqual([])
    const props = { m: ja, definition: definition('aed'), summary: { columns: {} }, rows: 1 }
    expect(renderToString(<ChartsSection {...props} />)).toBe('')
  })

  test('each chart is a table whose bars are left out when it is read aloud', () => {
    const rows = Array.from({ length: 20 }, (_, at) => ({ id: String(at), type: at < 15 ? '消火栓' : 'プール' }))
    const dataset = definition('fire-hydrant')
    const html = parse(
      renderToString(<ChartsSection m={ja} definition={dataset} summary={summaryOf(dataset, rows)} rows={20} />),
    )
    expect(html.querySelectorAll('tbody th').map((cell) => cell.text)).toEqual(['消火栓', 'プール'])
    expect(html.querySelectorAll('tbody td.number').map((cell) => cell.text)).toEqual(['15', '5'])
    expect(html.querySelectorAll('svg').every((svg) => svg.getAttribute('aria-hidden') === 'true')).toBe(true)
    expect(html.querySelectorAll('rect').map((bar) => bar.getAttribute('width'))).toEqual(['100', '33.3'])
  })
})

describe('numbers in steps', () => {
  const counted = (values: readonly number[], whole = true) => {
    const counter = new NumberCounter(whole)
    for (const value of values) counter.add(value)
    return counter.result()
  }
  test.each([
    [[1, 2, 2, 3], { from: 1, width: 1, counts: [1, 2, 1] }],
    [[0, 99], { from: 0, width: 10, counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 1] }],
    [[-7, 12], { from: -10, width: 5, counts: [1, 0, 0, 0, 1] }],
    [[5, 1_000_000], { from: 0, width: 500_000, counts: [1, 0, 1] }],
  ])('%j', (values, wanted) => expect(counted(values)).toMatchObject(wanted))
  test('decimals find the width that suits them, and none is lost on the way', () => {
    expect(counted([0.1, 0.2, 0.3], false)).toMatchObject({ min: 0.1, max: 0.3 })
    const many = counted(
      Array.from({ length: 5000 }, (_, at) => at * 0.37),
      false,
    )
    expect(many?.counts.length).toBeLessThanOrEqual(10)
    expect(many?.counts.reduce((sum, count) => sum + count, 0)).toBe(5000)
    expect(counted([])).toBeUndefined()
  })
})

describe('people', () => {
  const dataset = definition('population')
  const row = (area: string, day: string, male: number) => ({
    ...{ counted_on: day, area, total: String(male * 2), age_0_4_male: String(male), age_85_over_female: String(male) },
  })
  test('are added up by day; a row for the whole counts instead of the sum', () => {
    const rows = [
      row('柳井', '2025-11-30', 10),
      row('阿月', '2025-11-30', 5),
      row('柳井', '2026-11-30', 8),
      row('総数', '2026-11-30', 9),
    ]
    const { population } = summaryOf(dataset, rows)
    expect(population?.days).toEqual(['2025-11-30', '2026-11-30'])
    expect(population?.whole.map(({ total }) => total)).toEqual([30, 18])
    expect(population?.whole[0]).toMatchObject({ male: [15, ...Array(17).fill(0)], female: [...Array(17).fill(0), 15] })
    expect(population?.areas).toEqual([
      { area: '柳井', totals: [20, 16] },
      { area: '阿月', totals: [10, null] },
    ])
  })
})
