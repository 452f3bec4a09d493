import { describe, expect, it } from 'vitest'
import { searchKey } from './search-text.ts'

describe('search text', () => {
  it.each([
    ['ﾔﾅｲ', 'やない'],
    ['ＡＢＣ', 'abc'],
    ['渡邉 一郎', '渡辺一郎'],
    ['マイナンバー・カード', 'まいなんばーかーど'],
    ['髙橋', '高橋'],
  ])('%s and %s are the same', (a, b) => expect(searchKey(a)).toBe(searchKey(b)))
})
