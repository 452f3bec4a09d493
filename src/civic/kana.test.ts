import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enlargeSmallKana, isKana, normaliseKana, toFullWidthKana, toHalfWidthKana } from './kana.ts'

describe('kana', () => {
  it.each([
    ['やない　はなこ', 'ヤナイ　ハナコ'],
    ['ﾔﾏｸﾞﾁ ﾊﾟﾊﾟ', 'ヤマグチ　パパ'],
    ['  ゔぃおら ', 'ヴィオラ'],
    ['ジョン　スミス', 'ジョン　スミス'],
  ])('%s is taken as %s', (text, expected) => {
    expect(normaliseKana(text)).toBe(expected)
    expect(isKana(expected)).toBe(true)
  })
  it.each(['柳井', 'Yanai', 'ヤナイ1', ''])('%s is no kana', (text) => expect(isKana(text)).toBe(false))

  it('changes widths and sizes', () => {
    expect(toHalfWidthKana('ガッコウ　ヴー')).toBe('ｶﾞｯｺｳ ｳﾞｰ')
    expect(enlargeSmallKana('シャチョウ')).toBe('シヤチヨウ')
  })

  it('loses nothing between the widths', () => {
    // Full-width small ヮ, ヰ, ヱ, ヵ, ヶ have no half-width form and stay as they are.
    const kana = fc.stringMatching(/^[ァ-ヴー・。]{0,20}$/)
    fc.assert(
      fc.property(kana, (text) => {
        expect(toFullWidthKana(toHalfWidthKana(text))).toBe(text)
      }),
    )
  })
})
