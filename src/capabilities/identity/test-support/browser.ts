/** A browser for tests: cookies by name and host, redirects followed by hand, the headers that browsers add. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()
  /** The address that a proxy in front says the request comes from. */
  forwardedFor: string | undefined
  /** Where the last page came from, for `Sec-Fetch-Site` and relative addresses. */
  address = ''

  async get(url: string): Promise<TestPage> {
    return this.#send('GET', new URL(url, this.address || undefined))
  }

  async post(url: string, fields: Readonly<Record<string, string>>): Promise<TestPage> {
    return this.#send('POST', new URL(url, this.address || undefined), new URLSearchParams(fields))
  }

  /** Sends the first form of a page (or the one with this action) with its hidden fields and the given ones. */
  async submit(from: TestPage, fields: Readonly<Record<string, string>>, action?: string): Promise<TestPage> {
    const form = from.forms().find((one) => action === undefined || one.action === action)
    if (form === undefined) throw new Error(`No form on the page:\n${from.text.slice(0, 3000)}`)
    return this.post(new URL(form.action, from.url).href, { ...form.hidden, ...fields })
  }

  /** The same cookies in another window. */
  copy(): TestBrowser {
    const other = new TestBrowser()
    for (const [name, value] of this.cookies) other.cookies.set(name, value)
    other.address = this.address
    return other
  }

  async #send(method: string, url: URL, body?: URLSearchParams): Promise<TestPage> {
    let target = url
    let how = { method, body }
    for (let step = 0; step < 12; step += 1) {
      const answer = await this.#once(target, how.method, how.body)
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || location === null) {
        this.address = target.href
        return new TestPage(target.href, answer.status, answer.headers, await answer.text())
      }
      await answer.arrayBuffer()
      target = new URL(location, target)
      how = { method: 'GET', body: undefined }
    }
    throw new Error(`Too many redirects from ${url.href}`)
  }

  async #once(url: URL, method: string, body?: URLSearchParams): Promise<Response> {
    const sameOrigin = this.address === '' || new URL(this.address).origin === url.origin
    const headers: Record<string, string> = {
      ...(this.forwardedFor === undefined ? {} : { 'x-forwarded-for': this.forwardedFor }),
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'sec-fetch-site': this.address === '' ? 'none' : sameOrigin ? 'same-origin' : 'cross-site',
      'user-agent': 'Mozilla/5.0 (test) Firefox/140.0',
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin: url.origin }),
    }
    const answer = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: body.toString() }),
    })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return answer
  }

  /** `__Host-` cookies only, held to their rules as a browser would. */
  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const name = pair.slice(0, pair.indexOf('='))
    const value = pair.slice(pair.indexOf('=') + 1)
    const lower = attributes.map((attribute) => attribute.toLowerCase())
    if (!/^__Host-yanagi-(yanai|mihon)-(portal|office|simulator)-/.test(name))
      throw new Error(`A cookie whose name does not tell city and surface apart: ${name}`)
    if (!lower.includes('secure') || !lower.includes('path=/') || lower.some((one) => one.startsWith('domain='))) {
      throw new Error(`A __Host- cookie that browsers refuse: ${line}`)
    }
    if (!lower.includes('httponly')) throw new Error(`A cookie that scripts can read: ${name}`)
    const gone = lower.includes('max-age=0') || lower.some((one) => one.startsWith('expires=thu, 01 jan 1970'))
    if (gone || value === '') this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

export class TestPage {
  constructor(
    readonly url: string,
    readonly status: number,
    readonly headers: Headers,
    readonly text: string,
  ) {}

  forms(): { action: string; hidden: Record<string, string> }[] {
    return [...this.text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = '', inner = '']) => ({
      action: decode(/action="([^"]*)"/.exec(attributes)?.[1] ?? this.url),
      hidden: Object.fromEntries(
        [...inner.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
          decode(/name="([^"]*)"/.exec(tag)?.[1] ?? ''),
          decode(/value="([^"]*)"/.exec(tag)?.[1] ?? ''),
        ]),
      ),
    }))
  }

  /** Address of the link whose text contains this. */
  link(text: string): string {
    const found = [...this.text.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)].find(([, , inner = '']) =>
      inner.replace(/<[^>]*>/g, '').includes(text),
    )
    if (found === undefined) throw new Error(`No link "${text}" on:\n${this.text.slice(0, 3000)}`)
    return new URL(decode(found[1] ?? ''), this.url).href
  }

  get path(): string {
    const url = new URL(this.url)
    return url.pathname + url.search
  }
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
