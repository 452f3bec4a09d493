import { describe, expect, it } from 'vitest'
import { pieces, plain, withoutReadings } from './words.ts'

describe('pieces', () => {
  it('cuts a reading from its kanji', () => {
    expect(pieces('お金《かね》を')).toEqual([
      { kind: 'text', text: 'お' },
      { kind: 'ruby', base: '金', reading: 'かね' },
      { kind: 'text', text: 'を' },
    ])
  })

  it('takes the base from ｜ when it is not kanji alone', () => {
    expect(pieces('｜12月8日《じゅうにがつようか》まで')).toEqual([
      { kind: 'ruby', base: '12月8日', reading: 'じゅうにがつようか' },
      { kind: 'text', text: 'まで' },
    ])
  })

  it.each(['12月8日（火）', '令和8年11月27日（金）', '15,000円', '10:42', '昭和元年1月1日'])(
    'keeps %s on one line',
    (text) => {
      expect(pieces(`${text}まで`)).toEqual([
        { kind: 'keep', text },
        { kind: 'text', text: 'まで' },
      ])
    },
  )

  it('gives an amount or a day its reading', () => {
    expect(pieces('300円《えん》')).toEqual([
      { kind: 'text', text: '300' },
      { kind: 'ruby', base: '円', reading: 'えん' },
    ])
    expect(pieces('4月12日《にち》')).toEqual([
      { kind: 'text', text: '4月12' },
      { kind: 'ruby', base: '日', reading: 'にち' },
    ])
  })

  it('leaves brackets alone that hold no reading', () => {
    expect(pieces('《》と｜')).toEqual([{ kind: 'text', text: '《》と｜' }])
  })
})

describe('plain words', () => {
  it('hold no readings', () => {
    expect(withoutReadings('申《もう》し込《こ》む')).toBe('申し込む')
  })

  it('fall back to Japanese', () => {
    expect(plain({ ja: '氏名', en: 'Name' }, 'en')).toBe('Name')
    expect(plain({ ja: '氏名' }, 'en')).toBe('氏名')
  })
})
