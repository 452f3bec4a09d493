import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { Resident } from './support/resident.ts'
import { samplePhoto, typedOf } from './support/samples.ts'
import { launch, phoneWithoutScript, visit } from './support/visitor.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

it('ほかの人の下書き・申請・控え・通知書は、番号を知っていても「見つかりません」になる', async () => {
  const { portal } = inject('places')
  const photo = await samplePhoto()
  const owner = await visit(browser, phoneWithoutScript)
  const resident = new Resident(
    owner.page,
    inject('places'),
    { email: `owner-${Date.now()}@example.jp` },
    photo,
    undefined,
    false,
  )
  await owner.page.goto(`${portal}/procedures/event-registration`)
  await resident.begin()
  const draft = new URL(owner.page.url()).pathname.replace(/\/pages.*$/, '')
  await resident.fill(typedOf('event-registration', '01-bread-with-child'))
  const openDraft = await owner.context.request.get(`${portal}${draft}/check`)
  await resident.submit()
  const application = /\/applications\/[0-9a-f-]+/.exec(owner.page.url())?.[0] ?? ''

  const stranger = await visit(browser, phoneWithoutScript)
  await stranger.page.goto(`${portal}/procedures/dog-registration`)
  await new Resident(
    stranger.page,
    inject('places'),
    { email: `stranger-${Date.now()}@example.jp` },
    photo,
    undefined,
    false,
  ).begin()
  const answers: Record<string, number> = {}
  for (const path of [
    draft,
    `${draft}/check`,
    `${draft}/pages/applicant`,
    application,
    `${application}/receipt`,
    `${application}/copy.pdf`,
    `${application}/withdrawal`,
    `${application}/letters/${randomUUID()}`,
    `${application}/files/${randomUUID()}`,
    `${application}/corrections/${randomUUID()}`,
  ])
    answers[path] = (await stranger.context.request.get(`${portal}${path}`, { maxRedirects: 0 })).status()

  expect(openDraft.status()).toBe(200)
  expect((await owner.context.request.get(`${portal}${application}`)).status()).toBe(200)
  expect(Object.entries(answers).filter(([, status]) => status !== 404)).toEqual([])
  await owner.context.close()
  await stranger.context.close()
})
