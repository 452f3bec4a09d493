import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { Clerk } from './support/clerk.ts'
import { Resident } from './support/resident.ts'
import { samplePhoto, typedOf } from './support/samples.ts'
import { launch, phoneWithoutScript, visit } from './support/visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

it('二人の職員が同じ案件を開いたら、あとの人に知らせ、書いたメモをなくさない', async () => {
  const { portal } = inject('places')
  const home = await visit(browser, phoneWithoutScript)
  const resident = new Resident(
    home.page,
    inject('places'),
    { email: `two-${Date.now()}@example.jp` },
    await samplePhoto(),
    undefined,
    false,
  )
  await home.page.goto(`${portal}/procedures/event-registration`)
  await resident.begin()
  await resident.fill(typedOf('event-registration', '01-bread-with-child'))
  const number = await resident.submit()

  const first = await visit(browser)
  const second = await visit(browser)
  const ishikawa = new Clerk(first.page, inject('places'), 'A041')
  const fukuda = new Clerk(second.page, inject('places'), 'A043')
  await ishikawa.signIn()
  await fukuda.signIn()
  await ishikawa.openCase(number)
  await fukuda.openCase(number)

  await ishikawa.press('自分が担当する')
  expect(await first.page.locator('main').innerText()).toContain('審査中')

  await second.page.locator('[name=note]').fill('電話で材料費を説明しました')
  await second.page.locator('form:has([name=note]) button').first().click()
  await second.page.waitForLoadState()
  expect(await second.page.locator('main').innerText()).toContain('電話で材料費を説明しました')

  // Both look at the same page; the first marks a check, the second still sees it open and writes a finding.
  await first.page.reload()
  await second.page.reload()
  const [item = ''] = await ishikawa.checkItems()
  await ishikawa.mark(item, '名簿と合いました')
  await fukuda.mark(item, '本人に電話で確かめました')
  expect(await second.page.locator('main').innerText()).toContain('見ているあいだに変わりました')
  expect(await second.page.content()).toContain('本人に電話で確かめました')
  expect(await second.page.content()).toContain('名簿と合いました')

  expect([...first.complaints, ...second.complaints]).toEqual([])
  for (const { context } of [home, first, second]) await context.close()
})
