import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Clerk } from './support/clerk.ts'
import { Resident } from './support/resident.ts'
import { samplePhoto, typedOf } from './support/samples.ts'
import { launch, phoneWithoutScript, visit } from './support/visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

interface Focus {
  readonly name: string
  readonly type: string
  readonly value: string
  readonly text: string
  readonly visible: boolean
}

/** What has the focus, and whether one sees it: an outline or a shadow of at least two pixels, inside the window. */
async function focused(page: Page): Promise<Focus> {
  return page.evaluate(`(() => {
    const each = document.activeElement
    const style = getComputedStyle(each)
    const label = each.labels && each.labels[0] ? getComputedStyle(each.labels[0]) : style
    const ring = (one) => (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) >= 2) || one.boxShadow !== 'none'
    const box = each.getBoundingClientRect()
    return {
      name: each.getAttribute('name') || '', type: each.getAttribute('type') || each.tagName.toLowerCase(),
      value: each.value || '', text: (each.textContent || '').trim(),
      visible: (ring(style) || ring(label)) && box.bottom > 0 && box.top < innerHeight,
    }
  })()`)
}

/** Presses Tab until something is reached; whatever has the focus on the way must be seen. */
async function tabTo(page: Page, wanted: (focus: Focus) => boolean): Promise<Focus> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab')
    const focus = await focused(page)
    if (focus.type !== 'body') expect(focus, `focus is not seen on ${page.url()}`).toMatchObject({ visible: true })
    if (wanted(focus)) return focus
  }
  throw new Error(`not reached with Tab on ${page.url()}`)
}

const typed = typedOf('event-registration', '01-bread-with-child')

describe('キーボードだけで', () => {
  it('連絡先のページを入力して保存する', async () => {
    const home = await visit(browser)
    const { page } = home
    const resident = new Resident(
      page,
      inject('places'),
      { email: `keys-${Date.now()}@example.jp` },
      await samplePhoto(),
    )
    await page.goto(`${inject('places').portal}/procedures/event-registration`)
    await resident.begin()
    const contact = `${page.url().replace(/\/pages.*$/, '')}/pages/applicant`
    await page.goto(contact)
    await tabTo(page, (focus) => focus.name === 'contact.phone')
    await page.keyboard.type('090-0000-5555')
    const save = await tabTo(page, (focus) => /保存して次へ|保存して確認/.test(focus.text))
    expect(save.visible).toBe(true)
    // The save has to be answered, by a page that is there whole, before that is left again: often the same address, with what is missing.
    await page.evaluate(`document.documentElement.dataset.before = ''`)
    await page.keyboard.press('Enter')
    const there = `document.readyState === 'complete' && document.documentElement.dataset.before === undefined`
    await expect.poll(() => page.evaluate(there).catch(() => false), { timeout: 20_000 }).toBe(true)
    await page.goto(contact)
    expect((await page.locator('[name="contact.phone"]').inputValue()).replace(/-/g, '')).toBe('09000005555')
    expect(home.complaints).toEqual([])
    await home.context.close()
  })

  it('職員が案件を開き、担当し、決めることを選んで起案する', async () => {
    const home = await visit(browser, phoneWithoutScript)
    const resident = new Resident(
      home.page,
      inject('places'),
      { email: `desk-keys-${Date.now()}@example.jp` },
      await samplePhoto(),
      undefined,
      false,
    )
    await home.page.goto(`${inject('places').portal}/procedures/event-registration`)
    await resident.begin()
    await resident.fill(typed)
    const number = await resident.submit()

    const desk = await visit(browser)
    const { page } = desk
    const clerk = new Clerk(page, inject('places'), 'A041')
    await page.goto(`${inject('places').office}/sign-in`)
    await tabTo(page, (focus) => focus.value === 'A041' || focus.text.includes('石川'))
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await clerk.openCase(number)
    await page.keyboard.press('a')
    await page.waitForLoadState()
    await expect.poll(() => page.locator('main').innerText()).toContain('審査中')
    await tabTo(page, (focus) => focus.name === 'outcome')
    await page.keyboard.press('Space')
    expect(await page.locator('[name=outcome]:checked').count()).toBe(1)
    await tabTo(page, (focus) => focus.text.includes('起案'))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/decision/)
    expect(await page.locator('h1').innerText()).not.toBe('')
    expect(desk.complaints).toEqual([])
    await home.context.close()
    await desk.context.close()
  })
})
