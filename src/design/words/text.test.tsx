import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { InLanguage } from './language.tsx'
import { Text } from './text.tsx'

const render = (words: Parameters<typeof Text>[0]['words'], locale: 'ja' | 'easy' | 'en') =>
  renderToString(
    <InLanguage locale={locale}>
      <Text words={words} />
    </InLanguage>,
  )

describe('Text', () => {
  it('writes a reading as ruby', () => {
    expect(render('漢字《かんじ》', 'easy')).toBe('<ruby>漢字<rt>かんじ</rt></ruby>')
  })

  it('marks Japanese on an English page with its language and says so', () => {
    expect(render({ ja: '印鑑' }, 'en')).toBe(
      '<span lang="ja">印鑑</span><small class="fallback"> (Japanese only)</small>',
    )
  })

  it('marks what is Japanese within an English sentence, and no more', () => {
    expect(render('Please call 生涯学習課 (0820-00-0005).', 'en')).toBe(
      'Please call <span lang="ja">生涯学習課</span> (0820-00-0005).',
    )
    expect(render('Section 税務課《ぜいむか》', 'en')).toBe(
      'Section <span lang="ja"><ruby>税務課<rt>ぜいむか</rt></ruby></span>',
    )
    expect(render('生涯学習課に電話', 'easy')).toBe('生涯学習課に電話')
  })

  it('says nothing where the language is there', () => {
    expect(render({ ja: '印鑑', en: 'Seal' }, 'en')).toBe('Seal')
  })

  it('escapes what looks like markup', () => {
    expect(render('<b>太字</b>', 'ja')).toBe('&lt;b>太字&lt;/b>')
  })
})
