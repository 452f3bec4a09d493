import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { picture } from './visitor.ts'

/** The small one: every page has to read it. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Violations as one line each: where, which rule, which element. `tags` narrows the rules; all of every level otherwise. */
export async function violations(page: Page, tags?: readonly string[]): Promise<string[]> {
  // Half a megabyte: once a page, however often it is looked at.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(`${axe};0`)
  const options = JSON.stringify({ resultTypes: ['violations'], ...(tags && { runOnly: tags }) })
  const found: { id: string; nodes: { target: unknown }[] }[] = await page.evaluate(
    `axe.run(document, ${options}).then((result) => result.violations)`,
  )
  const where = place(page)
  return found.flatMap((one) => one.nodes.map((node) => `${where}: ${one.id} ${String(node.target)}`))
}

/** The schemes that a page is drawn in without being loaded again. Its markup is the same in each: what can differ is colour. */
export const schemes = {
  'in the dark': { colorScheme: 'dark', contrast: 'no-preference' },
  'with more contrast': { colorScheme: 'light', contrast: 'more' },
  'in the dark with more contrast': { colorScheme: 'dark', contrast: 'more' },
} as const

/** Findings about colour in some schemes; the page is left as it was. */
export async function violationsOfColour(page: Page, names: readonly (keyof typeof schemes)[]): Promise<string[]> {
  const found: string[] = []
  for (const name of names) {
    await page.emulateMedia(schemes[name])
    found.push(...(await violations(page, ['cat.color'])).map((each) => `${name}: ${each}`))
  }
  await page.emulateMedia({ colorScheme: null, contrast: null })
  return found
}

/** What sticks out of a window of this size; the window is left as it was. */
export async function sticksOutAt(
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<string[]> {
  const before = page.viewportSize()
  await page.setViewportSize(size)
  const found = await sticksOut(page)
  if (before) await page.setViewportSize(before)
  return found.map((each) => `${size.width} px: ${each}`)
}

/** What sticks out of the window to the right; nothing when the page can be read without scrolling sideways. */
export async function sticksOut(page: Page): Promise<string[]> {
  const found: string[] = await page.evaluate(`(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > width + 1)
      .slice(0, 3)
      .map((each) => each.tagName.toLowerCase() + '.' + each.className + ' ' + (each.textContent || '').trim().slice(0, 30))
      .concat('scrolls sideways')
  })()`)
  return found.map((each) => `${place(page)}: ${each}`)
}

/** Address and query words of a page without its numbers: pages of the same kind are the same place. */
export function place(page: Page): string {
  const url = new URL(page.url())
  return `${url.port}${url.pathname}`.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*').replace(/(cards|signing)\/.*/, '$1/*')
}

/** Looks at every kind of page once: axe and sideways scrolling. */
export class Inspection {
  readonly found: string[] = []
  readonly #seen = new Set<string>()
  #twin: Page | undefined

  /**
   * A browser with scripts switched off can not run axe: its pages are opened once more, with the same cookies, in one
   * that can.
   */
  async look(page: Page, options: { readonly scripts: boolean } = { scripts: true }): Promise<void> {
    const kind = `${place(page)} ${await page.title()}`
    if (this.#seen.has(kind)) return
    this.#seen.add(kind)
    await picture(page, place(page))
    if (options.scripts) return this.#inspect(page)
    const browser = page.context().browser()
    if (browser === null) throw new Error('a page of no browser')
    const twin = await this.#twinOf(page, browser)
    await twin.goto(page.url())
    await this.#inspect(twin)
  }

  /** One for all pages; nothing is kept in it but what the person has. */
  async #twinOf(page: Page, browser: Browser): Promise<Page> {
    if (this.#twin === undefined) this.#twin = await (await browser.newContext()).newPage()
    const { cookies } = await page.context().storageState()
    await this.#twin.context().clearCookies()
    await this.#twin.context().addCookies(cookies)
    const size = page.viewportSize()
    if (size !== null) await this.#twin.setViewportSize(size)
    return this.#twin
  }

  async #inspect(page: Page): Promise<void> {
    this.found.push(...(await sticksOut(page)), ...(await violations(page)))
  }
}
