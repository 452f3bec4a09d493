import { describe, expect, test } from 'vitest'
import type { Column } from '../language/dataset.ts'
import type { ValueKindName } from './kinds.ts'
import { jsonValue } from './kinds.ts'
import { readValue } from './read-value.ts'
import { remembering } from './remember.ts'

const read = (kind: ValueKindName, typed: string, more: Partial<Column> = {}) =>
  readValue(typed, { cityCode: '352128', column: { id: 'x', title: 'X', kind, need: 'optional', ...more } })

describe('what is right stays as it is', () => {
  test.each<[ValueKindName, string, Partial<Column>?]>([
    ['text', '白壁の町並み'],
    ['text', '髙橋𠮷野家'],
    ['long-text', '一行目\n二行目'],
    ['kana', 'シラカベノマチナミ'],
    ['latin', "St. Mary's Hall 2"],
    ['identifier', 'CC0100022200'],
    ['government-code', '352128'],
    ['town-id', '0002002'],
    ['digits', '3510123456', { digits: 10 }],
    ['integer', '50'],
    ['decimal', '1.5'],
    ['latitude', '33.902203'],
    ['longitude', '132.126823'],
    ['date', '2026-11-30'],
    ['time', '09:00'],
    ['time', '24:00'],
    ['weekdays', '月火水木金'],
    ['presence', '有'],
    ['flag', '1'],
    ['choice', '消火栓', { values: ['消火栓', '井戸'] }],
    ['multi', '内科;外科'],
    ['phone', '0820-22-2111'],
    ['phone', '(0820)22-2111'],
    ['phone', '0120-123-456'],
    ['email', 'info@city.example.jp'],
    ['url', 'https://www.city.example.jp/a?b=1'],
    ['postcode', '7420021'],
    ['corporate-number', '7000012050002'],
    ['poi-code', '0803a'],
    ['integer', ''],
  ])('%s %s', (kind, typed, more) => {
    expect(read(kind, typed, more)).toEqual({ value: typed })
  })
})

describe('what only is written otherwise gets a sure repair', () => {
  test.each<[ValueKindName, string, string, Partial<Column>?]>([
    ['text', '　柳井市役所 ', '柳井市役所'],
    ['text', '一行目\r\n二行目', '一行目 二行目'],
    ['kana', 'ｺﾏｴｼﾔｸｼｮ', 'コマエシヤクショ'],
    ['kana', 'やない', 'ヤナイ'],
    ['latin', 'Ｙａｎａｉ', 'Yanai'],
    ['identifier', '００１', '001'],
    ['government-code', '92011', '092011'],
    ['integer', '１，２００円', '1200', { unit: '円' }],
    ['integer', '無料', '0', { unit: '円' }],
    ['latitude', '34°1\'6.5"', '34.0184722'],
    ['longitude', '132.12682312345678', '132.1268231'],
    ['date', '令和8年11月30日', '2026-11-30'],
    ['date', 'R8.11.30', '2026-11-30'],
    ['date', '2026/11/3', '2026-11-03'],
    ['date', '20261130', '2026-11-30'],
    ['date', '46356', '2026-11-30'],
    ['time', '9:00', '09:00'],
    ['time', '９時半', '09:30'],
    ['time', '午後1時15分', '13:15'],
    ['time', '0.375', '09:00'],
    ['weekdays', '月曜日〜金曜日', '月火水木金'],
    ['weekdays', '土・日', '土日'],
    ['weekdays', '日～火', '月火日'],
    ['weekdays', '毎日', '月火水木金土日'],
    ['presence', '○', '有'],
    ['presence', 'なし', '無'],
    ['flag', '〇', '1'],
    ['flag', '0', ''],
    ['choice', '訪問介護', '訪問介護（ホームヘルプ）', { values: ['訪問介護（ホームヘルプ）'] }],
    ['multi', '内科；外科', '内科;外科'],
    ['multi', '訪問看護、訪問入浴', '訪問看護;訪問入浴', { values: ['訪問看護', '訪問入浴'] }],
    ['phone', '０８２０－２２－２１１１', '0820-22-2111'],
    ['postcode', '〒742-0021', '7420021'],
    ['poi-code', '803', '0803'],
    ['text', '　', ''],
  ])('%s %s → %s', (kind, typed, proposal, more) => {
    const outcome = read(kind, typed, more)
    expect(outcome).toMatchObject({ problem: { proposal, sure: true } })
    expect(read(kind, proposal, more), 'a repair is not repaired again').toSatisfy(
      (again: object) => 'value' in again || (again as { problem: { code: string } }).problem.code === 'other-city',
    )
  })
})

describe('what cannot be known is said, not guessed', () => {
  test.each<[ValueKindName, string, string, Partial<Column>?]>([
    ['government-code', '352129', 'check-digit'],
    ['government-code', '132195', 'other-city'],
    ['integer', '五十', 'not-a-number'],
    ['integer', '-1', 'too-small', { min: 0 }],
    ['latitude', '132.1', 'not-a-coordinate'],
    ['latitude', '北緯34度', 'not-a-coordinate'],
    ['date', '2026-02-30', 'no-such-day'],
    ['date', '来月', 'not-a-date'],
    ['time', '25:00', 'not-a-time'],
    ['time', '9', 'not-a-time'],
    ['weekdays', '第3火曜日', 'not-weekdays'],
    ['presence', '要相談', 'not-presence'],
    ['choice', '池', 'not-a-choice', { values: ['井戸'] }],
    ['phone', '2442・2421', 'not-a-phone'],
    ['phone', '090-1234-5678', 'mobile-phone'],
    ['email', 'yanai@gmail.com', 'personal-email'],
    ['url', 'javascript:alert(1)', 'not-a-url'],
    ['corporate-number', '1234567890123', 'not-a-corporate-number'],
    ['text', 'a\u202eb', 'control-character'],
    ['text', 'a\ud800', 'control-character'],
    ['text', 'あ'.repeat(1001), 'too-long'],
  ])('%s %s', (kind, typed, code, more) => {
    expect(read(kind, typed, more)).toMatchObject({ problem: { code } })
  })
})

test('numbers are numbers in JSON, codes stay texts, an empty cell is null', () => {
  expect(jsonValue('integer', '12')).toBe(12)
  expect(jsonValue('government-code', '012025')).toBe('012025')
  expect(jsonValue('latitude', '')).toBeNull()
})

test('a text that comes again is not read again; where none does, nothing is kept', () => {
  let read = 0
  const length = remembering((text) => {
    read += 1
    return { length: text.length }
  })
  expect([length('a'), length('a'), length('bb')].map((each) => each.length)).toEqual([1, 1, 2])
  expect(read).toBe(2)
  for (let n = 0; n < 4000; n += 1) length(`name ${n}`)
  read = 0
  length('a')
  length('name 1')
  expect(read).toBe(2)
})
