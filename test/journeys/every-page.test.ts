import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { place, sticksOut, violations } from './support/checks.ts'
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
/** A code of an authenticator app counts once: each person signs in once and keeps the session for every look. */
const sessions = new Map<string, Awaited<ReturnType<Visitor['context']['cookies']>>>()

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** Opens every page of the portal as a guest and of the office as the administrator. */
async function everyPage(
  options: BrowserContextOptions,
  office: boolean,
  look: (page: Page) => Promise<string[]>,
  prepare?: (visitor: Visitor) => Promise<void>,
): Promise<string[]> {
  const found: string[] = []
  const { portal, office: officeOrigin, simulator } = inject('places')
  const visitor = await visit(browser, options)
  await prepare?.(visitor)
  for (const path of portalPaths) {
    await visitor.page.goto(portal + path)
    await picture(visitor.page, `${place(visitor.page)}-${options.viewport?.width}`)
    found.push(...(await look(visitor.page)))
  }
  await visitor.page.goto(simulator)
  found.push(...(await look(visitor.page)))
  if (office) {
    await visitor.page.goto(`${officeOrigin}/sign-in`)
    found.push(...(await look(visitor.page)))
    for (const [number, paths] of Object.entries(officePaths)) {
      await signInOnce(visitor, number)
      for (const path of paths) {
        const answer = await visitor.page.goto(officeOrigin + path)
        if (answer?.status() === 403) found.push(`${number} may not open ${path}`)
        await picture(visitor.page, `${place(visitor.page)}-${options.viewport?.width}`)
        found.push(...(await look(visitor.page)))
      }
    }
  }
  found.push(...visitor.complaints)
  await visitor.context.close()
  return found
}

async function signInOnce(visitor: Visitor, number: string): Promise<void> {
  await visitor.context.clearCookies()
  const known = sessions.get(number)
  if (known !== undefined) return visitor.context.addCookies(known)
  await new Clerk(visitor.page, inject('places'), number).signIn()
  sessions.set(number, await visitor.context.cookies())
}

const inColour = (page: Page): Promise<string[]> => violations(page, ['cat.color'])

describe('どのページにも', () => {
  it('axe の指摘もコンソールの苦情もない', async () => {
    expect(await everyPage(desktop, true, (page) => violations(page))).toEqual([])
  })

  it('暗い画面で、色の指摘がない', async () => {
    expect(await everyPage({ ...desktop, colorScheme: 'dark' }, true, inColour)).toEqual([])
  })

  it('コントラストを上げた画面で、色の指摘がない', async () => {
    expect(await everyPage({ ...desktop, contrast: 'more' }, true, inColour)).toEqual([])
  })

  it('幅320pxで、横にはみ出さない', async () => {
    expect(await everyPage({ viewport: { width: 320, height: 640 } }, true, sticksOut)).toEqual([])
  })

  it('文字を200%にしても、横にはみ出さない', async () => {
    const larger = async ({ page }: Visitor): Promise<void> => {
      await page.goto(`${inject('places').portal}/display`)
      await page.locator('[name=size][value="200"]').check({ force: true })
      await page.locator('main form button').last().click()
      await page.waitForLoadState()
    }
    expect(await everyPage({ viewport: { width: 360, height: 740 } }, false, sticksOut, larger)).toEqual([])
  })
})
