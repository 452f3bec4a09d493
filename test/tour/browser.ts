import { type HTMLElement, parse } from 'node-html-parser'

/** A page as a person without scripts sees it: where it is, what it says, its forms. */
export interface Page {
  readonly url: string
  readonly status: number
  readonly html: string
  readonly root: HTMLElement
  readonly headers: Headers
  readonly bytes: Buffer
}

/** Values for a form: by name, several for several values of one name. */
export type FormValues = Readonly<Record<string, string | readonly string[] | UploadedFile | undefined>>
export interface UploadedFile {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Something the city hall promised and did not keep. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise'
}

/**
 * A browser without scripts: keeps cookies by host name and name, follows redirects, sends forms as they stand with the
 * values changed that a person would change.
 */
export class Browser {
  readonly #cookies = new Map<string, string>()
  page: Page | undefined

  async open(url: string): Promise<Page> {
    return this.#go(new URL(url, this.page?.url).href, { method: 'GET' })
  }

  /** Presses the first link whose text holds the words. */
  async follow(words: string): Promise<Page> {
    const link = this.current()
      .root.querySelectorAll('a')
      .find((each) => each.textContent.replace(/\s+/g, '').includes(words.replace(/\s+/g, '')))
    const href = link?.getAttribute('href')
    if (href === undefined) throw new BrokenPromise(`no link "${words}" on ${this.current().url}`)
    return this.open(href)
  }

  current(): Page {
    if (this.page === undefined) throw new BrokenPromise('no page is open')
    return this.page
  }

  /** The form that holds a field or button of this name (and value), or the first that posts. */
  form(holds: { readonly name?: string; readonly value?: string; readonly action?: RegExp } = {}): HTMLElement {
    const found = this.current()
      .root.querySelectorAll('form')
      .filter(
        (form) => holds.action === undefined || holds.action.test(form.getAttribute('action') ?? this.current().url),
      )
      .find((form) =>
        holds.name === undefined
          ? (form.getAttribute('method') ?? '').toLowerCase() === 'post'
          : form
              .querySelectorAll('[name]')
              .some(
                (field) =>
                  field.getAttribute('name') === holds.name &&
                  (holds.value === undefined || field.getAttribute('value') === holds.value),
              ),
      )
    if (found === undefined)
      throw new BrokenPromise(
        `no form ${JSON.stringify({ ...holds, action: String(holds.action ?? '') })} on ${this.current().url}:\n${this.says().slice(0, 600)}`,
      )
    return found
  }

  /** Sends a form with these values in place of its own, pressing the button of that name and value. */
  async send(
    form: HTMLElement,
    values: FormValues = {},
    button?: { readonly name: string; readonly value: string },
  ): Promise<Page> {
    const body = new FormData()
    const standing = formValues(form)
    const names = new Set([...standing.map(([name]) => name), ...Object.keys(values)])
    for (const name of names) {
      const wanted =
        name in values ? values[name] : standing.filter(([each]) => each === name).map(([, value]) => value)
      if (wanted === undefined) continue
      for (const value of Array.isArray(wanted) ? wanted : [wanted as string | UploadedFile]) {
        if (typeof value === 'string') body.append(name, value)
        else body.append(name, new Blob([new Uint8Array(value.bytes)], { type: value.mediaType }), value.fileName)
      }
    }
    if (button !== undefined) body.append(button.name, button.value)
    const action = new URL(form.getAttribute('action') || this.current().url, this.current().url).href
    const get = (form.getAttribute('method') ?? 'get').toLowerCase() !== 'post'
    const multipart = (form.getAttribute('enctype') ?? '').includes('multipart')
    const fields = [...body].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    if (get) return this.open(`${action.split('?')[0]}?${new URLSearchParams(fields)}`)
    return this.#go(action, { method: 'POST', body: multipart ? body : new URLSearchParams(fields) })
  }

  /** Everything the page says, spaces folded. */
  says(): string {
    return this.current().root.textContent.replace(/\s+/g, ' ')
  }

  expect(words: string | RegExp, promise: string): void {
    const said = this.says()
    if (typeof words === 'string' ? !said.includes(words) : !words.test(said))
      throw new BrokenPromise(
        `${promise}: "${words}" is not on ${this.current().url} (${this.current().status}):\n${said.slice(0, 800)}`,
      )
  }

  async #go(url: string, init: RequestInit): Promise<Page> {
    let address = url
    let request = init
    for (let hop = 0; hop < 12; hop += 1) {
      const { host, origin } = new URL(address)
      const response = await fetch(address, {
        ...request,
        redirect: 'manual',
        headers: {
          cookie: this.cookies(),
          'sec-fetch-site': 'same-origin',
          ...(request.method === 'POST' ? { origin } : {}),
          accept: 'text/html,application/pdf;q=0.9,*/*;q=0.1',
        },
      })
      this.#keepCookies(response, host)
      const location = response.headers.get('location')
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel()
        address = new URL(location, address).href
        if (response.status !== 307 && response.status !== 308) request = { method: 'GET' }
        continue
      }
      const bytes = Buffer.from(await response.arrayBuffer())
      const html = (response.headers.get('content-type') ?? '').includes('html') ? bytes.toString('utf8') : ''
      this.page = { url: address, status: response.status, html, root: parse(html), headers: response.headers, bytes }
      return this.page
    }
    throw new BrokenPromise(`too many redirects from ${url}`)
  }

  // Browsers do not separate cookies by port; the names keep the surfaces apart.
  /** Everything that is kept, as one header. */
  cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keepCookies(response: Response, _host: string): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const at = pair.indexOf('=')
      const name = pair.slice(0, at).trim()
      const gone = attributes.some((each) => /max-age=0\b/i.test(each))
      if (gone) this.#cookies.delete(name)
      else this.#cookies.set(name, pair.slice(at + 1).trim())
    }
  }
}

/** What a browser would send if nothing were changed: hidden fields, texts, chosen options. */
export function formValues(form: HTMLElement): readonly (readonly [string, string])[] {
  const values: (readonly [string, string])[] = []
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name')
    if (name === undefined || name === '') continue
    const tag = field.tagName.toLowerCase()
    const type = (field.getAttribute('type') ?? 'text').toLowerCase()
    if (tag === 'select') {
      const options = field.querySelectorAll('option')
      const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0]
      if (chosen) values.push([name, chosen.getAttribute('value') ?? chosen.textContent])
    } else if (tag === 'textarea') values.push([name, field.textContent])
    else if (type === 'checkbox' || type === 'radio') {
      if (field.hasAttribute('checked')) values.push([name, field.getAttribute('value') ?? 'on'])
    } else if (!['submit', 'button', 'file', 'image', 'reset'].includes(type))
      values.push([name, field.getAttribute('value') ?? ''])
  }
  return values
}
