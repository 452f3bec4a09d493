import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { place, sticksOut, sticksOutAt, violations, violationsOfColour } from './support/checks.ts'
import { Clerk } from './support/clerk.ts'
import { desktop, launch, picture, type Visitor, visit } from './support/visitor.ts'

const portalPaths = [
  '/help',
  '/',
  '/search?q=%E7%8A%AC',
  '/search?q=%E3%81%82%E3%81%82%E3%81%82',
  '/procedures',
  '/procedures/child-allowance-claim',
  '/procedures/disaster-damage-certificate',
  '/life-events/birth',
  '/guides',
  '/guides/moving-in',
  '/guides/moving-in/questions/move',
  '/opendata',
  '/dataset/352128-public_toilet',
  '/dataset/352128-population',
  '/map?layer=aed&town=%E6%9F%B3%E4%BA%95%E6%B4%A5',
  '/map?layer=city-area&layer=walking-course&layer=evacuation-space&hazard=flood',
  '/dataset/352128-walking_course',
  '/dataset/352128-public_toilet/changes/2',
  '/dataset/352128-public_toilet/versions/1',
  '/dataset/352128-evacuation_space/neighbours',
  '/ogc?f=html',
  '/ogc/collections/city-area/items/352128?f=html',
  '/dataset/352128-aed/row/AE0001',
  '/sign-in',
  '/sign-in/contact',
  '/resume',
  '/follow-up',
  '/display',
  '/privacy',
  '/api',
  '/accessibility',
  '/demo/outbox',
  '/mailbox',
  '/not-there',
]
/** By the staff who may open them: a clerk of the courses, and the one who keeps organisation and audit. */
const officePaths: Readonly<Record<string, readonly string[]>> = {
  A041: [
    '/cases',
    '/cases?queue=new',
    '/cases/paper',
    '/intake',
    '/intake/manifests',
    '/intake/manifests/new',
    '/intake/manifests/pittari',
    '/approvals',
    '/letters',
    '/catalogue',
    '/catalogue/registers/events',
    '/me',
    '/not-there',
  ],
  A071: [
    '/catalogue/fees',
    '/catalogue/settings',
    '/catalogue/closed-days',
    '/designer',
    '/designer/new',
    '/designer/procedures/dog-registration',
    '/statistics',
    '/statistics/procedures/dog-registration',
  ],
  A051: [
    '/approvals/matters',
    '/letters/seals',
    '/organisation/people',
    '/organisation/people/new',
    '/organisation/sections',
    '/organisation/absences',
    '/organisation/import',
    '/audit',
    '/systems',
    '/systems/new',
  ],
}

let browser: Browser

/** Opens every page of the portal as a guest and, if asked, of the office as three people of the staff. */
async function everyPage(
  options: BrowserContextOptions,
  office: boolean,
  look: (page: Page) => Promise<void>,
  prepare?: (visitor: Visitor) => Promise<void>,
): Promise<readonly string[]> {
  const complaints: string[] = []
  const { portal, office: officeOrigin, simulator } = inject('places')
  const visitor = await visit(browser, options)
  await prepare?.(visitor)
  for (const path of portalPaths) {
    await visitor.page.goto(portal + path)
    await picture(visitor.page, `${place(visitor.page)}-${options.viewport?.width}`)
    await look(visitor.page)
  }
  await visitor.page.goto(simulator)
  await look(visitor.page)
  if (office) {
    await visitor.page.goto(`${officeOrigin}/sign-in`)
    await look(visitor.page)
    for (const [number, paths] of Object.entries(officePaths)) {
      await visitor.context.clearCookies()
      await new Clerk(visitor.page, inject('places'), number).signIn()
      for (const path of paths) {
        const answer = await visitor.page.goto(officeOrigin + path)
        if (answer?.status() === 403) complaints.push(`${number} may not open ${path}`)
        await picture(visitor.page, `${place(visitor.page)}-${options.viewport?.width}`)
        await look(visitor.page)
      }
    }
  }
  complaints.push(...visitor.complaints)
  await visitor.context.close()
  return complaints
}

/** All looks at a page in one visit: loading it takes longer than looking at it. */
const found = { axe: [] as string[], colour: [] as string[], narrow: [] as string[], complaints: [] as string[] }
async function lookAround(page: Page): Promise<void> {
  found.axe.push(...(await violations(page)))
  found.colour.push(...(await violationsOfColour(page, ['in the dark', 'with more contrast'])))
  found.narrow.push(...(await sticksOutAt(page, { width: 320, height: 640 })))
}

beforeAll(async () => {
  browser = await launch()
  found.complaints.push(...(await everyPage(desktop, true, lookAround)))
})
afterAll(() => browser?.close())

describe('どのページにも', () => {
  it('axe の指摘もコンソールの苦情もない', () => {
    expect(found.axe).toEqual([])
    expect(found.complaints).toEqual([])
  })

  it('暗い画面でも、コントラストを上げた画面でも、色の指摘がない', () => {
    expect(found.colour).toEqual([])
  })

  it('幅320pxで、横にはみ出さない', () => {
    expect(found.narrow).toEqual([])
  })

  it('文字を200%にしても、横にはみ出さない', async () => {
    const larger = async ({ page }: Visitor): Promise<void> => {
      await page.goto(`${inject('places').portal}/display`)
      await page.locator('[name=size][value="200"]').check({ force: true })
      await page.locator('main form button').last().click()
      await page.waitForLoadState()
    }
    const wide: string[] = []
    const look = async (page: Page): Promise<void> => void wide.push(...(await sticksOut(page)))
    expect(await everyPage({ viewport: { width: 360, height: 740 } }, false, look, larger)).toEqual([])
    expect(wide).toEqual([])
  })
})
