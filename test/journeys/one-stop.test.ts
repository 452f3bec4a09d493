import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addDays, dayOf } from '../../src/civic/day.ts'
import { Inspection } from './support/checks.ts'
import { Clerk } from './support/clerk.ts'
import { Resident, typeInto } from './support/resident.ts'
import { samplePhoto, typedOf } from './support/samples.ts'
import { launch, phoneWithoutScript, type Visitor, visit } from './support/visitor.ts'

let browser: Browser
const inspection = new Inspection()
const complaints: string[] = []
const open: Visitor[] = []

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

async function visitor(options: Parameters<typeof visit>[1] = {}): Promise<Visitor> {
  const made = await visit(browser, options)
  open.push(made)
  return made
}

async function clerkAt(number: string): Promise<Clerk> {
  const clerk = new Clerk((await visitor()).page, inject('places'), number, inspection)
  await clerk.signIn()
  return clerk
}

/** Opens a page again and again until it says the words: the way between the zones is quick, not instant. */
async function until(page: Page, url: string, words: string): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await page.goto(url)
    if ((await page.locator('main').innerText()).includes(words)) return
    await page.waitForTimeout(250)
  }
  throw new Error(`${url} does not say ${words}: ${await page.locator('main').innerText()}`)
}

const said = (page: Page): Promise<string> => page.locator('main').innerText()

describe('引っ越しの来庁予約', () => {
  const dated = (name: string, day: string) => {
    const [western, reiwa] = [Number(day.slice(0, 4)), day >= '2019-05-01']
    return {
      [`${name}.era`]: reiwa ? 'reiwa' : 'heisei',
      [`${name}.year`]: String(western - (reiwa ? 2018 : 1988)),
      [`${name}.month`]: String(Number(day.slice(5, 7))),
      [`${name}.day`]: String(Number(day.slice(8, 10))),
    }
  }
  const address = (name: string, block: string) => ({
    [`${name}.postcode`]: '7421351',
    [`${name}.prefecture`]: '山口県',
    [`${name}.city`]: '柳井市',
    [`${name}.town`]: '旭ケ丘',
    [`${name}.block`]: block,
  })
  const pages: readonly Readonly<Record<string, string>>[] = [
    {
      'move.kind': 'move-within',
      ...dated('move.on', addDays(dayOf(new Date()), -1)),
      'move.part': 'all',
      'move.members': '1',
    },
    {
      'people.0.name.family': '旅見本',
      'people.0.name.given': '歩',
      'people.0.familyKana': 'タビミホン',
      'people.0.givenKana': 'アユム',
      ...dated('people.0.birth', '1991-05-05'),
      'people.0.card': 'yes',
      'people.0.foreign': 'no',
    },
    { ...address('to.address', '3-3'), 'to.joins': 'no', ...address('from.address', '4-4') },
    { 'needs.insurance': 'national', 'needs.has': 'dog' },
    { 'contact.phone': '0820001111', 'contact.email': '', 'contact.who': 'self' },
  ]

  it('電話で予約し、窓口が用意し、来なかったあとで日を変え、取り消す', async () => {
    const { portal, office } = inject('places')
    const email = `moving-${Date.now()}@example.jp`
    const home = await visitor(phoneWithoutScript)
    const { page } = home
    const look = () => inspection.look(page, { scripts: false })
    const press = async (name: string | RegExp) => {
      await page.getByRole('button', { name, exact: true }).first().click()
      await page.waitForLoadState()
      await look()
    }
    const pickTime = async (which: number) => {
      await page.locator('main [name=day]').selectOption({ index: which })
      await press('この日の時刻をみる')
      await page.locator('main [name=slot]').first().check({ force: true })
      await press('次へ')
    }
    const resident = new Resident(page, inject('places'), { email }, await samplePhoto(), inspection, false)
    await page.goto(`${portal}/sign-in/contact?to=/moving`)
    await resident.identify()
    await page.goto(`${portal}/moving`)
    await look()
    await page.getByRole('link', { name: '来庁を予約する' }).click()
    for (const typed of pages) {
      await look()
      const form = page.locator('main form').last()
      for (const [name, value] of Object.entries({
        ...typed,
        ...('contact.email' in typed ? { 'contact.email': email } : {}),
      }))
        await typeInto(form, name, [value])
      await press('次へ')
    }
    expect(page.url()).toContain('/moving/visit-time')
    await pickTime(1)
    await press('この内容で予約する')
    expect(await said(page)).toContain('来庁を予約しました')
    const [number = '', secret = ''] = await page.locator('.receipt-number').allInnerTexts()

    const clerk = await clerkAt('A031')
    await until(clerk.page, `${office}/moving?view=open`, number)
    await clerk.look()
    const row = clerk.page
      .locator('tr, li, article', { hasText: number })
      .locator('a[href^="/moving/notices/"]')
      .first()
    await row.click()
    await clerk.look()
    expect(await said(clerk.page)).toContain('旅見本　歩')
    const notice = clerk.page.url().split('?')[0] ?? ''
    await clerk.press('準備を終える')
    await clerk.page.goto(`${office}/moving/days`)
    await clerk.look()
    await clerk.page.goto(notice)
    await clerk.press('来庁がなかった')
    expect(await said(clerk.page)).toContain('来庁がないとき')

    // Another day, on another device: the number and the secret open it, and so does the sign-in.
    const elsewhere = await visitor(phoneWithoutScript)
    const other = new Resident(elsewhere.page, inject('places'), { email }, await samplePhoto(), inspection, false)
    await elsewhere.page.goto(`${portal}/sign-in/contact?to=/moving/booking`)
    await other.identify()
    await elsewhere.page.goto(`${portal}/moving/booking`)
    expect(await said(elsewhere.page)).toContain(number)
    await inspection.look(elsewhere.page, { scripts: false })

    await page.context().clearCookies()
    await page.goto(`${portal}/moving/booking`)
    await page.locator('main [name=number]').fill(number)
    await page.locator('main [name=secret]').fill(secret)
    await press('予約をみる')
    await until(page, `${portal}/moving/booked`, '来庁がありませんでした')
    await look()
    await page.getByRole('link', { name: '日時を変える' }).first().click()
    await look()
    await pickTime(2)
    expect(await said(page)).toContain('日時を変えました')
    await until(clerk.page, notice, '準備済み')

    await page.getByRole('link', { name: '予約を取り消す' }).first().click()
    await look()
    await press('取り消す')
    expect(await said(page)).toContain('取り消しました')
    await until(clerk.page, notice, '取消')
    await clerk.look()
  })
})

describe('まとめて申請', () => {
  const ids = ['ltc-care-plan-request', 'ltc-insured-cert-reissue', 'ltc-copay-cert-reissue']

  it('3つの手続を1度に書き、カードで署名し、受付と控えを受け取り、アンケートに答える', async () => {
    const { portal } = inject('places')
    const home = await visitor(phoneWithoutScript)
    const { page } = home
    const resident = new Resident(page, inject('places'), { card: 'yoshiko' }, await samplePhoto(), inspection, false)
    await page.goto(`${portal}/sign-in/card?to=/basket`)
    await resident.identify()
    for (const id of ids) {
      await page.goto(`${portal}/procedures/${id}`)
      await page.locator(`main form[action="/basket"]:has([name=procedure][value="${id}"]) button`).first().click()
      await page.waitForLoadState()
    }
    // One of them is signed: the page says so, and asks for the other sign-in before it goes with the others.
    await inspection.look(page, { scripts: false })
    await page.getByRole('link', { name: 'サインインして、いっしょにする' }).click()
    await resident.identify()
    await page.goto(`${portal}/basket?filer=self`)
    await page.locator('main form[action="/bundles"] button').last().click()
    await page.waitForURL(/\/bundles\//)
    const bundle = page.url().split('?')[0] ?? ''

    const typed = ids.map((id) => typedOf(id, id === 'ltc-care-plan-request' ? '01-typical' : '01-lost-at-home'))
    const all = {
      values: Object.assign({}, ...typed.map(({ values }) => values)),
      files: typed.flatMap(({ files }) => files),
      counts: Object.assign({}, ...typed.map(({ counts }) => counts)),
    }
    await resident.fillTasks(bundle, all)
    await page.goto(`${bundle}/check`)
    await inspection.look(page, { scripts: false })
    await resident.submit()
    const receipt = await said(page)
    const numbers = [...new Set(receipt.match(/[A-Z]{2}-R\d+-\d{6}-\d/g))]
    expect(numbers).toHaveLength(3)
    expect(receipt).toContain('髙橋')
    const summary = await home.context.request.get(`${bundle}/summary.pdf`)
    expect((await summary.body()).subarray(0, 5).toString()).toBe('%PDF-')

    await page.locator('main a[href$="/receipt"]').first().click()
    await page.locator('main [name=grade][value="4"]').check({ force: true })
    await page.locator('main [name=text]').fill('負担割合証の欄が分かりにくい')
    await inspection.look(page, { scripts: false })
    await page.getByRole('button', { name: '答えを送る' }).click()
    await page.waitForLoadState()
    expect(await said(page)).toContain('ありがとうございました')
    await inspection.look(page, { scripts: false })

    const clerk = await clerkAt('A011')
    await clerk.openCase(numbers[0] ?? '')
    const shown = await said(clerk.page)
    for (const number of numbers) expect(shown).toContain(number)
  })

  it('どの画面も axe の指摘がなく、横にはみ出さず、コンソールの苦情がない', async () => {
    expect(inspection.found).toEqual([])
    complaints.push(...open.flatMap((each) => each.complaints))
    expect(complaints).toEqual([])
    for (const { context } of open) await context.close()
  })
})
