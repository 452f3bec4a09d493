import { describe, expect, it } from 'vitest'
import { splitAddress } from './address.ts'
import { readMoment } from './moment.ts'
import { readWord, readYesNo, splitWords } from './words.ts'

describe('the moment of arrival', () => {
  it.each([
    ['2026-11-20 14:03:22', '2026-11-20T05:03:22.000Z'],
    ['2026/11/20 9:05', '2026-11-20T00:05:00.000Z'],
    ['20261120140322', '2026-11-20T05:03:22.000Z'],
    ['2026-11-20T14:03:22+09:00', '2026-11-20T05:03:22.000Z'],
    ['2026-11-20T05:03:22Z', '2026-11-20T05:03:22.000Z'],
    ['令和8年11月20日 14時03分', '2026-11-20T05:03:00.000Z'],
    ['令和８年１１月２０日（金） 午後２時３分', '2026-11-20T05:03:00.000Z'],
    ['R8.11.20 23:59:59', '2026-11-20T14:59:59.000Z'],
    ['2026年11月20日', '2026-11-19T23:30:00.000Z'],
    ['午前0時', undefined],
    ['2026-02-30 10:00', undefined],
    ['2026-11-20 25:00', undefined],
    ['きのう', undefined],
  ])('%s', (text, iso) => {
    expect(readMoment(text)?.toISOString()).toBe(iso)
  })
})

describe('an address in one line', () => {
  it.each([
    [
      '〒742-0021 山口県柳井市柳井1234番地の5　やない荘201',
      '',
      {
        postcode: '7420021',
        prefecture: '山口県',
        city: '柳井市',
        town: '柳井',
        block: '1234番地の5',
        building: 'やない荘201',
      },
    ],
    [
      '柳井市柳井1-2',
      '742-0021',
      { postcode: '7420021', prefecture: '山口県', city: '柳井市', town: '柳井', block: '1-2' },
    ],
    [
      '山口県熊毛郡見本町大字見本12',
      '',
      { postcode: '', prefecture: '山口県', city: '熊毛郡見本町', town: '大字見本', block: '12' },
    ],
    ['広島県廿日市市見本3-4', '', { postcode: '', prefecture: '広島県', city: '廿日市市', town: '見本', block: '3-4' }],
  ])('%s', (text, postcode, parts) => {
    expect(splitAddress(text, postcode)).toEqual(parts)
  })
})

describe('words of forms', () => {
  const choices = [
    { id: 'new', label: { ja: '新しく飼いはじめた（登録する）' }, code: '01' },
    { id: 'sum', label: { ja: '住所、氏名' } },
  ]
  it('stand for choices by the list of the manifest, by id, code and label', () => {
    expect(readWord('新規', { 新規: 'new' }, choices)).toBe('new')
    expect(readWord('新しく飼いはじめた(登録する)', undefined, choices)).toBe('new')
    expect(readWord('01', undefined, choices)).toBe('new')
    expect(readWord('ほか', undefined, choices)).toBeUndefined()
  })
  it('say yes and no', () => {
    expect(['はい', '有', 'ＹＥＳ', '○', '1'].map(readYesNo)).toEqual(Array(5).fill('yes'))
    expect(['いいえ', 'なし', 'no', '×', '0'].map(readYesNo)).toEqual(Array(5).fill('no'))
    expect(readYesNo('たぶん')).toBeUndefined()
  })
  it('stay whole where the label itself holds the mark', () => {
    const known = (word: string): boolean => readWord(word, undefined, choices) !== undefined
    expect(splitWords('住所、氏名|01', known)).toEqual(['住所、氏名', '01'])
    expect(splitWords('住所、氏名', known)).toEqual(['住所、氏名'])
  })
})
