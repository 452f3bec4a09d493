import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { homeMessages } from '../messages.ts'
import { ListPage } from './lists.tsx'
import { ProcedureRows } from './procedure-rows.tsx'

test('a list is named without readings, for who hears it', () => {
  const frame = {
    locale: 'easy' as const,
    city: { name: '市', phone: '0', hours: '昼', demo: true },
    assets: { css: '', js: '' },
  }
  const html = renderToString(
    <ListPage frame={frame} m={homeMessages.easy} title="ぜんぶの 手続《てつづ》き" groups={[]} browse={[]} />,
  )
  expect(html).toContain('aria-label="ぜんぶの 手続き"')
})

test('a fee keeps its readings in やさしい日本語', () => {
  const procedure = {
    id: 'dog',
    name: { ja: '犬' },
    minutes: 5,
    fee: { ja: '登録3,000円', easy: '登録《とうろく》 3,000円《えん》' },
    elsewhere: false,
    open: true,
  }
  const html = renderToString(<ProcedureRows procedures={[procedure]} m={homeMessages.easy} locale="easy" />)
  expect(html).toContain('<ruby>登録<rt>とうろく</rt></ruby>')
})
