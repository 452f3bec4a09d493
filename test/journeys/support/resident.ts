import type { Locator, Page } from 'playwright-core'
import type { Typed } from '../../tour/procedures.ts'
import type { Inspection } from './checks.ts'
import type { Places } from './city-hall.ts'

/** A document or photo as somebody picks it from the phone. */
export interface Picked {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Somebody at home, who reads the page and presses what it says. */
export class Resident {
  constructor(
    readonly page: Page,
    readonly places: Places,
    /** A card of the simulator by its person's id, or an address for a code by mail. */
    readonly means: { readonly card: string } | { readonly email: string },
    readonly photo: Picked,
    readonly inspection?: Inspection,
    readonly scripts = true,
  ) {}

  /** From the home page, over the search, to the page of the procedure. */
  async search(word: string, title: string): Promise<void> {
    const { page } = this
    await page.goto(this.places.portal)
    await this.#look()
    await page.getByRole('searchbox').first().fill(word)
    await page.getByRole('button', { name: 'さがす' }).first().click()
    await this.#look()
    await page.getByRole('link', { name: title }).first().click()
    await this.#look()
  }

  /** 申請をはじめる, with the proof of who one is that the procedure asks for. */
  async begin(): Promise<void> {
    const { page } = this
    await page.getByRole('link', { name: '申請をはじめる' }).first().click()
    await this.identify()
    if (!page.url().includes('/drafts/')) {
      await this.#look()
      await page.locator('[name=filer][value=self]').check()
      await page.locator('main form button').last().click()
    }
    await page.waitForURL(/\/drafts\//)
    await this.#look()
  }

  /** Card and PIN, or the code from the mail, whatever is asked. */
  async identify(): Promise<void> {
    const { page, means } = this
    for (let step = 0; step < 8; step += 1) {
      const url = page.url()
      if (url.includes('/cards/') || url.includes('/signing/')) await this.#useCard()
      else if (url.includes('/sign-in/contact/code')) await this.#typeCode()
      else if (url.includes('/sign-in/contact')) {
        await this.#look()
        await page.locator('main [name=email]').fill('email' in means ? means.email : '')
        await page.locator('main form button').first().click()
      } else if (url.includes('/sign-in')) {
        await this.#look()
        const way = 'card' in means ? '/sign-in/card' : '/sign-in/contact'
        await page.locator(`main a[href^="${way}"]`).first().click()
      } else return
    }
  }

  async #useCard(): Promise<void> {
    const { page, means } = this
    await this.#look()
    if ('card' in means) {
      const person = page.locator(`a[href*="person=${means.card}"]`)
      if ((await person.count()) > 0) await person.first().click()
    }
    const signing = (await page.locator('main').innerText()).includes('署名用')
    await page.locator('[name=secret]').fill(signing ? 'ABC123' : '1234')
    await this.#look()
    await page.locator('form:has([name=secret]) button').first().click()
  }

  async #typeCode(): Promise<void> {
    const { page } = this
    await this.#look()
    const code = await this.codeFromMail()
    await page.locator('main [name=code]').fill(code)
    await page.locator('main form:has([name=code]) button').first().click()
  }

  /** The six digits of the newest mail; the demonstration keeps its mails on a page. */
  async codeFromMail(): Promise<string> {
    const outbox = await this.page.context().newPage()
    await outbox.goto(`${this.places.portal}/demo/outbox`)
    await this.inspection?.look(outbox, { scripts: this.scripts })
    const said = await outbox.locator('main').innerText()
    const own = 'email' in this.means ? said.slice(said.indexOf(this.means.email)) : said
    const code = /\b(\d{6})\b/.exec(own)?.[1]
    await outbox.close()
    if (code === undefined) throw new Error('there is no code in the outbox')
    return code
  }

  /** Every part that the list of a bundle names, in its order, until the list has no new one. */
  async fillTasks(bundle: string, typed: Typed): Promise<void> {
    const { page } = this
    const done = new Set<string>()
    for (let step = 0; step < 60; step += 1) {
      await page.goto(bundle)
      await this.#look()
      const links = page.locator('main a.link-row[href*="/pages/"]')
      const hrefs = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
      const next = hrefs.find((href) => !done.has(href))
      if (next === undefined) return
      done.add(next)
      await page.goto(new URL(next, page.url()).href)
      await this.#look()
      do {
        while (await this.fillPage(typed)) await this.#look()
        await this.saveAndGoOn()
        // Questions that an answer added are on the same page.
      } while (page.url().includes('more=yes'))
      if ((await this.errors()).length > 0) throw new Error(`${next}: ${(await this.errors()).join(' / ')}`)
    }
    throw new Error('the list has no end')
  }

  /** Every page of the form as somebody fills it, up to the page that shows all answers. */
  async fill(typed: Typed): Promise<void> {
    const { page } = this
    const attached = new Set<string>()
    if (!page.url().includes('/pages/')) await page.locator('main a[href*="/pages/"]').first().click()
    for (let step = 0; step < 80; step += 1) {
      if (page.url().endsWith('/check')) return this.#look()
      await this.#look()
      const wantsMore = await this.fillPage(typed, attached)
      if (!wantsMore) await this.saveAndGoOn()
      await this.#refusesForGood(step)
    }
    throw new Error('the form has no end')
  }

  /** Fields of this page. Answers whether another item was asked for, which loads the page again. */
  async fillPage(typed: Typed, attached = new Set<string>()): Promise<boolean> {
    const form = this.form()
    const names = new Set(
      await form.locator('[name]').evaluateAll((all) => all.map((each) => each.getAttribute('name') ?? '')),
    )
    for (const [name, value] of Object.entries(typed.values)) {
      if (names.has(name)) await typeInto(form, name, typeof value === 'string' ? [value] : value)
    }
    for (const name of typed.files) {
      if (!names.has(name) || attached.has(name)) continue
      attached.add(name)
      await form.locator(`[name="${name}"][type=file]`).setInputFiles(this.photo)
    }
    for (const [group, count] of Object.entries(typed.counts)) {
      const shown = [...names]
        .filter((name) => name.startsWith(`${group}.`))
        .map((name) => Number(name.split('.')[1]))
        .filter((index) => Number.isInteger(index))
      if (shown.length === 0 || Math.max(...shown) + 1 >= count) continue
      await form.locator(`button[name=do][value="add:${group}"]`).click()
      return true
    }
    return false
  }

  async saveAndGoOn(): Promise<void> {
    await this.page.getByRole('button', { name: /保存して(次へ|確認)/ }).click()
    await this.page.waitForLoadState()
  }

  async #refusesForGood(step: number): Promise<void> {
    if (step < 60) return
    throw new Error(`${this.page.url()} does not take the answers: ${(await this.errors()).join(' / ')}`)
  }

  form(): Locator {
    return this.page.locator('main form:has([name=requestKey])').first()
  }

  /** Sentences of the summary above a page that was not taken. */
  errors(): Promise<string[]> {
    return this.page.locator('error-focus li').allInnerTexts()
  }

  /** Ticks what is to be confirmed and submits; signs with the card when that is asked. Answers the receipt number. */
  async submit(): Promise<string> {
    const { page } = this
    // One application has its own page; several that were filed together have one receipt.
    for (let step = 0; step < 10 && !/\/applications\/|\/bundles\/[^/]+\/receipt/.test(page.url()); step += 1) {
      if (/\/(cards|signing)\//.test(page.url())) await this.#useCard()
      else {
        const form = page
          .locator('main form[action$="/check"], main form[action$="/submission"], main form[action$="/sign"]')
          .last()
        for (const box of await form.locator('[type=checkbox]').all()) await box.check({ force: true })
        await form.locator('button:not([name])').last().click()
      }
      await this.#look()
    }
    return this.receiptNumber()
  }

  async receiptNumber(): Promise<string> {
    const said = await this.page.locator('main').innerText()
    const found = /[A-Z]{2}-R\d+-\d{6}-\d/.exec(said)?.[0]
    if (found === undefined) throw new Error(`no receipt number on ${this.page.url()}: ${said.slice(0, 400)}`)
    return found
  }

  /** Opens a page again and again until it says the words and holds the element: the way between the zones is quick, not instant. */
  async readWhenThere(url: string, words: string, element: string): Promise<void> {
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await this.page.goto(url)
      const said = await this.page.locator('main').innerText()
      if (said.includes(words) && (await this.page.locator(element).count()) > 0) return this.#look()
      await this.page.waitForTimeout(250)
    }
    throw new Error(`${url} does not say ${words}`)
  }

  async #look(): Promise<void> {
    await this.inspection?.look(this.page, { scripts: this.scripts })
  }
}

/** Types or picks what somebody answers: a text, a choice, ticks. What the form does not ask is left out. */
export async function typeInto(form: Locator, name: string, values: readonly string[]): Promise<void> {
  const fields = form.locator(`[name="${name}"]`)
  const kind = await fields.first().evaluate((each) => `${each.tagName}:${each.getAttribute('type') ?? ''}`)
  if (kind === 'SELECT:') await fields.first().selectOption(values[0] ?? '')
  else if (/:(radio|checkbox)$/.test(kind)) {
    for (const value of values) {
      const box = form.locator(`[name="${name}"][value="${value}"]`)
      if ((await box.count()) > 0) await box.first().check({ force: true })
    }
  } else if (!kind.endsWith(':hidden')) await fields.first().fill(values[0] ?? '')
}
