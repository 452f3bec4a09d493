import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bigrams, closeness, searchKey, searchScore } from './search-text.ts'

describe('search text', () => {
  it.each([
    ['ﾔﾅｲ', 'やない'],
    ['ＡＢＣ', 'abc'],
    ['渡邉 一郎', '渡辺一郎'],
    ['マイナンバー・カード', 'まいなんばーかーど'],
    ['髙橋', '高橋'],
  ])('%s and %s are the same', (a, b) => expect(searchKey(a)).toBe(searchKey(b)))

  it('makes bigrams', () => {
    expect(bigrams('やない')).toEqual(['ヤナ', 'ナイ'])
    expect(bigrams('犬')).toEqual(['犬'])
    expect(bigrams(' ')).toEqual([])
  })

  it.each([
    ['児童手当', '児童手当の認定請求', 1],
    ['じどうてあて', 'ジドウテアテ', 1],
    ['そだいごみ', '粗大ごみ', 0],
    ['じどてあて', 'じどうてあて', 0.8],
    ['りさいしょうめ', 'りさいしょうめい', 1],
    ['りさいしゅうめい', 'りさいしょうめい', 0.8],
    ['てあじどうて', '犬の登録', 0],
  ])('%s for %s is at least %d', (query, text, least) => expect(closeness(query, text)).toBeGreaterThanOrEqual(least))

  it('does not take one word for quite another', () => {
    expect(closeness('犬', '猫')).toBe(0)
    expect(closeness('児童手当', '罹災証明書')).toBe(0)
    expect(searchScore('犬 死亡', ['犬の登録', '飼い犬が死亡したとき'])).toBe(1)
    expect(searchScore('犬 年金', ['犬の登録'])).toBe(0)
    expect(searchScore('  ', ['犬の登録'])).toBe(0)
  })

  it('is between nothing and all for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (query, text) => {
        const value = closeness(query, text)
        expect(value >= 0 && value <= 1).toBe(true)
      }),
    )
  })
})
