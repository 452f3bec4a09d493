import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Resident } from './support/resident.ts'
import { samplePhoto, typedOf } from './support/samples.ts'
import { desktop, launch, phoneWithoutScript, type Visitor, visit } from './support/visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** Somebody who has begun to apply for a course and stands on the list of pages. */
async function applicant(options = desktop): Promise<Visitor & { readonly resident: Resident }> {
  const visitor = await visit(browser, options)
  const means = { email: `course-${Date.now()}@example.jp` }
  const scripts = options !== phoneWithoutScript
  const resident = new Resident(visitor.page, inject('places'), means, await samplePhoto(), undefined, scripts)
  await visitor.page.goto(`${inject('places').portal}/procedures/event-registration`)
  await resident.begin()
  return { ...visitor, resident }
}

const typed = typedOf('event-registration', '01-bread-with-child')

describe('途中で思いがけないことがあっても', () => {
  it('提出を二度押しても、受付は一つだけ', async () => {
    const { page, context, resident, complaints } = await applicant(phoneWithoutScript)
    await resident.fill(typed)
    const check = page.url()
    const another = await context.newPage()
    await another.goto(check)
    const number = await resident.submit()
    // The same page, kept open elsewhere with the same request key, is pressed again.
    const second = new Resident(another, inject('places'), resident.means, resident.photo, undefined, false)
    expect(await second.submit()).toBe(number)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('「戻る」で前のページに戻って直しても、あとの答えは残る', async () => {
    const { page, context, resident, complaints } = await applicant(phoneWithoutScript)
    await page.locator('main a[href*="/pages/"]').first().click()
    const first = page.url()
    await resident.fillPage(typed)
    const before = await page.locator('main form [name]:not([type=hidden])').first().getAttribute('name')
    await resident.saveAndGoOn()
    const second = page.url()
    expect(second).not.toBe(first)
    await page.goBack()
    expect(page.url()).toBe(first)
    expect(await page.locator(`main form [name="${before}"]`).count()).toBeGreaterThan(0)
    await resident.saveAndGoOn()
    expect(await resident.errors()).toEqual([])
    expect(page.url()).toBe(second)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('二つの画面で同じページを開いても、あとから保存した方に知らせ、どちらの答えもなくさない', async () => {
    const { page, context, complaints } = await applicant(phoneWithoutScript)
    const draft = page.url().replace(/\/pages.*$/, '')
    const contact = `${draft}/pages/applicant`
    const other = await context.newPage()
    await page.goto(contact)
    await other.goto(contact)
    const name = 'contact.phone'
    await page.locator(`[name="${name}"]`).fill('090-0000-1111')
    await page.getByRole('button', { name: /保存してあとで/ }).click()
    await other.locator(`[name="${name}"]`).fill('090-0000-2222')
    await other.getByRole('button', { name: /保存して次へ/ }).click()
    expect(await other.locator('main').innerText()).toContain('ほかの画面でも、このページが保存されています')
    expect(await other.locator('main').innerText()).toContain('1111')
    expect(await other.locator(`[name="${name}"]`).inputValue()).toContain('2222')
    await other.getByRole('button', { name: 'この画面の内容で保存する' }).click()
    await page.goto(contact)
    expect((await page.locator(`[name="${name}"]`).inputValue()).replace(/-/g, '')).toBe('09000002222')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('サインインが切れても、送った答えはサインインのあとに出てくる', async () => {
    const { page, context, resident } = await applicant(phoneWithoutScript)
    const contact = `${page.url().replace(/\/pages.*$/, '')}/pages/applicant`
    await page.goto(contact)
    await page.locator('[name="contact.phone"]').fill('090-0000-3333')
    await context.clearCookies({ name: /-portal-(session|form|browser)$/ })
    await page.getByRole('button', { name: /保存して次へ/ }).click()
    await resident.identify()
    const said = await page.locator('main').innerText()
    expect(said).toContain('入れた内容は残っています')
    expect(await page.locator('[name="contact.phone"]').inputValue()).toBe('090-0000-3333')
    await context.close()
  })

  it('再開番号と合言葉で、ほかの端末から続けられる', async () => {
    const { page, context, resident } = await applicant(phoneWithoutScript)
    const draft = page.url()
    await page.goto(`${draft}/pages/applicant`)
    await page.locator('[name="contact.phone"]').fill('090-0000-4444')
    await page.getByRole('button', { name: /保存してあとで/ }).click()
    await page.goto(draft)
    const said = await page.locator('main').innerText()
    const number = /再開番号\s+([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(said)?.[1] ?? ''
    const secret = /合言葉\s+([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(said)?.[1] ?? ''
    expect(secret).not.toBe('')
    await context.close()

    const tablet = await visit(browser, desktop)
    await tablet.page.goto(`${inject('places').portal}/resume`)
    await tablet.page.getByLabel('再開番号').fill(number.toLowerCase())
    await tablet.page.getByLabel('合言葉').fill(secret)
    await tablet.page.getByRole('button', { name: '続きを開く' }).click()
    await new Resident(tablet.page, inject('places'), resident.means, resident.photo).identify()
    expect(tablet.page.url()).toContain('/drafts/')
    await tablet.page.goto(`${draft}/pages/applicant`)
    expect((await tablet.page.locator('[name="contact.phone"]').inputValue()).replace(/-/g, '')).toBe('09000004444')
    expect(tablet.complaints).toEqual([])
    await tablet.context.close()
  })
})
