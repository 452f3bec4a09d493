import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import type { City } from '../../platform/cities.ts'
import { ErrorPage } from './error-page.tsx'
import { cityHours } from './frame.ts'
import { ResidentPage } from './resident-page.tsx'
import { StaffPage } from './staff-page.tsx'

const assets = { css: '/assets/yanagi.css', js: '/assets/yanagi.js' }
const city = { name: '柳井市', phone: '0820-00-0000', hours: '月〜金曜日 8:30〜17:15', demo: true }

describe('a resident page', () => {
  it('says in the tab’s title that something has to be put right', () => {
    const html = renderToString(
      <ResidentPage locale="ja" title="申請する方" failed city={city} assets={assets}>
        <h1>申請する方</h1>
      </ResidentPage>,
    )
    expect(html).toContain('<title>エラー：申請する方 | 柳井市</title>')
  })

  it('is Japanese by its lang when it is やさしい日本語, English when it is English', () => {
    const page = (locale: 'easy' | 'en') =>
      renderToString(
        <ResidentPage
          locale={locale}
          title={{ ja: '案内', easy: '案内《あんない》', en: 'Guide' }}
          city={{ ...city, name: '柳井市《やないし》' }}
          assets={assets}
        >
          <p />
        </ResidentPage>,
      )
    expect(page('easy')).toContain('<html lang="ja"')
    expect(page('easy')).toContain('<title>案内 | 柳井市</title>')
    expect(page('en')).toContain('<html lang="en"')
  })

  it('carries what the person chose about the look, and nothing for the usual look', () => {
    const page = (size: '100' | '200') =>
      renderToString(
        <ResidentPage
          locale="ja"
          title="案内"
          city={city}
          assets={assets}
          display={{ size, theme: 'system', contrast: 'more' }}
        >
          <p />
        </ResidentPage>,
      )
    expect(page('200')).toContain('<html lang="ja" data-contrast="more" data-size="200">')
    expect(page('100')).toContain('<html lang="ja" data-contrast="more">')
  })

  it('says that a demonstration is one, and only then', () => {
    const page = (demo: boolean) =>
      renderToString(
        <ResidentPage locale="ja" title="案内" city={{ ...city, demo }} assets={assets}>
          <p />
        </ResidentPage>,
      )
    expect(page(true)).toContain('すべて架空')
    expect(page(false)).not.toContain('架空')
  })

  it('shows help at its foot and a way past the header', () => {
    const html = renderToString(
      <ResidentPage locale="ja" title="案内" city={city} assets={assets}>
        <p />
      </ResidentPage>,
    )
    expect(html).toContain('href="tel:0820-00-0000"')
    expect(html).toMatch(/<body><a class="skip" href="#main">/)
  })
})

describe('the hours at the foot of a page', () => {
  const foot = (locale: 'easy' | 'en', own: object) =>
    renderToString(
      <ResidentPage
        locale={locale}
        title="案内"
        city={{ ...city, hours: cityHours({ hours: '平日', ...own } as City) }}
        assets={assets}
      >
        <p />
      </ResidentPage>,
    ).split('<footer')[1]

  it('are said in the language of the page', () => {
    expect(foot('en', { hoursEn: 'Weekdays' })).toContain('<p class="fine">Weekdays</p>')
    expect(foot('easy', { hoursEasy: '平日《へいじつ》' })).toContain('<ruby>平日<rt>へいじつ</rt></ruby>')
  })

  it('fall back to Japanese, marked as such', () => {
    expect(foot('en', {})).toContain('<span lang="ja">平日</span>')
  })
})

describe('an error page', () => {
  it('shows the number to ask with', () => {
    const html = renderToString(
      <ErrorPage
        locale="ja"
        title="いま表示できません"
        lines={['入力した内容は残っています。']}
        requestId="4f2a"
        city={city}
        assets={assets}
      />,
    )
    expect(html).toContain('4f2a')
    expect(html).toContain('入力した内容は残っています。')
  })
})

describe('a staff page', () => {
  it('names its zone and its person, and signs out by a post', () => {
    const html = renderToString(
      <StaffPage
        title="受付審査"
        zone="LGWAN"
        city={city}
        assets={assets}
        person={{ name: '青木 係員', post: '子育て支援課', href: '/me' }}
        csrf="t"
      >
        <h1>受付審査</h1>
      </StaffPage>,
    )
    expect(html).toContain('LGWAN')
    expect(html).toContain('青木 係員')
    expect(html).toContain('<form method="post" action="/sign-out"><input type="hidden" name="csrf" value="t"/>')
  })
})
