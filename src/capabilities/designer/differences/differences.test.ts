import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadProcedure, readSharedParts, type SharedParts } from '../../procedures/index.ts'
import { blankProcedure } from '../files/blank.ts'
import { type Edit, edited } from '../yaml/edit.ts'
import { differencesOf, otherParts } from './differences.ts'

let shared: SharedParts
const source = readFileSync(path.resolve('procedures/dog-registration/procedure.yaml'), 'utf8')
const read = (text: string) => {
  const { definition, findings } = loadProcedure(text, { shared })
  return definition ?? expect.fail(findings.map(({ line, sentence }) => `${line} ${sentence}`).join('\n'))
}
const sentences = (...edits: Edit[]) => {
  const after = edited(source, edits) ?? expect.fail('unreadable')
  return differencesOf({ definition: read(source), letters: {} }, { definition: read(after), letters: {} })
}
/** The results of a row; the word of the language as a name. */
const gives = (yen: number) => ({ ['then' as string]: { yen } })
beforeAll(async () => {
  shared = (await readSharedParts('.')).shared
})

describe('differences in plain Japanese', () => {
  it('are none between the same texts', () => {
    expect(sentences()).toEqual([])
  })
  it('name the field that comes, whether it is required, and the one that moves', () => {
    const field = { id: 'collar', type: 'text', label: { ja: '首輪の色' } }
    expect(
      sentences({ do: 'insert', path: ['pages', 0, 'groups', 0, 'fields'], index: 1, value: field }).map(
        ({ sentence }) => sentence,
      ),
    ).toEqual(['項目「首輪の色」を足します（必須）'])
  })
  it('show both texts where a sentence changes', () => {
    expect(sentences({ do: 'set', path: ['name', 'ja'], value: '犬の届け出' })).toEqual([
      { sentence: '手続の名前の文が変わります', before: '犬の登録や注射の届け出をする', after: '犬の届け出' },
    ])
    const [rule] = read(source).rules ?? []
    const [line] = sentences({ do: 'set', path: ['rules', 0, 'message', 'ja'], value: '別の文です' })
    expect(line).toEqual({
      sentence: 'きまり「別の文です」の文が変わります',
      before: rule?.message.ja,
      after: '別の文です',
    })
  })
  it('say amounts, rows of tables and conditions as people do', () => {
    expect(sentences({ do: 'set', path: ['settings', 'feeRegistration', 'default'], value: 3300 })).toEqual([
      { sentence: '設定「登録手数料（円）」の初めの値が変わります', before: '3000', after: '3300' },
    ])
    const versions = (from: string, yen: number) => ({
      from,
      source: '市の表',
      rows: [{ when: { kind: 'new' }, ...gives(yen) }],
    })
    const table = (...all: object[]) => ({ label: '見本', inputs: { kind: 'request.kind' }, versions: all })
    const put = (...all: object[]): Edit => ({ do: 'set', path: ['tables'], value: { sample: table(...all) } as never })
    const before = read(edited(source, [put(versions('2020-04-01', 1000))]) ?? '')
    const after = read(edited(source, [put(versions('2020-04-01', 1200), versions('2027-04-01', 1500))]) ?? '')
    const said = differencesOf({ definition: before, letters: {} }, { definition: after, letters: {} })
    expect(said.map(({ sentence }) => sentence)).toEqual([
      '表「見本」の令和2年4月1日からの版の1行目が変わります',
      '表「見本」の令和9年4月1日からの版を足します（根拠：市の表）',
    ])
    expect(said[0]).toMatchObject({
      before: expect.stringMatching(/：.*新.* → yen：1,000$/),
      after: expect.stringMatching(/1,200$/),
    })
  })
  it('pass over no part of a definition', () => {
    const changes: readonly Edit[] = [
      { do: 'set', path: ['retention', 'years'], value: 6 },
      { do: 'set', path: ['filingDeadline', 'days'], value: 31 },
      { do: 'set', path: ['settings', 'feeRegistration', 'default'], value: 3001 },
      { do: 'set', path: ['checklist', 0, 'label'], value: '別' },
      { do: 'set', path: ['conditions', 'isNew', 'label'], value: '別' },
      { do: 'set', path: ['fee', 'lines', 0, 'label', 'ja'], value: '別' },
      { do: 'set', path: ['outcomes', 0, 'label', 'ja'], value: '別' },
      { do: 'set', path: ['guide', 'minutes'], value: 7 },
      { do: 'set', path: ['guide', 'prepare', 0, 'en'], value: 'x' },
    ]
    for (const change of changes) expect(sentences(change), JSON.stringify(change)).toHaveLength(1)
  })
})

it('know every part that a definition can have', () => {
  const schema = JSON.parse(readFileSync(path.resolve('procedures/procedure.schema.json'), 'utf8'))
  const told = [
    'name',
    'summary',
    'guide',
    'pages',
    'rules',
    'conditions',
    'values',
    'settings',
    'fee',
    'tables',
    'checklist',
  ]
  const known = new Set<string>([...otherParts, ...told, 'outcomes', 'letters', 'schema', 'id'])
  expect(Object.keys(schema.properties).length).toBeGreaterThan(30)
  expect(Object.keys(schema.properties).filter((key) => !known.has(key))).toEqual([])
})

it('a procedure from the blank form is whole', () => {
  const text = blankProcedure({
    id: 'park-use',
    name: '公園: 使う "場所"',
    receiptPrefix: 'PK',
    owner: 'policy',
    matter: 'x',
  })
  expect(read(text).name.ja).toBe('公園: 使う "場所"')
})
