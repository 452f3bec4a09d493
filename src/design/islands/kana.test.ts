import { describe, expect, it } from 'vitest'
import { tidyKana } from './kana.ts'

describe('a kana field left by the person', () => {
  it.each([
    ['やなぎもと', 'ヤナギモト'],
    ['ﾔﾅｷﾞﾓﾄ', 'ヤナギモト'],
    [' ハナ コ ', 'ハナ　コ'],
  ])('turns %s silently', (typed, tidy) => {
    expect(tidyKana(typed)).toEqual({ text: tidy, ok: true })
  })

  it('keeps what cannot be turned, and says so', () => {
    expect(tidyKana('柳本')).toEqual({ text: '柳本', ok: false })
  })

  it('has nothing to say about an empty field', () => {
    expect(tidyKana('').ok).toBe(true)
  })
})
