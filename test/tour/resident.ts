import { BrokenPromise, Browser, type FormValues, type Page, type UploadedFile } from './browser.ts'
import type { Typed } from './procedures.ts'

/** Somebody at home with a browser without scripts. */
export class Resident {
  readonly browser = new Browser()
  constructor(
    readonly portal: string,
    /** Card of the simulator, by its id; PIN and signing password as the simulator shows them. */
    readonly card: { readonly id: string; readonly pin: string; readonly password: string } | null,
    readonly email: string | null,
    readonly photo: UploadedFile,
  ) {}

  /** From a word in the search box to the page of a procedure. */
  async search(word: string, procedureId: string): Promise<Page> {
    const { browser } = this
    await browser.open(`${this.portal}/`)
    const form = browser
      .current()
      .root.querySelectorAll('form')
      .find((each) => each.querySelector('[name=q]'))
    if (form === undefined) throw new BrokenPromise('the home page has no search')
    await browser.send(form, { q: word })
    const link = browser
      .current()
      .root.querySelectorAll('a')
      .find((each) => (each.getAttribute('href') ?? '').startsWith(`/procedures/${procedureId}`))
    if (link === undefined) throw new BrokenPromise(`the search for "${word}" does not find ${procedureId}`)
    return browser.open(link.getAttribute('href') ?? '')
  }

  /** Begins an application: signs in as the procedure asks, says who files. */
  async begin(procedureId: string, filer = 'self'): Promise<void> {
    const { browser } = this
    const start = browser
      .current()
      .root.querySelectorAll('a')
      .find((each) => (each.getAttribute('href') ?? '').includes(`/procedures/${procedureId}/start`))
    await browser.open(start?.getAttribute('href') ?? `${this.portal}/procedures/${procedureId}/start`)
    await this.#identify()
    if (!browser.current().url.includes('/drafts/')) {
      const form = browser.form({ name: 'filer' })
      await browser.send(form, { filer })
    }
    if (!browser.current().url.includes('/drafts/'))
      throw new BrokenPromise(
        `the form of ${procedureId} did not open: ${browser.current().url} ${browser.says().slice(0, 400)}`,
      )
  }

  /** The card simulator, or a code by mail, when a page of theirs is in the way. */
  async #identify(): Promise<void> {
    const { browser } = this
    for (let step = 0; step < 6; step += 1) {
      const { url, root } = browser.current()
      if (url.includes('/cards/') || url.includes('/signing/')) await this.#useCard()
      else if (url.includes('/sign-in/contact/code')) await this.#typeCode()
      else if (url.includes('/sign-in/contact'))
        await browser.send(browser.form({ name: 'email' }), { email: this.email ?? '' })
      else if (url.includes('/sign-in')) {
        const wanted = this.card === null ? '/sign-in/contact' : '/sign-in/card'
        const link = root.querySelectorAll('a').find((each) => (each.getAttribute('href') ?? '').startsWith(wanted))
        if (link === undefined) throw new BrokenPromise(`no way to sign in on ${url}`)
        await browser.open(link.getAttribute('href') ?? '')
      } else return
    }
  }

  async #useCard(): Promise<void> {
    const { browser, card } = this
    if (card === null) throw new BrokenPromise('a card is asked of somebody without one')
    const person = browser
      .current()
      .root.querySelectorAll('a')
      .find((each) => (each.getAttribute('href') ?? '').includes(`person=${card.id}`))
    if (person) await browser.open(person.getAttribute('href') ?? '')
    const form = browser.form({ name: 'secret' })
    await browser.send(form, { secret: browser.says().includes('署名用') ? card.password : card.pin })
  }

  /** The code is in a mail; the demonstration keeps its mails on a page. */
  async #typeCode(): Promise<void> {
    const outbox = new Browser()
    await outbox.open(`${this.portal}/demo/outbox`)
    const code = /\b(\d{6})\b/.exec(outbox.says())?.[1]
    if (code === undefined) throw new BrokenPromise('the mail with the code is not in the outbox')
    await this.browser.send(this.browser.form({ name: 'code' }), { code })
  }

  /** Every page of the form, typed as a person types it, until the answers are there to be checked. */
  async fill(typed: Typed): Promise<void> {
    const { browser } = this
    const draft = /\/drafts\/[0-9a-f-]+/.exec(browser.current().url)?.[0] ?? ''
    const attached = new Set<string>()
    if (!browser.current().url.includes('/pages/')) {
      const first = browser
        .current()
        .root.querySelectorAll('a')
        .find((each) => (each.getAttribute('href') ?? '').startsWith(`${draft}/pages/`))
      await browser.open(first?.getAttribute('href') ?? `${draft}/pages/`)
    }
    for (let step = 0; step < 80; step += 1) {
      const { url } = browser.current()
      if (url.includes(`${draft}/check`)) return
      if (!url.includes(`${draft}/pages/`))
        throw new BrokenPromise(`left the form at ${url}: ${browser.says().slice(0, 300)}`)
      const before = new Set(this.#names())
      await this.#savePage(typed, attached)
      const said = browser.current()
      const nothingNew = said.url === url && said.status === 422 && this.#names().every((name) => before.has(name))
      if (nothingNew && step > attached.size + 1) {
        throw new BrokenPromise(`the page does not take the answers: ${this.errors().join(' / ')} (${url})`)
      }
    }
    throw new BrokenPromise('the form has no end')
  }

  /** Checks the answers, signs when the procedure asks for it, submits. */
  async submit(): Promise<{ readonly receiptNumber: string; readonly application: string }> {
    const { browser } = this
    for (let step = 0; step < 6; step += 1) {
      const { url } = browser.current()
      if (url.includes('/applications/')) return this.#receipt()
      if (url.includes('/signing/') || url.includes('/cards/')) await this.#identify()
      else {
        const form = browser.form({ action: /\/(check|submission|sign)$/ })
        const boxes = form
          .querySelectorAll('[type=checkbox]')
          .map((each) => [each.getAttribute('name') ?? '', each.getAttribute('value') ?? 'yes'])
        await browser.send(form, Object.fromEntries(boxes))
        if (browser.current().status >= 400)
          throw new BrokenPromise(
            `the submission is not taken: ${this.errors().join(' / ')} ${browser.says().slice(0, 500)}`,
          )
      }
    }
    throw new BrokenPromise(`the submission does not end: ${browser.current().url}`)
  }

  #receipt(): { readonly receiptNumber: string; readonly application: string } {
    const { browser } = this
    const receiptNumber = /[A-Z]{2}-R\d+-\d{6}-\d/.exec(browser.says())?.[0]
    const application = /\/applications\/[0-9a-f-]+/.exec(browser.current().url)?.[0]
    if (receiptNumber === undefined || application === undefined)
      throw new BrokenPromise(`no receipt number: ${browser.says().slice(0, 500)}`)
    return { receiptNumber, application }
  }

  #form() {
    return this.browser.form({ name: 'requestKey' })
  }

  #names(): readonly string[] {
    return this.#form()
      .querySelectorAll('[name]')
      .map((field) => field.getAttribute('name') ?? '')
  }

  async #savePage(typed: Typed, attached: Set<string>): Promise<void> {
    const { browser } = this
    const form = this.#form()
    const names = new Set(this.#names())
    for (const [group, count] of Object.entries(typed.counts)) {
      const shown = [...names]
        .filter((name) => name.startsWith(`${group}.`))
        .map((name) => Number(name.split('.')[1]))
        .filter((index) => Number.isInteger(index))
      if (shown.length > 0 && Math.max(...shown) + 1 < count) {
        await browser.send(form, this.#valuesOn(typed, names, attached), { name: 'do', value: `add:${group}` })
        return
      }
    }
    await browser.send(form, this.#valuesOn(typed, names, attached))
  }

  #valuesOn(typed: Typed, names: ReadonlySet<string>, attached: Set<string>): FormValues {
    const values: Record<string, string | readonly string[] | UploadedFile> = {}
    for (const [name, value] of Object.entries(typed.values)) if (names.has(name)) values[name] = value
    for (const name of typed.files) {
      if (!names.has(name) || attached.has(name)) continue
      values[name] = this.photo
      attached.add(name)
    }
    return values
  }

  /** Answers a correction request: only what was asked can be changed. */
  async correct(application: string, reason: string, typed: Readonly<Record<string, string>>): Promise<void> {
    const { browser } = this
    await browser.open(await this.#untilLeadsTo(`${this.portal}${application}`, `${application}/corrections/`))
    browser.expect(reason, 'the reason of the request is shown')
    await browser.send(browser.form({ name: Object.keys(typed)[0] ?? '' }), typed)
    if (browser.current().status >= 400)
      throw new BrokenPromise(`the correction is not taken: ${this.errors().join(' / ')}`)
  }

  /** Waits until the result is in the mailbox: its heading, or the words of the outcome after it. */
  async readResult(application: string, words: string): Promise<void> {
    await this.#untilSays(`${this.portal}${application}`, new RegExp(`(結果|決ま)[^]*${words}`))
  }

  /** Waits for the letter in the mailbox and opens it. */
  async openLetter(application: string, words: string): Promise<Page> {
    const { browser } = this
    const href = await this.#untilLeadsTo(`${this.portal}${application}`, '/letters/')
    browser.expect(words, 'the outcome is told in the mailbox')
    return browser.open(href)
  }

  /** Opens a page until it has a link to an address with this part; answers with the address. */
  async #untilLeadsTo(url: string, part: string): Promise<string> {
    const { browser } = this
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await browser.open(url)
      const links = browser.current().root.querySelectorAll('a')
      const href = links.map((each) => each.getAttribute('href') ?? '').find((each) => each.includes(part))
      if (href !== undefined) return href
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    throw new BrokenPromise(`nothing leads from ${url} to ${part}: ${browser.says().slice(0, 700)}`)
  }

  async #untilSays(url: string, words: RegExp): Promise<void> {
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await this.browser.open(url)
      if (words.test(this.browser.says())) return
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    throw new BrokenPromise(`${words} does not come to ${url}: ${this.browser.says().slice(0, 700)}`)
  }

  /** Sentences of the error summary. */
  errors(): readonly string[] {
    return this.browser
      .current()
      .root.querySelectorAll('error-focus li')
      .map((each) => each.textContent.trim())
  }
}
