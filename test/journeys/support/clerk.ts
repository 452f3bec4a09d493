import type { Page } from 'playwright-core'
import type { Inspection } from './checks.ts'
import type { Places } from './city-hall.ts'

/** Somebody at a desk of the city office. */
export class Clerk {
  constructor(
    readonly page: Page,
    readonly places: Places,
    /** Staff number of the demonstration. */
    readonly number: string,
    readonly inspection?: Inspection,
  ) {}

  async signIn(): Promise<void> {
    const { page } = this
    await page.goto(`${this.places.office}/sign-in`)
    await this.look()
    const box = page.locator(`form:has([name=person][value="${this.number}"])`).first()
    await box.locator(`button[value="${this.number}"], button`).first().click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await this.look()
  }

  /** Finds a case by its receipt number in the search. Tries again: the way between the zones is quick, not instant. */
  async openCase(receiptNumber: string): Promise<void> {
    const { page } = this
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await page.goto(`${this.places.office}/cases`)
      await page.locator('main [name=q]').fill(receiptNumber)
      await page.locator('main form:has([name=q]) button').first().click()
      await page.waitForLoadState()
      const links = page.locator('main a[href^="/cases/"]')
      const hrefs = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
      const found = hrefs.findIndex((href) => /^\/cases\/[0-9a-f-]{36}$/.test(href))
      if (found >= 0) {
        await links.nth(found).click()
        await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
        // The list from before the search may still stand there: only the case that was asked for counts.
        if ((await page.locator('main').innerText()).includes(receiptNumber)) return this.look()
      }
      await page.waitForTimeout(250)
    }
    throw new Error(`${receiptNumber} does not arrive in the office`)
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).first().click()
    await this.page.waitForLoadState()
    await this.look()
  }

  /** Marks everything that a person has to look at as fitting. */
  async check(): Promise<void> {
    for (const item of await this.checkItems()) await this.mark(item, '書類と台帳で確かめました')
    await this.look()
  }

  /** Names of the checks, as the page lists them. */
  checkItems(): Promise<string[]> {
    return this.page
      .locator('main form [name=item]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('value') ?? ''))
  }

  /** Opens a check, writes what was found, and marks it as fitting. */
  async mark(item: string, finding: string): Promise<void> {
    const { page } = this
    const text = page.locator(`[name="finding.${item}"]`)
    if (!(await text.isVisible())) await page.locator(`details:has([name="finding.${item}"]) > summary`).click()
    await text.fill(finding)
    await page.locator(`form:has([name="finding.${item}"]) button[name=mark][value=pass]`).click()
    await page.waitForLoadState()
  }

  /** From the choice of an outcome to a proposal on its way. */
  async propose(outcome: string, fields: Readonly<Record<string, string>>, grounds: string): Promise<void> {
    const { page } = this
    await page.locator(`[name=outcome][value="${outcome}"]`).check({ force: true })
    await page.locator('form:has([name=outcome]) button').last().click()
    await page.waitForURL(/\/decision/)
    await this.look()
    for (const [name, value] of Object.entries(fields)) {
      const field = page.locator(`[name="field.${name}"]`)
      const kind = await field.first().getAttribute('type')
      if (kind === 'radio') await page.locator(`[name="field.${name}"][value="${value}"]`).check({ force: true })
      else await field.fill(value)
    }
    if (grounds !== '') await page.locator('[name=grounds]').fill(grounds)
    await page.locator('main form[action$="/decision"] button').last().click()
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
    await this.look()
  }

  /** From the case to the page of its cancellation, with the terms filled in and kept. */
  async prepareCancellation(
    fields: Readonly<Record<string, string>>,
    chosen: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { page } = this
    await page.locator('main a[href$="/cancellation"]').click()
    await page.waitForURL(/\/cancellation$/)
    await this.look()
    for (const [name, value] of Object.entries(chosen))
      await page.locator(`[name="${name}"][value="${value}"]`).check({ force: true })
    for (const [name, value] of Object.entries(fields)) {
      const field = page.locator(`main [name="${name}"]`).first()
      if ((await field.evaluate((each) => each.tagName)) === 'SELECT') await field.selectOption(value)
      else await field.fill(value)
    }
    await this.press('この内容で準備する')
  }

  /** Opens the proposal on the desk and presses one of its acts. */
  async act(title: string, act: string): Promise<void> {
    const { page } = this
    await page.goto(`${this.places.office}/approvals`)
    await this.look()
    await page.locator('main a[href^="/approvals/"]', { hasText: title }).first().click()
    await this.look()
    await page.locator(`button[name=act][value="${act}"]`).first().click()
    await page.waitForLoadState()
    await this.look()
  }

  async look(): Promise<void> {
    await this.inspection?.look(this.page)
  }
}
