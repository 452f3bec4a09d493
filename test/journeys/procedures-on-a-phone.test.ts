import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { stories } from '../tour/stories.ts'
import { Inspection } from './support/checks.ts'
import { type Picked, Resident } from './support/resident.ts'
import { samplePhoto, typedOf } from './support/samples.ts'
import { launch, phoneWithoutScript, visit } from './support/visitor.ts'

const titles: Readonly<Record<string, string>> = {
  'child-allowance-claim': '児童手当を申請する',
  'ltc-certification-new': '介護が必要になったので認定を申請する',
  'disaster-damage-certificate': '罹災証明書を申請する',
  'bulky-waste': '粗大ごみの収集を申し込む',
  'dog-registration': '犬の登録や注射の届け出をする',
  'event-registration': '講座やイベントに申し込む',
}

let browser: Browser
let photo: Picked
const inspection = new Inspection()

beforeAll(async () => {
  browser = await launch()
  photo = await samplePhoto()
})
afterAll(() => browser?.close())

describe('スクリプトを切った360pxの電話で', () => {
  it.each(stories.map((story) => [titles[story.procedure] ?? '', story] as const))(
    '「%s」を、さがすところから受付まで',
    async (title, story) => {
      const { page, context, complaints } = await visit(browser, phoneWithoutScript)
      const means =
        story.card === undefined ? { email: `phone-${story.procedure}-${Date.now()}@example.jp` } : { card: story.card }
      const resident = new Resident(page, inject('places'), means, photo, inspection, false)
      await resident.search(story.word, title)
      await resident.begin()
      await resident.fill(typedOf(story.procedure, story.example))
      expect(await page.locator('h1').innerText()).toBe('内容を確かめてください')
      const number = await resident.submit()

      expect(number).toMatch(/^[A-Z]{2}-R8-\d{6}-\d$/)
      expect(await page.locator('main').innerText()).toContain('受け付けました')
      expect(complaints).toEqual([])
      await context.close()
    },
  )

  it('どのページも axe の指摘がなく、横にはみ出さない', () => {
    expect(inspection.found).toEqual([])
  })
})
