import { BrokenPromise, Browser, type FormValues } from './browser.ts'

/** Somebody at a desk of the city office, in a browser without scripts. */
export class StaffMember {
  readonly browser = new Browser()
  #signedIn = false
  constructor(
    readonly office: string,
    readonly number: string,
  ) {}

  async signIn(): Promise<void> {
    if (this.#signedIn) return
    await this.browser.open(`${this.office}/sign-in`)
    await this.browser.send(this.browser.form({ name: 'person', value: this.number }))
    if (this.browser.current().url.includes('/sign-in'))
      throw new BrokenPromise(`${this.number} is not let in: ${this.errors().join(' / ')}`)
    this.#signedIn = true
  }

  /** Finds a case by its receipt number, as typed into the search. Waits a moment: the relay is quick, not instant. */
  async openCase(receiptNumber: string): Promise<void> {
    await this.signIn()
    const { browser } = this
    for (let attempt = 0; attempt < 40; attempt += 1) {
      await browser.open(`${this.office}/cases`)
      await browser.send(browser.form({ name: 'q' }), { q: receiptNumber })
      const link = browser
        .current()
        .root.querySelectorAll('a')
        .find((each) => /^\/cases\/[0-9a-f-]{36}$/.test(each.getAttribute('href') ?? ''))
      if (link !== undefined) {
        await browser.open(link.getAttribute('href') ?? '')
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    throw new BrokenPromise(`${receiptNumber} does not arrive in the office`)
  }

  async take(): Promise<void> {
    await this.#act(/\/assignment$/, {})
    this.browser.expect('審査中', 'a case that was taken is being reviewed')
  }

  /** Marks everything that a person has to look at. */
  async check(): Promise<void> {
    const { browser } = this
    const items = browser
      .current()
      .root.querySelectorAll('[name=item]')
      .map((each) => each.getAttribute('value') ?? '')
    for (const item of items) {
      const form = browser.form({ name: 'item', value: item })
      await browser.send(form, { [`finding.${item}`]: '書類と台帳で確かめました' }, { name: 'mark', value: 'pass' })
      this.#fine(`marking ${item}`)
    }
  }

  async note(text: string): Promise<void> {
    await this.#act(/\/notes$/, { note: text })
    this.browser.expect(text, 'a note is kept')
  }

  /** Asks the applicant to put one answer right. */
  async askForCorrection(path: string, reason: string): Promise<void> {
    const { browser } = this
    const here = browser.current().url
    await browser.open(`${here}/correction`)
    const form = browser.form({ name: 'requestKey', action: /\/correction/ })
    const values = { path: [path], [`code.${path}`]: 'mismatch', [`reason.${path}`]: reason }
    const codes = form
      .querySelectorAll(`[name="code.${path}"] option`)
      .map((each) => each.getAttribute('value') ?? '')
      .filter((each) => each !== '')
    const filled: FormValues = { ...values, [`code.${path}`]: codes[1] ?? codes[0] ?? '' }
    await browser.send(form, filled, { name: 'act', value: 'preview' })
    browser.expect(reason, 'what the applicant will read is shown before it is sent')
    await browser.send(browser.form({ name: 'requestKey', action: /\/correction/ }), {}, { name: 'act', value: 'send' })
    browser.expect('補正待ち', 'the case waits for the applicant')
  }

  /** Asks for the fee when it was not asked for yet, and records that it was paid at the counter. */
  async recordPayment(amount: number, receiptNumber: string): Promise<void> {
    const { browser } = this
    const asking = browser
      .current()
      .root.querySelectorAll('form')
      .find((each) => /\/payment-request$/.test(each.getAttribute('action') ?? ''))
    if (asking !== undefined) {
      await browser.send(asking)
      this.#fine('asking for the fee')
    }
    await this.openCase(receiptNumber)
    const form = browser.form({ action: /\/payments$/ })
    await browser.send(form, { method: 'cash', amount: String(amount), receiptNo: `見本-${receiptNumber}` })
    this.#fine('recording the payment')
  }

  /** Opens the case again and again until it is in a state. */
  async waitFor(receiptNumber: string, state: string): Promise<void> {
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await this.openCase(receiptNumber)
      if (this.browser.says().includes(state)) return
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    throw new BrokenPromise(`${receiptNumber} is not ${state}: ${this.browser.says().slice(0, 400)}`)
  }

  /** Prints the letter and records that it left the house. */
  async deliver(receiptNumber: string, way: 'sent' | 'handed-over', keep: (pdf: Buffer) => void): Promise<void> {
    const { browser } = this
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await browser.open(`${this.office}/letters`)
      const row = browser
        .current()
        .root.querySelectorAll('tr')
        .find((each) => each.textContent.includes(receiptNumber))
      const form = row?.querySelectorAll('form').find((each) => each.querySelector(`[name=act][value=${way}]`))
      const href = row
        ?.querySelectorAll('a')
        .map((each) => each.getAttribute('href') ?? '')
        .find((each) => each.endsWith('/pdf'))
      if (form && href) {
        const queue = browser.current()
        keep((await browser.open(href)).bytes)
        browser.page = queue
        await browser.send(form, {}, { name: 'act', value: way })
        this.#fine(`recording ${way}`)
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    throw new BrokenPromise(`the letter of ${receiptNumber} is not in the queue: ${browser.says().slice(0, 500)}`)
  }

  /** From the choice of an outcome to a proposal on its route. */
  async propose(outcome: string, fields: Readonly<Record<string, string>>, grounds: string): Promise<void> {
    const { browser } = this
    await browser.send(browser.form({ name: 'outcome' }), { outcome })
    const form = browser.form({ name: 'requestKey', action: /\/decision$/ })
    const named = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`field.${name}`, value]))
    await browser.send(form, { ...named, ...(grounds === '' ? {} : { grounds }) })
    this.#fine(`the proposal ${outcome}`)
    browser.expect('決裁', 'the case is in approval')
  }

  /** Opens the proposal on the desk and acts on it. */
  async act(title: string, act: string, comment = ''): Promise<void> {
    await this.signIn()
    const { browser } = this
    await browser.open(`${this.office}/approvals`)
    const link = browser
      .current()
      .root.querySelectorAll('a')
      .find(
        (each) =>
          /^\/approvals\/[0-9a-f-]{36}$/.test(each.getAttribute('href') ?? '') && each.textContent.includes(title),
      )
    if (link === undefined)
      throw new BrokenPromise(`"${title}" is not on the desk of ${this.number}: ${browser.says().slice(0, 300)}`)
    await browser.open(link.getAttribute('href') ?? '')
    const buttons = browser
      .current()
      .root.querySelectorAll('[name=act]')
      .map((each) => each.getAttribute('value') ?? '')
    if (!buttons.includes(act))
      throw new BrokenPromise(`${this.number} can not "${act}" "${title}", only ${buttons.join(', ')}`)
    await browser.send(browser.form({ name: 'act', value: act }), { comment }, { name: 'act', value: act })
    this.#fine(`${act} of ${this.number}`)
  }

  async #act(action: RegExp, values: FormValues): Promise<void> {
    await this.browser.send(this.browser.form({ action }), values)
    this.#fine(String(action))
  }

  #fine(what: string): void {
    const { status } = this.browser.current()
    if (status >= 400)
      throw new BrokenPromise(
        `${what} is not taken (${status}): ${this.errors().join(' / ')} ${this.errors().length === 0 ? this.browser.says().slice(0, 400) : ''}`,
      )
  }

  errors(): readonly string[] {
    return this.browser
      .current()
      .root.querySelectorAll('error-focus li')
      .map((each) => each.textContent.trim())
  }
}
