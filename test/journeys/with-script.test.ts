import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Resident } from './support/resident.ts'
import { samplePhoto, typedOf } from './support/samples.ts'
import { desktop, launch, type Visitor, visit } from './support/visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** Somebody at a desk who has begun a procedure. */
async function begun(procedure: string): Promise<Visitor & { readonly resident: Resident; readonly draft: string }> {
  const visitor = await visit(browser, desktop)
  const means = { email: `desk-${procedure}-${Date.now()}@example.jp` }
  const resident = new Resident(visitor.page, inject('places'), means, await samplePhoto(1600))
  await visitor.page.goto(`${inject('places').portal}/procedures/${procedure}`)
  await resident.begin()
  return { ...visitor, resident, draft: visitor.page.url().replace(/\/pages.*$/, '') }
}

describe('机の前で、スクリプトがあるとき', () => {
  it('郵便番号から住所が入り、電話番号の誤りはその場でわかる', async () => {
    const { page, context, draft, complaints } = await begun('dog-registration')
    await page.goto(`${draft}/pages/owner`)
    await page.locator('[name="owner.address.postcode"]').fill('742-0021')
    await page.getByRole('button', { name: '住所を出す' }).first().click()
    await expect.poll(() => page.locator('[name="owner.address.city"]').inputValue()).toBe('柳井市')
    expect(await page.locator('[name="owner.address.prefecture"]').inputValue()).toBe('山口県')
    expect(page.url()).toBe(`${draft}/pages/owner`)

    await page.locator('[name="contact.phone"]').fill('でんわ')
    await page.keyboard.press('Tab')
    const told = page.locator('.field-error', { hasText: '電話番号' })
    await told.waitFor()
    expect(await page.locator('[name="contact.phone"]').getAttribute('aria-invalid')).toBe('true')
    await page.locator('[name="contact.phone"]').fill('090-0000-1111')
    await expect.poll(() => told.count()).toBe(0)

    await page.locator('[name="owner.familyKana"]').first().fill('やなもと')
    await page.keyboard.press('Tab')
    await expect.poll(() => page.locator('[name="owner.familyKana"]').first().inputValue()).toBe('ヤナモト')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('入力は自動で保存され、回線が切れても、つながればまた保存される', async () => {
    const { page, context, draft, complaints } = await begun('event-registration')
    await page.goto(`${draft}/pages/applicant`)
    const phone = page.locator('[name="contact.phone"]')
    const status = page.locator('auto-save [data-status]').last()
    await phone.fill('090-0000-1111')
    await expect.poll(() => status.innerText(), { timeout: 20_000 }).toContain('保存しました')

    await context.setOffline(true)
    await phone.fill('090-0000-2222')
    await expect.poll(() => status.innerText(), { timeout: 20_000 }).toContain('通信が切れて')
    await context.setOffline(false)
    await expect.poll(() => status.innerText(), { timeout: 20_000 }).toContain('保存しました')

    const elsewhere = await context.newPage()
    await elsewhere.goto(`${draft}/pages/applicant`)
    expect((await elsewhere.locator('[name="contact.phone"]').inputValue()).replace(/-/g, '')).toBe('09000002222')
    // The line was cut on purpose; everything else the browser says is a complaint.
    expect(complaints.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
    await context.close()
  })

  it('二回続けて押しても、提出は一度だけ送られる', async () => {
    const { page, context, resident, complaints } = await begun('event-registration')
    await resident.fill(typedOf('event-registration', '01-bread-with-child'))
    let posts = 0
    page.on('request', (request) => {
      if (request.method() === 'POST' && /\/(check|submission)$/.test(request.url())) posts += 1
    })
    const form = page.locator('main form[action$="/check"], main form[action$="/submission"]').last()
    for (const box of await form.locator('[type=checkbox]').all()) await box.check({ force: true })
    await form.locator('button').last().dblclick()
    await page.waitForURL(/\/applications\//)
    expect(await resident.receiptNumber()).toMatch(/^EV-R8-\d{6}-\d$/)
    expect(posts).toBe(1)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('写真をつけると、どこまで送れたかがわかり、つけたものが出る', async () => {
    const { page, context, resident, draft, complaints } = await begun('dog-registration')
    const typed = typedOf('dog-registration', '01-new-with-shot')
    const withoutFiles = { ...typed, files: [] }
    for (const id of ['request', 'owner', 'dog', 'shot']) {
      await page.goto(`${draft}/pages/${id}`)
      await resident.fillPage(withoutFiles)
      await resident.saveAndGoOn()
    }
    const upload = page.locator('upload-progress').first()
    const said: string[] = []
    await page.exposeFunction('keepWords', (words: string) => said.push(words))
    await page.evaluate(`new MutationObserver(() => {
      const words = document.querySelector('upload-progress [data-status]')?.textContent
      if (words) window.keepWords(words)
    }).observe(document.body, { childList: true, subtree: true, characterData: true })`)
    await upload.locator('input[type=file]').setInputFiles(resident.photo)
    await upload.getByRole('button', { name: 'ファイルをつける' }).click()
    await page.getByText('写真.jpg').first().waitFor()
    expect(said.join(' ')).toMatch(/\d+%|\d+％/)
    expect(complaints).toEqual([])
    await context.close()
  })
})
