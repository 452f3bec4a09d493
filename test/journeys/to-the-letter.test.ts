import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Story, stories } from '../tour/stories.ts'
import { Inspection } from './support/checks.ts'
import { Clerk } from './support/clerk.ts'
import { Resident } from './support/resident.ts'
import { samplePhoto, typedOf } from './support/samples.ts'
import { launch, phoneWithoutScript, type Visitor, visit } from './support/visitor.ts'

let browser: Browser
const inspection = new Inspection()

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

function story(procedure: string): Story {
  const found = stories.find((each) => each.procedure === procedure)
  if (found === undefined) throw new Error(`there is no story of ${procedure}`)
  return found
}

const why = { grounds: '申込みの内容が事実と違っていたため', basis: '見本条例第5条' }
type Ending = (clerk: Clerk, resident: Resident, application: string, told: Story) => Promise<void>

/** What may come after the letter: the city cancels its decision, and hears the person before. */
const cancelled: Readonly<Record<string, Ending>> = {
  'event-registration': async (clerk, resident, application) => {
    await clerk.prepareCancellation(why, { kind: 'annulment', law: 'ordinance', way: 'hearing', delivery: 'portal' })
    await clerk.page.locator('[name=time]').fill('10:00')
    await clerk.page.locator('[name=place]').fill('市役所 3階 会議室')
    await clerk.page.locator('[name=office]').fill('柳井市南町1-1')
    await clerk.press('通知する')
    await resident.readWhenThere(application, '聴聞の日時', '#todo a[href*="/letters/"]')
  },
  'bulky-waste': async (clerk, resident, application, told) => {
    const exempt = { exemption: 'slight', exemptBecause: '義務が著しく軽いため' }
    const chosen = { kind: 'annulment', law: 'ordinance', way: 'none', delivery: 'portal' }
    await clerk.prepareCancellation({ ...why, ...exempt }, chosen)
    await clerk.press('起案を作る')
    await clerk.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
    for (const { who, act } of told.acts) await (await desk(who)).act(told.title, act)
    await resident.readWhenThere(application, '市が決定を取り消しました', '#cancellation a[href*="/letters/"]')
  },
}

/** Staff keep their browsers open from one case to the next. */
const desks = new Map<string, { readonly visitor: Visitor; readonly clerk: Clerk }>()

async function desk(number: string): Promise<Clerk> {
  const open = desks.get(number)
  if (open !== undefined) return open.clerk
  const visitor = await visit(browser)
  const clerk = new Clerk(visitor.page, inject('places'), number, inspection)
  desks.set(number, { visitor, clerk })
  await clerk.signIn()
  return clerk
}

describe('電話での申請から、受信箱の通知書まで', () => {
  it.each(['bulky-waste', 'event-registration'])('%s', async (procedure) => {
    const told = story(procedure)
    const home = await visit(browser, phoneWithoutScript)
    const { page } = home
    const means = { email: `letter-${procedure}-${Date.now()}@example.jp` }
    const resident = new Resident(page, inject('places'), means, await samplePhoto(), inspection, false)
    await page.goto(`${inject('places').portal}/procedures/${procedure}`)
    await resident.begin()
    await resident.fill(typedOf(procedure, told.example))
    const number = await resident.submit()
    const application = /.*\/applications\/[0-9a-f-]+/.exec(page.url())?.[0] ?? ''

    const clerk = await desk(told.clerk)
    await clerk.openCase(number)
    await clerk.press('自分が担当する')
    await clerk.check()
    const asks = clerk.page.locator('form[action$="/payment-request"] button')
    if ((await asks.count()) > 0) {
      await asks.first().click()
      await clerk.page.waitForLoadState()
    }
    await clerk.openCase(number)
    const payment = clerk.page.locator('form[action$="/payments"]').first()
    await payment.locator('[name=method][value=cash]').check({ force: true })
    await payment.locator('[name=amount]').fill(String(told.fee))
    await payment.locator('[name=receiptNo]').fill(`見本-${number}`)
    await payment.locator('button').last().click()
    await clerk.page.waitForLoadState()
    await clerk.openCase(number)
    await clerk.propose(told.outcome, told.fields, told.grounds)
    for (const { who, act } of told.acts) await (await desk(who)).act(told.title, act)

    await resident.readWhenThere(application, told.result, 'main a[href*="/letters/"]')
    const letter = page.locator('main a[href*="/letters/"]').first()
    const answer = await home.context.request.get(new URL((await letter.getAttribute('href')) ?? '', page.url()).href)
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await clerk.openCase(number)
    await cancelled[procedure]?.(clerk, resident, application, told)
    expect(home.complaints).toEqual([])
    await home.context.close()
  })

  it('職員の画面も、axe の指摘・はみ出し・コンソールの苦情がない', async () => {
    expect(inspection.found).toEqual([])
    expect([...desks.values()].flatMap(({ visitor }) => visitor.complaints)).toEqual([])
  })
})
