import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { list, rows } from '../designer/festival-form.ts'
import { Inspection, sticksOut, violations } from './support/checks.ts'
import { Clerk } from './support/clerk.ts'
import { desktop, launch, phone, visit } from './support/visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** From the first press to the page of a resident: what HTTP does not prove is keys, frames, pictures that follow the keys, narrow windows. */
it('はじめての職員が、画面5・項目30・条件4の手続を作り、別の職員が公開し、市民が開く', async () => {
  const { page, context, complaints } = await visit(browser, desktop)
  const inspection = new Inspection()
  const clerk = new Clerk(page, inject('places'), 'A071', inspection)
  const says = () => page.locator('main').innerText()
  await new Clerk(page, inject('places'), 'A071').signIn()
  await page.getByRole('link', { name: '手続の設計' }).click()
  await page.getByRole('link', { name: '新しく作る' }).click()
  await page.getByLabel('手続の名前').first().fill('公園で催しをする')
  await page.getByLabel('記号').first().fill('journey-festival')
  await page.getByLabel('受付番号の頭の2文字').first().fill('ZY')
  await page.getByLabel('担当課').selectOption('policy')
  await page.getByLabel('決裁区分').selectOption('event-participation')
  await page.getByRole('button', { name: '下書きを作る' }).first().click()
  await page.waitForURL(/done=begun/)
  const copy = new URL(page.url()).pathname
  await clerk.look()

  // The first thing to do leads to the list; its conditions are picked, one with keys alone.
  await page.getByRole('link', { name: '質問を入れる' }).click()
  await page.locator('[name=list]').fill(list)
  await clerk.press('表にする')
  const conditions = rows.flatMap((row, n) => {
    const when = 'when' in row ? row.when : undefined
    if (when === undefined) return []
    const asked = rows.findIndex((each) => 'label' in each && each.label === when.question)
    return [{ name: `rows.${n}.when`, value: `${asked}=${when.answer}` }]
  })
  expect(conditions).toHaveLength(4)
  for (const { name, value } of conditions) await page.locator(`[name="${name}"]`).selectOption(value)
  await page.locator('[name="rows.0.label"]').press('Enter')
  await page.waitForURL(/\/pages\?done=saved/)
  await clerk.look()
  expect(await page.locator('main a[href*="/item?at="][href*=".fields."]').count()).toBe(30)
  expect(await page.locator('main .outline-page').count()).toBe(5)
  expect(await says()).toContain('「火と食べ物／火を使いますか」が「はい」のときだけ聞く')

  // A slip is taken back.
  await page.locator('button[value="copy:pages.1.groups.0.fields.0"]').click()
  await page.waitForURL(/\/item\?at=/)
  expect(await page.locator('[name="label.ja"]').inputValue()).toBe('催しの名前（写し）')
  await clerk.look()
  await page.goto(`${clerk.places.office}${copy}/pages`)
  await clerk.press('直前の保存を取り消す')
  expect(await says()).not.toContain('（写し）')

  // A rule between two answers: nothing is typed but its sentence.
  await page.goto(`${clerk.places.office}${copy}/rules/new`)
  await page
    .locator('[name="must.0.pick"]')
    .selectOption({ label: '催しのこと／おわりの日：「催しのこと／はじめの日」とくらべる' })
  await page.locator('[name="must.0.how"]').selectOption('ge')
  await page.locator('[name=at]').selectOption({ label: '催しのこと／おわりの日' })
  await page.locator('[name="message.ja"]').fill('おわりの日は、はじめの日からあとにしてください')
  await clerk.press('保存する')
  expect(await says()).toContain('「催しのこと／おわりの日」が「催しのこと／はじめの日」以上')

  await writeLetter(page, clerk, copy)

  // Tried on a phone from the first page to the last, and kept as an example.
  await page.goto(`${clerk.places.office}${copy}/trial?sample=yes`)
  await clerk.look()
  const frame = page.frameLocator('iframe.phone-frame')
  for (let step = 1; step <= 5; step += 1) {
    const heading = await frame.locator('h1').innerText()
    await frame.getByRole('button', { name: '次へ進む' }).click()
    await frame.locator('h1', { hasNotText: heading }).waitFor()
  }
  await frame.getByRole('button', { name: 'この答えを例として残す' }).click()
  await page.getByLabel('例の名前').fill('火を使う祭り')
  await clerk.press('例を残す')
  expect(await says()).toContain('例1件のうち1件')

  await page.goto(`${clerk.places.office}${copy}/publication`)
  await page.locator('[name=holdsFrom]').fill(new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10))
  await page.locator('[name=reason]').fill('公園の受付を始める')
  expect(await says()).toContain('承認できる人：')
  await clerk.press('公開を提案する')
  expect(await says()).toContain('伊藤 薫')

  const head = await visit(browser, phone)
  const approver = new Clerk(head.page, inject('places'), 'A072')
  await approver.signIn()
  await head.page.goto(`${clerk.places.office}/designer`)
  await head.page.getByRole('link', { name: '承認するか決める' }).first().click()
  await head.page.getByRole('button', { name: '承認して公開する' }).click()
  await head.page.waitForURL(/done=approved/)

  const home = await visit(browser, phone)
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const answer = await home.page.goto(`${clerk.places.portal}/procedures/journey-festival`)
    if (answer?.status() === 200) break
    await home.page.waitForTimeout(200)
  }
  expect(await home.page.locator('h1').innerText()).toBe('公園で催しをする')
  await home.page.getByRole('link', { name: '申請をはじめる' }).first().click()
  expect(await home.page.locator('main').innerText()).toMatch(/メールアドレス|公園で催しをする/)
  expect([...(await sticksOut(home.page)), ...(await violations(home.page))]).toEqual([])

  expect(inspection.found).toEqual([])
  expect([...complaints, ...head.complaints, ...home.complaints.filter((each) => !each.includes('404'))]).toEqual([])
  for (const each of [context, head.context, home.context]) await each.close()
})

/** The picture beside the form follows what is typed; a broken template says its sentence; nothing is kept before the button. */
async function writeLetter(page: Page, clerk: Clerk, copy: string): Promise<void> {
  await page.goto(`${clerk.places.office}${copy}/letters/new`)
  await page.locator('[name=title]').fill('公園使用許可通知書')
  await page.getByLabel('催しのこと／催しの名前').check()
  await page.getByLabel('場所／使う公園').check()
  await clerk.press('足して、文を確かめる')
  const picture = page.locator('img[data-picture]')
  await picture.and(page.locator('[src^="data:image/svg+xml"]')).waitFor()
  await clerk.look()
  const first = await picture.getAttribute('src')
  await page.locator('[name="text.0"]').fill('公園を使うことを許可します。')
  await expect.poll(() => picture.getAttribute('src'), { timeout: 5000 }).not.toBe(first)
  expect(await picture.evaluate((each) => (each as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(
    100,
  )
  await page.locator('summary', { hasText: 'ひな形の全体' }).click()
  const source = page.locator('[name=source]')
  const kept = await source.inputValue()
  await source.fill(`${kept}\n#nothing-like-this()`)
  await page.locator('[data-status]', { hasText: 'ひな形を組めませんでした' }).waitFor()
  await source.fill(kept)
  await expect.poll(() => page.locator('live-picture [data-status]').innerText(), { timeout: 5000 }).toBe('')
  await clerk.press('保存する')
  expect(await page.locator('[name="text.0"]').inputValue()).toBe('公園を使うことを許可します。')
}
