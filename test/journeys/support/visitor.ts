import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

export const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 } }
export const phoneWithoutScript: BrowserContextOptions = { ...phone, javaScriptEnabled: false }
export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}

/** Somebody's browser, and everything it complained about: errors of the console, policy violations, scripts that broke. */
export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  readonly complaints: readonly string[]
}

/**
 * A fresh browser of one person. A page that answers 4xx on purpose (invalid input is 422, somebody was quicker is 409) is not a complaint; a missing
 * script, picture or style sheet is.
 */
export async function visit(browser: Browser, options: BrowserContextOptions = desktop): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'ja-JP', ...options })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const complaints: string[] = []
  listen(page, complaints)
  context.on('page', (another) => listen(another, complaints))
  return { context, page, complaints }
}

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && !message.text().includes('Content Security Policy')) return
    if (/Failed to load resource: the server responded with a status of (404|409|422)/.test(message.text())) return
    complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('response', (response) => {
    const document = response.request().resourceType() === 'document'
    if (response.status() >= 500 || (!document && response.status() >= 400))
      complaints.push(`${response.request().method()} ${response.url()} answers ${response.status()}`)
  })
}

let pictures = 0

/** Keeps a picture of the page when `YANAGI_JOURNEYS_PICTURES` names a folder: to be looked at by people. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.YANAGI_JOURNEYS_PICTURES
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  pictures += 1
  const file = `${String(pictures).padStart(3, '0')}-${name.replace(/[^\w-]+/g, '-')}.png`
  await page.screenshot({ path: path.join(folder, file), fullPage: true })
}
