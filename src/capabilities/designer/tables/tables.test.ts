import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { PostedForm } from '../../../platform/http/index.ts'
import { readProcedureFolders, readYaml } from '../../procedures/index.ts'
import { edited } from '../yaml/edit.ts'
import { cellOfWords, wordsOfCell } from './cell-words.ts'
import { readNewEdition } from './read-edition.ts'
import { readRows, rowValue } from './read-rows.ts'
import { conditionCell, inputColumns, outputColumns, type TablesData, wholeTable } from './table-shape.ts'

const same = { nameOf: (id: string) => id, idOf: (name: string) => name }
const posted = (values: Readonly<Record<string, string>>): PostedForm =>
  ({
    fields: new Map(Object.entries(values).map(([name, value]) => [name, [value]])),
    files: new Map(),
    text: (name: string) => values[name] ?? '',
  }) as unknown as PostedForm

let sources: readonly string[] = []
beforeAll(async () => {
  sources = (await readProcedureFolders(path.resolve('procedures'))).map(({ source }) => source)
})

describe('cells in words', () => {
  const names = {
    nameOf: (id: string) => ({ pole: '電柱', wire: '電線' })[id] ?? id,
    idOf: (name: string) => ({ 電柱: 'pole', 電線: 'wire' })[name] ?? name,
  }
  it.each([
    ['-', ''],
    ['>=3', '3以上'],
    ['<600', '600未満'],
    ['18..22', '18〜22'],
    ['in [pole, wire]', '電柱・電線'],
    ['!=pole', '電柱以外'],
    ['null', '答えがない'],
    ['in [ten, null]', 'ten・答えがない'],
    ["= !(value in ['a'])", "= !(value in ['a'])"],
  ])('%s is %s, and back', (cell, said) => {
    expect(wordsOfCell(cell, names)).toBe(said)
    expect(cellOfWords(said, names)).toBe(cell)
  })
  it('are taken as people write them', () => {
    const read = ['どれでも', '１０より大きい', '1,000円以下', '18から22まで', '>= 3', '電柱']
    expect(read.map((typed) => cellOfWords(typed, names))).toEqual(['-', '>10', '<=1000', '18..22', '>=3', 'pole'])
  })
  it('of every shipped table come back as they were', () => {
    let cells = 0
    for (const source of sources) {
      const data = readYaml(source).data as TablesData
      for (const table of Object.values(data.tables ?? {})) {
        const columns = inputColumns(table ?? {}, data, {})
        for (const row of (table?.versions ?? []).flatMap(({ rows }) => rows ?? [])) {
          for (const column of columns) {
            const kept = String(row.when?.[column.name] ?? '-')
            const said = conditionCell(row, column, wordsOfCell)
            const read =
              column.kind === 'boolean' && /^(?:はい|いいえ)$/.test(said) ? kept : cellOfWords(said, column.names)
            expect(read?.replaceAll(' ', ''), said).toBe(kept.replaceAll(' ', ''))
            cells += 1
          }
        }
      }
    }
    expect(cells).toBeGreaterThan(400)
  })
})

describe('rows', () => {
  const source = `tables:
  prices:
    inputs: { n: use.n }
    versions:
      - from: 2020-04-01
        source: 条例
        rows:
          # the small
          - { when: { n: "<3" }, then: { yen: 100 } } # few
          # the large
          - { when: { n: ">=3" }, then: { yen: 300 } }
`
  const data = parse(source) as TablesData
  const table = data.tables?.prices ?? expect.fail()
  const rows = table.versions?.[0]?.rows ?? []
  const [inputs, outputs] = [inputColumns(table, data, {}), outputColumns('prices', table, data)]
  const at = ['tables', 'prices', 'versions', 0]
  const shown = {
    'rows.0.when.n': '3未満',
    'rows.0.then.yen': '100',
    'rows.0.order': '1',
    'rows.1.when.n': '3以上',
    'rows.1.then.yen': '300',
    'rows.1.order': '2',
  }
  const rewritten = (values: Readonly<Record<string, string>>): string => {
    const reading = readRows(posted({ ...shown, ...values }), rows, inputs, outputs, at)
    return edited(source, reading.ok ? reading.edits : expect.fail(JSON.stringify(reading.problems))) ?? ''
  }
  it('sent back as they were shown change nothing', () => {
    expect(rewritten({})).toBe(source)
  })
  it('change, move, come and go with their comments', () => {
    expect(rewritten({ 'rows.1.then.yen': '３５０円' })).toBe(source.replace('yen: 300', 'yen: 350'))
    const moved = rewritten({ 'rows.1.order': '0.5' })
    expect(moved.indexOf('# the large')).toBeLessThan(moved.indexOf('# the small'))
    expect(rewritten({ 'rows.0.remove': 'yes' })).not.toContain('# few')
    const grown = rewritten({ 'rows.2.when.n': '10〜20', 'rows.2.then.yen': '900', 'rows.2.order': '1.5' })
    expect((parse(grown) as TablesData).tables?.prices?.versions?.[0]?.rows?.[1]).toEqual(
      rowValue({ n: '10..20' }, { yen: 900 }),
    )
    for (const comment of ['# the small', '# few', '# the large']) expect(grown).toContain(comment)
  })
  it('say what is wrong where it is', () => {
    const wrong = readRows(posted({ ...shown, 'rows.0.then.yen': 'たくさん' }), rows, inputs, outputs, at)
    expect(wrong).toMatchObject({
      ok: false,
      problems: { 'rows.0.then.yen': '1行目の「yen」は、整数で書いてください' },
    })
    const none = readRows(posted({ 'rows.0.remove': 'yes', 'rows.1.remove': 'yes' }), rows, inputs, outputs, at)
    expect(none.ok).toBe(false)
  })
  it('of a new edition begin from the newest; beside a law it is later and cites another source', () => {
    const read = (values: Readonly<Record<string, string>>, fixed = table.versions ?? []) =>
      readNewEdition(posted(values), 'prices', { ...table, common: 0 }, fixed)
    const dated = { from: '令和9年4月1日', source: '条例（令和9年改正）' }
    expect(read(dated)).toMatchObject({ ok: true, index: 1, edit: { value: { from: '2027-04-01', rows } } })
    expect(read({ ...dated, from: '2020-04-01' }).ok).toBe(false)
    expect(read({ ...dated, source: '条例' }).ok).toBe(false)
    const law = [{ from: '2021-08-01', source: '介護保険法施行令第22条の2の2' }]
    expect(read({ from: '2021-07-01', source: '別の法令' }, law)).toMatchObject({
      problems: { from: '法律の版があるので、2021-08-01より後の日にしてください' },
    })
  })
  it('of a shared table stand before its own, and a new one is the first of its own', () => {
    const { versions = [] } = table
    const shared = { prices: { schema: 1, id: 'prices', label: '共通の表', versions } as never }
    const whole = wholeTable({ use: 'prices', inputs: {} }, shared)
    expect(whole).toMatchObject({ label: '共通の表', common: versions.length })
    const dated = posted({ from: '令和9年4月1日', source: '条例（令和9年改正）' })
    const [edit, early] = [dated, posted({ from: '2000-01-01', source: '別の条例' })].map((form) =>
      readNewEdition(form, 'mine', whole, []),
    )
    expect(edit).toMatchObject({ ok: true, edit: { do: 'set', value: [{ from: '2027-04-01', rows }] } })
    expect(early?.ok).toBe(false)
    expect(wholeTable({ use: 'nowhere', versions }, shared)).toMatchObject({ common: 0, versions })
  })
  it('names stay names', () => {
    expect(wordsOfCell('x-y', same)).toBe('x-y')
  })
})
