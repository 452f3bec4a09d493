import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { readThrough } from '../adapters/apply.ts'
import { adaptersOf, loadAdapter, openPointsOf } from '../adapters/manifest.ts'
import { messages } from './messages.ja.ts'
import { intakeSchema } from './notice.ts'
import { readIntakeFile } from './read-file.ts'

const now = new Date('2026-12-01T01:00:00Z')
const person = { name: '見本 花子', kana: 'みほん はなこ', bornOn: '1990-01-01', self: true }
const row = {
  id: 'A-1',
  kind: 'move-in',
  filedAt: '2026-11-30T09:00:00+09:00',
  movedOn: '2026-11-28',
  plannedOutOn: '2026-11-27',
  to: { line: '山口県柳井市旭ケ丘1-1' },
  people: [person],
}
const bytes = (value: unknown): Uint8Array =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf8')
const file = (...notices: readonly unknown[]) => bytes({ format: 'yanagi-moving', version: 1, sender: 'test', notices })
/** The sentences of the first row; empty: it was taken. */
const sentencesOf = (given: unknown): readonly string[] => {
  const read = readIntakeFile(file(given), now)
  const [first] = read.ok ? read.rows : []
  return first === undefined ? ['no row'] : first.ok ? [] : first.sentences
}

describe('a file of the documented format', () => {
  test('gives its rows, with kana made alike', () => {
    const read = readIntakeFile(file(row, { id: 'A-2', kind: 'cancel', filedAt: row.filedAt, refersTo: 'A-1' }), now)
    expect(read).toMatchObject({
      ok: true,
      sender: 'test',
      rows: [
        { ok: true, at: 1 },
        { ok: true, at: 2 },
      ],
    })
    expect(read.ok && read.rows[0]?.ok && read.rows[0].row.kind !== 'cancel' && read.rows[0].row.people[0]?.kana).toBe(
      'ミホン　ハナコ',
    )
  })

  test.each([
    ['no UTF-8', new Uint8Array([0xff, 0xfe, 0x00]), messages.notUtf8],
    ['no JSON', bytes('{'), messages.notJson],
    ['another format', bytes({ format: 'x', notices: [] }), messages.notThisFormat],
    [
      'a version to come',
      bytes({ format: 'yanagi-moving', version: 2, sender: 'a', notices: [row] }),
      messages.notThisFormat,
    ],
    ['no sender', bytes({ format: 'yanagi-moving', version: 1, notices: [row] }), messages.badSender],
    [
      'a sender that is a path',
      bytes({ format: 'yanagi-moving', version: 1, sender: '../x', notices: [row] }),
      messages.badSender,
    ],
    ['nothing in it', bytes({ format: 'yanagi-moving', version: 1, sender: 'a', notices: [] }), messages.noNotices],
    [
      'too many',
      bytes({ format: 'yanagi-moving', version: 1, sender: 'a', notices: Array(2001).fill(0) }),
      messages.tooMany(2000),
    ],
    ['too much', new Uint8Array(8 * 1024 * 1024 + 1), messages.tooLarge(8)],
    ['nested without end', bytes('['.repeat(100_000)), messages.notJson],
  ])('is refused as a whole: %s', (_what, given, sentence) => {
    expect(readIntakeFile(given, now)).toEqual({ ok: false, sentence })
  })

  test('one bad row keeps no other from being taken; the same number twice is refused', () => {
    const read = readIntakeFile(file(row, 'x', { ...row, people: [] }, { ...row, id: 'A-2' }, row), now)
    expect(read.ok && read.rows.map(({ ok }) => ok)).toEqual([true, false, false, true, false])
    expect(read.ok && read.rows[4]).toMatchObject({ sentences: [messages.twice] })
  })

  test.each([
    ['a kind that is none', { ...row, kind: 'move' }, messages.badKind],
    [
      'a prototype',
      JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(row).slice(1)}`),
      messages.unknownKey('__proto__'),
    ],
    ['an item that is not named', { ...row, note: 'x' }, messages.unknownKey('note')],
    [
      'a person’s item that is not named',
      { ...row, people: [{ ...person, number: '1' }] },
      messages.unknownKey('number'),
    ],
    ['a day that is none', { ...row, movedOn: '2026-02-30' }, messages.badDay('movedOn')],
    ['a moment without an offset', { ...row, filedAt: '2026-11-30T09:00:00' }, messages.badMoment('filedAt')],
    ['no people', { ...row, people: [] }, messages.badLength('people')],
    [
      'a name of many letters',
      { ...row, people: [{ ...person, name: 'あ'.repeat(200) }] },
      messages.badLength('people.1.name'),
    ],
    [
      'a name with a control character',
      { ...row, people: [{ ...person, name: '見本\u0000花子' }] },
      messages.badCharacters('people.1.name'),
    ],
    [
      'an address that turns letters around',
      { ...row, to: { line: '山口県\u202e柳井市' } },
      messages.badCharacters('to.line'),
    ],
    ['kana that is none', { ...row, people: [{ ...person, kana: '花子' }] }, messages.badKana('people.1.kana')],
    ['a birth to come', { ...row, people: [{ ...person, bornOn: '2026-12-02' }] }, messages.born],
    ['a filing to come', { ...row, filedAt: '2026-12-02T09:00:00+09:00' }, messages.filedLater],
    ['a move years away', { ...row, movedOn: '2031-01-01' }, messages.farAway],
    ['two who filed', { ...row, people: [person, person] }, messages.filerTwice],
    ['no planned day', { ...row, plannedOutOn: undefined }, messages.plannedForIn],
    ['a telephone that is none', { ...row, contact: { phone: '12' } }, messages.badPhone],
    ['a mail with a second line', { ...row, contact: { email: 'a@example.jp\nBcc: b@example.jp' } }, messages.badEmail],
    // 123456789018 has the right check digit; it was never anybody's.
    ['an individual number in an id', { ...row, id: '1234 5678 9018' }, messages.individualNumber],
    [
      'an individual number in full width',
      { ...row, contact: { when: '１２３４５６７８９０１８' } },
      messages.individualNumber,
    ],
    [
      'an individual number as a number',
      { ...row, people: [{ ...person, relation: 123456789018 }] },
      messages.individualNumber,
    ],
  ])('%s is refused with a sentence', (_what, given, sentence) => {
    expect(sentencesOf(given)).toContain(sentence)
  })

  test('no sentence repeats what stood there', () => {
    const secret = 'ヒミツノナマエ'
    const hostile = [
      { ...row, people: [{ ...person, bornOn: secret }] },
      { ...row, kind: secret },
      { ...row, insurance: secret },
      { ...row, filedAt: secret },
    ]
    for (const each of hostile) expect(sentencesOf(each).join('')).not.toContain(secret)
  })

  test('the boundaries are taken: filed at this hour, born today, a year away', () => {
    const edge = {
      ...row,
      filedAt: '2026-12-01T10:30:00+09:00',
      movedOn: '2027-12-01',
      people: [{ ...person, bornOn: '2026-12-01' }],
    }
    expect(sentencesOf(edge)).toEqual([])
  })
})

describe('the published schema', () => {
  const validate = new Ajv2020({ strict: false, formats: { date: true, 'date-time': true } }).compile(intakeSchema())
  const whole = (one: unknown) => ({ format: 'yanagi-moving', version: 1, sender: 'test', notices: [one] })
  test('is the one in the documentation', () => {
    expect(JSON.parse(readFileSync('docs/moving-notices.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(intakeSchema())),
    )
  })
  test('accepts what is taken and refuses what is not', () => {
    expect(validate(whole(row))).toBe(true)
    expect(validate(whole({ ...row, note: 'x' }))).toBe(false)
    expect(validate(whole({ ...row, people: [{ ...person, individualNumber: '1' }] }))).toBe(false)
  })
  test('accepts the example of the documentation, which is read without a refusal', () => {
    const example = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/moving-notices.md', 'utf8'))?.[1] ?? ''
    expect(validate(JSON.parse(example))).toBe(true)
    const read = readIntakeFile(bytes(example), now)
    expect(read.ok && read.rows.every(({ ok }) => ok)).toBe(true)
  })
})

describe('adapters', () => {
  const root = path.resolve('.')
  const adapters = adaptersOf(root)
  const csv = adapters.find(({ id }) => id === 'office-csv')

  test('the layout of the state’s portal is not guessed: every item is an open point, and it takes in nothing', () => {
    const state = adapters.find(({ id }) => id === 'mynaportal')
    if (state === undefined) throw new Error('there is no such adapter')
    expect(openPointsOf(state).length).toBeGreaterThan(20)
    expect(
      [...Object.values(state.fields), ...Object.values(state.people.fields)].every(({ from }) => from === undefined),
    ).toBe(true)
    expect(readThrough(state, bytes([row]), now)).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('要確認'),
    })
  })

  test('a CSV of one line a person becomes notices, and says what is wrong in the same sentences', () => {
    if (csv === undefined) throw new Error('there is no such adapter')
    const text = [
      '受付番号,種別,申請日時,住みはじめる日,転出予定日,新住所,氏名,フリガナ,生年月日,カード,届け出た人,取り消す受付番号',
      'C-1,転入,2026/11/30 9:00,令和8年11月28日,R8.11.27,山口県柳井市旭ケ丘1-1,見本 花子,ミホン ハナコ,平成2年1月1日,あり,はい,',
      'C-1,転入,2026/11/30 9:00,令和8年11月28日,R8.11.27,山口県柳井市旭ケ丘1-1,見本 太郎,ミホン タロウ,2015-05-05,なし,いいえ,',
      'C-2,取消,2026/11/30 10:00,,,,,,,,,C-1',
      'C-3,転居,2026/11/30 9:00,きのう,,山口県柳井市旭ケ丘1-1,見本 花子,ミホン ハナコ,1990-01-01,たぶん,はい,',
    ].join('\r\n')
    const read = readThrough(csv, bytes(`\ufeff${text}`), now)
    expect(read).toMatchObject({
      ok: true,
      sender: 'office-csv',
      rows: [
        {
          ok: true,
          row: {
            movedOn: '2026-11-28',
            plannedOutOn: '2026-11-27',
            filedAt: '2026-11-30T09:00:00+09:00',
            people: [{ bornOn: '1990-01-01', card: true, self: true }, { card: false }],
          },
        },
        { ok: true, row: { kind: 'cancel', refersTo: 'C-1' } },
        { ok: false, sentences: [messages.badDay('movedOn'), messages.badShape('people.1.card')] },
      ],
    })
  })

  test('a column that nobody knows is refused: 個人番号 has no column', () => {
    if (csv === undefined) throw new Error('there is no such adapter')
    expect(readThrough(csv, bytes('受付番号,種別,個人番号\nC-1,転入,1'), now)).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('個人番号'),
    })
  })

  test('a manifest says either where an item is or what is not known of it', () => {
    const base = 'schema: 1\nid: a\nlabel: a\nsender: a\ncontainer: { kind: csv }\npeople: { fields: {} }\n'
    expect(loadAdapter(`${base}fields: { id: { from: x } }`, 'a.yaml').findings).toEqual([])
    for (const wrong of ['{}', '{ from: x, openPoint: y }', '{ from: x, guess: y }'])
      expect(loadAdapter(`${base}fields: { id: ${wrong} }`, 'a.yaml').findings).not.toEqual([])
  })
})
