import { describe, expect, it } from 'vitest'
import { loadProcedure, loadSharedGroup, loadSharedTable } from './load.ts'
import { formOf, sampleProcedure, t } from './test-support/sample.ts'

describe('shared tables', () => {
  const written = `schema: 1\nid: amounts\nlabel: 額\nversions:\n  - { from: 2024-10-01, source: 法, rows: [{ when: {}, then: { yen: 100 } }] }`
  const { part, findings } = loadSharedTable(written, 'amounts.yaml')
  const shared = new Map([['amounts', part ?? expect.fail('no table')]])
  const using = (table: string): string =>
    sampleProcedure(
      formOf(`{ id: x, type: yes-no, label: ${t('x')} }`, {
        tables: `\n  mine: ${table}`,
        values: `\n  paid: { label: ${t('額')}, type: money, table: mine, column: yen }`,
      }),
    )

  it('are written out before own editions, and published with the definition', () => {
    expect(findings).toEqual([])
    const own = '[{ from: 2027-04-01, source: 条例, rows: [{ when: {}, then: { yen: 200 } }] }]'
    const { definition, usedShared } = loadProcedure(using(`{ use: amounts, inputs: {}, versions: ${own} }`), {
      shared,
    })
    expect(definition?.tables?.mine).toMatchObject({ label: '額', versions: [{ source: '法' }, { source: '条例' }] })
    expect(definition?.tables?.mine).not.toHaveProperty('use')
    expect(usedShared).toEqual(['amounts'])
  })

  it.each([
    ['one that nobody has', '{ use: amount, inputs: {} }', 'unknown-shared-table'],
    ['a table without rows', '{ label: x, inputs: {} }', 'table-empty'],
    [
      'an own edition before the shared ones',
      '{ use: amounts, inputs: {}, versions: [{ from: 2020-01-01, source: y, rows: [{ when: {}, then: { yen: 1 } }] }] }',
      'table-versions',
    ],
    [
      'a column that it does not have',
      '{ use: amounts, inputs: {}, versions: [{ from: 2027-01-01, source: y, rows: [{ when: {}, then: { dollars: 1 } }] }] }',
      'table-column',
    ],
  ])('%s is refused', (_, table, code) => {
    expect(loadProcedure(using(table), { shared }).findings.map((finding) => finding.code)).toContain(code)
  })
})

describe('shared groups', () => {
  const person = loadSharedGroup(
    `schema: 1\nid: person\ntitle: ${t('人')}\nfields:\n  - { id: name, type: name, label: ${t('名前')} }\n  - { id: birth, type: date, label: ${t('生年月日')} }`,
    'person.yaml',
  )

  it('are written out, changed and left out', () => {
    expect(person.findings).toEqual([])
    const shared = new Map([['person', person.part ?? expect.fail('no group')]])
    const source = sampleProcedure(
      formOf('', {
        pages: `\n  - id: p\n    title: ${t('ページ')}\n    groups: [{ id: who, title: ${t('人')}, use: person, with: { birth: false, name: { required: false } }, fields: [{ id: more, type: text, label: ${t('他')} }] }]`,
      }),
    )
    const { definition, usedShared } = loadProcedure(source, { shared })
    expect(definition?.pages[0]?.groups[0]?.fields?.map(({ id, required }) => [id, required])).toEqual([
      ['name', false],
      ['more', undefined],
    ])
    expect(usedShared).toEqual(['person'])
  })
})
