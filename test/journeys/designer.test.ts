import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { Inspection, sticksOut, violations } from './support/checks.ts'
import { Clerk } from './support/clerk.ts'
import { launch, phone, visit } from './support/visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** What HTTP does not prove: keys, folded parts, scripts of the page, a new tab, a narrow window. The whole is `test/designer`. */
it('職員が質問の一覧を貼り付け、キーで条件を選び、写し、取り消し、通知書を見る', async () => {
  const { page, context, complaints } = await visit(browser, phone)
  const inspection = new Inspection()
  const clerk = new Clerk(page, inject('places'), 'A071')
  await clerk.signIn()
  await page.goto(`${clerk.places.office}/designer/new`)
  for (const [name, value] of [
    ['id', 'journey-festival'],
    ['name', '公園で催しをする'],
    ['prefix', 'ZY'],
  ] as const)
    await page.locator(`[name=${name}]`).fill(value)
  await page.locator('[name=owner]').selectOption('policy')
  await page.locator('[name=matter]').selectOption('event-participation')
  await clerk.press('下書きを作る')
  const copy = new URL(page.url()).pathname
  const open = async (part: string): Promise<void> => {
    await page.goto(`${clerk.places.office}${copy}${part}`)
  }

  // A list, its table, and a condition picked with keys alone.
  await open('/many?at=pages.0.groups.0')
  await page.locator('[name=list]').fill('電話番号\n■当日\n火を使いますか\n火を使うもの\n使う日')
  await clerk.press('表にする')
  await inspection.look(page)
  await page.locator('[name="rows.3.when"]').focus()
  await page.keyboard.press('ArrowDown')
  expect(await page.locator('[name="rows.3.when"] :checked').innerText()).toBe('「火を使いますか」が「はい」のとき')
  await page.locator('[name="rows.3.label"]').press('Enter')
  await page.waitForURL(/\/pages\?done=saved/)
  expect(await page.locator('main').innerText()).toContain('「当日／火を使いますか」が「はい」ときだけ聞く')
  await inspection.look(page)

  // A copy of a question is opened at once; a slip is taken back.
  await page.locator('button[value="copy:pages.1.groups.0.fields.2"]').click()
  await page.waitForURL(/\/item\?at=pages\.1\.groups\.0\.fields\.3$/)
  expect(await page.locator('[name="label.ja"]').inputValue()).toBe('使う日（写し）')
  await page.locator('[name="label.ja"]').fill('片づける日')
  await page.locator('summary', { hasText: '条件をもうひとつ足す' }).click()
  await page.locator('[name="when.1.pick"]').selectOption({ label: '当日／火を使いますか：いいえ' })
  await inspection.look(page)
  await clerk.press('直して保存する')
  expect(await page.locator('main').innerText()).toContain('「当日／火を使いますか」が「いいえ」ときだけ聞く')
  await clerk.press('直前の保存を取り消す')
  expect(await page.locator('main').innerText()).toContain('使う日（写し）')

  // A rule between two answers: nothing is typed but its sentence.
  await open('/rules/new')
  await page.locator('[name="must.0.pick"]').selectOption({ label: '当日／使う日：今日とくらべる' })
  await page.locator('[name="must.0.how"]').selectOption('ge')
  await page.locator('[name=at]').selectOption({ label: '当日／使う日' })
  await page.getByText('提出できない').click()
  await page.locator('[name="message.ja"]').fill('使う日は、今日からあとの日にしてください')
  await inspection.look(page)
  await clerk.press('保存する')
  expect(await page.locator('main').innerText()).toContain('「当日／使う日」が「今日」以上')

  // A letter is looked at in a new tab before it is kept.
  await open('/letters/new')
  await page.locator('[name=title]').fill('公園使用許可通知書')
  await inspection.look(page)
  await clerk.press('足して、文を確かめる')
  await page.locator('[name="text.0"]').fill('公園を使うことを許可します。')
  await inspection.look(page)
  const preview = context.waitForEvent('response', (response) => response.url().endsWith('/preview'))
  await page.getByRole('button', { name: '保存しないで PDF で見る' }).click()
  const answer = await preview
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
  expect(await page.locator('[name="text.0"]').inputValue()).toBe('公園を使うことを許可します。')

  // As a resident sees it: nothing leads away from the office's trial.
  await open('/trial/pages/page-1')
  const away = await page.locator('a').evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
  expect(away.filter((href) => !/^#|\/trial/.test(href))).toEqual([])
  expect([...(await sticksOut(page)), ...(await violations(page))]).toEqual([])
  expect(inspection.found).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})
