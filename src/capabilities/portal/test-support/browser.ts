import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { Profile } from '../../identity/index.ts'
import { cityDb } from '../shared/portal.ts'
import type { TestPortal } from './app.ts'

const origin = 'http://localhost:4000'

export interface Page {
  readonly status: number
  readonly location: string
  readonly html: string
  readonly headers: Headers
}

type Fields = Readonly<Record<string, string | readonly string[] | File | undefined>>

/** A browser without script: cookies, forms with their hidden inputs, redirects followed by hand. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()
  private readonly app: Hono<WebEnv>

  constructor(portal: Pick<TestPortal, 'app'>) {
    this.app = portal.app
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.send(path, { headers: { accept: 'text/html', ...headers } })
  }

  async post(path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    const files = Object.values(fields).some((value) => value instanceof File)
    const body = files ? new FormData() : new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined) continue
      for (const each of Array.isArray(value) ? (value as readonly string[]) : [value as string | File])
        (body as FormData).append(name, each as string)
    }
    return this.send(path, {
      method: 'POST',
      body,
      headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', origin, ...headers },
    })
  }

  /** Sends the form of a page that goes to `action` (default: the page's first), with some fields changed. */
  async submit(page: Page, fields: Fields, action?: string): Promise<Page> {
    const form = formOf(page.html, action)
    return this.post(form.action, { ...form.fields, ...fields })
  }

  /** Goes where a redirect leads. */
  follow(page: Page): Promise<Page> {
    if (page.location === '') throw new Error(`no redirect but ${page.status}`)
    return this.get(page.location.split('#')[0] ?? '')
  }

  private async send(path: string, init: RequestInit): Promise<Page> {
    const headers = new Headers(init.headers)
    headers.set('host', 'localhost:4000')
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await this.app.request(new Request(`${origin}${path}`, { ...init, headers }))
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(cookie)) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      html: await answer.text(),
      headers: answer.headers,
    }
  }
}

/** The fields that a browser would send if nothing was changed: every input, list and text area of the form. */
export function formOf(html: string, action?: string): { action: string; fields: Record<string, string | string[]> } {
  const forms = [...html.matchAll(/<form\b([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/g)]
  const found = forms.find(([, attributes = '']) => action === undefined || attr(attributes, 'action') === action)
  if (!found) throw new Error(`no form${action === undefined ? '' : ` to ${action}`} on the page`)
  const [, attributes = '', body = ''] = found
  const fields: Record<string, string | string[]> = {}
  const add = (name: string, value: string): void => {
    const known = fields[name]
    fields[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value]
  }
  for (const [, tag = ''] of body.matchAll(/<input\b([^>]*)>/g)) {
    const name = attr(tag, 'name')
    const type = attr(tag, 'type') ?? 'text'
    if (name === undefined || type === 'file' || type === 'submit') continue
    if ((type === 'radio' || type === 'checkbox') && !/\schecked(\s|=|$|\/)/.test(tag)) continue
    add(name, attr(tag, 'value') ?? '')
  }
  for (const [, tag = '', options = ''] of body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = attr(tag, 'name')
    const chosen = /<option\b([^>]*)\sselected/.exec(options) ?? /<option\b([^>]*)>/.exec(options)
    if (name !== undefined) add(name, attr(chosen?.[1] ?? '', 'value') ?? '')
  }
  for (const [, tag = '', text = ''] of body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attr(tag, 'name')
    if (name !== undefined) add(name, unescapeHtml(text))
  }
  return { action: unescapeHtml(attr(attributes, 'action') ?? ''), fields }
}

function attr(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)
  return found === null ? undefined : unescapeHtml(found[1] ?? '')
}

export function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** Signs a browser in: by card (a profile) or by a reached mail address. */
export async function signIn(
  portal: TestPortal,
  browser: TestBrowser,
  person: {
    readonly profile?: Profile
    readonly email?: string
    readonly accountId?: string
    readonly assurance?: string
  },
): Promise<{ readonly accountId: string | undefined }> {
  const { services } = portal
  const db = cityDb(portal.portal, 'yanai')
  const now = services.clock.now()
  const token = randomBytes(32).toString('base64url')
  const sessionId = randomUUID()
  let accountId = person.accountId
  if (person.profile !== undefined && accountId === undefined) {
    accountId = randomUUID()
    const box = services.keys.encrypt(
      'yanai',
      'profile',
      Buffer.from(JSON.stringify(person.profile)),
      `resident_account:${accountId}:profile`,
    )
    await sql`insert into resident_account (id, subject_token, profile_box, created_at, signed_in_at)
      values (${accountId}, ${randomBytes(32)}, ${box}, ${now}, ${now})`.execute(db)
  }
  const email = person.email
  const emailBox =
    email === undefined
      ? null
      : services.keys.encrypt('yanai', 'profile', Buffer.from(email), `portal_session:${sessionId}:email`)
  const ends = new Date(now.getTime() + 8 * 3_600_000)
  const idle = new Date(now.getTime() + 30 * 60_000)
  await sql`insert into portal_session (id, token_hash, account_id, assurance, email_box, signed_in_at, idle_minutes, idle_ends_at, ends_at)
    values (${sessionId}, ${createHash('sha256').update(token).digest()}, ${accountId ?? null},
      ${person.assurance ?? (accountId === undefined ? 'contact' : 'jpki-sign')}, ${emailBox}, ${now}, 30, ${idle}, ${ends})`.execute(
    db,
  )
  browser.cookies.set('__Host-yanagi-yanai-portal-session', token)
  return { accountId }
}

export const hanako: Profile = {
  name: { family: '柳本', given: '花子' },
  fullName: '柳本　花子',
  nameKana: { family: 'ヤナギモト', given: 'ハナコ' },
  birth: '1996-04-12',
  sex: 'female',
  address: {
    postcode: '7420031',
    prefecture: '山口県',
    city: '柳井市',
    town: '南町',
    block: '999-1',
    building: '見本コーポ201',
  },
  fullAddress: '山口県柳井市南町999-1 見本コーポ201',
}
