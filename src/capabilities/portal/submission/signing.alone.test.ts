import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { SignedDocument } from '../../identity/index.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { formOf, hanako, type TestBrowser, unescapeHtml } from '../test-support/browser.ts'
import { errorsOf, fillDraft } from '../test-support/fill.ts'
import { consents, filerOf, startedDraft } from '../test-support/start.ts'
import { openCopy } from './copy.ts'

/** What the card signed, by draft. The card itself is identity's affair and tested there. */
const card = vi.hoisted(() => ({
  signed: new Map<string, SignedDocument>(),
  result: 'valid' as SignedDocument['check']['result'],
  holder: { name: '柳本　花子', address: '山口県柳井市南町999-1', birth: '1996-04-12', sex: 'female' as const },
  started: [] as Buffer[],
}))
vi.mock('../../identity/index.ts', async (original) => ({
  ...(await original<typeof import('../../identity/index.ts')>()),
  startSigning: async (
    _c: unknown,
    _services: unknown,
    request: { subject: string; bytes: Buffer; returnTo: string },
  ) => {
    card.started.push(request.bytes)
    const now = new Date('2026-11-20T01:00:00Z')
    card.signed.set(request.subject, {
      bytes: request.bytes,
      signature: Buffer.from('signature'),
      certificate: Buffer.from('certificate'),
      algorithm: 'ecdsa-p256-sha256',
      signedAt: now,
      check: { result: card.result, checkedAt: now, holder: card.holder },
    })
    return { ok: true, redirectTo: request.returnTo }
  },
  findSignedDocument: async (_c: unknown, _services: unknown, subject: string, bytes: Buffer) => {
    const found = card.signed.get(subject)
    return found?.bytes.equals(bytes) ? found : null
  },
}))

const procedures = repositoryProcedures()
const claim = procedures.find(({ definition }) => definition.id === 'child-allowance-claim')
const file = 'child-allowance-claim/cases'
let db: TestDatabase
let portal: TestPortal
let browser: TestBrowser
let draft: string

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db?.close())

beforeEach(async () => {
  card.result = 'valid'
  card.holder = { ...card.holder, name: '柳本　花子' }
  const { readdirSync } = await import('node:fs')
  const name = readdirSync(`procedures/${file}`).find((each) => readCase(`${file}/${each}`).kind === 'valid')
  const example = readCase(`${file}/${name}`)
  portal = testPortal(db, { now: `${example.filing.today}T01:00:00Z`, settings: { ...example.settings }, procedures })
  if (claim === undefined) throw new Error('no claim')
  const person = { profile: hanako, email: 'hanako@example.jp' }
  ;({ browser, draft } = await startedDraft(portal, 'child-allowance-claim', person))
  await fillDraft(browser, draft, claim, example.answers)
})

const checked = async () => browser.submit(await browser.get(`${draft}/check`), consents, `${draft}/check`)

const application = () =>
  cityDb(portal.portal, 'yanai')
    .selectFrom('application')
    .selectAll()
    .where('id', '=', draft.split('/')[2] ?? '')
    .executeTakeFirst()

describe('署名', () => {
  test('the text shown is the text signed, and with it the application is sent', async () => {
    const confirmed = await checked()
    expect(confirmed.location, errorsOf(confirmed.html).join()).toBe(`${draft}/sign`)
    const page = await browser.follow(confirmed)
    const shown = unescapeHtml(/<pre[^>]*>([\s\S]*?)<\/pre>/.exec(page.html)?.[1] ?? '')
    const back = await browser.submit(page, {}, `${draft}/sign`)
    expect(card.started.at(-1)?.toString('utf8')).toBe(shown)
    const signed = await browser.follow(back)
    expect(signed.html).toContain('柳本')
    const sent = await browser.submit(signed, {}, `${draft}/submission`)
    expect(sent.location).toBe(`/applications/${draft.split('/')[2]}/receipt`)
    expect((await application())?.state).toBe('submitted')
  })

  test('without a signature nothing is sent, whatever is posted', async () => {
    const page = await browser.follow(await checked())
    const csrf = /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? ''
    const requestKey = '00000000-0000-4000-8000-000000000001'
    const forced = await browser.post(`${draft}/submission`, {
      csrf,
      requestKey,
      declare: 'yes',
      delivery: 'yes',
      signed: 'yes',
    })
    expect([200, 303, 422]).toContain(forced.status)
    expect(await application()).toBeUndefined()
  })

  test.each(['revoked', 'expired', 'unknown', 'bad-signature'] as const)(
    '%s does not pass and says what to do',
    async (result) => {
      card.result = result
      const page = await browser.follow(await checked())
      const told = await browser.follow(await browser.submit(page, {}, `${draft}/sign`))
      expect(told.status).toBe(422)
      expect(told.html).toContain('form.pdf')
      expect(told.html).not.toContain(`action="${draft}/submission"`)
      expect(await application()).toBeUndefined()
    },
  )

  test('the card of somebody else does not pass', async () => {
    card.holder = { ...card.holder, name: '別人　太郎' }
    const page = await browser.follow(await checked())
    const told = await browser.follow(await browser.submit(page, {}, `${draft}/sign`))
    expect(told.status).toBe(422)
    expect(await application()).toBeUndefined()
  })

  test('answers changed after the check are checked again', async () => {
    const page = await browser.follow(await checked())
    await browser.submit(page, {}, `${draft}/sign`)
    const [first] = claim?.definition.pages ?? []
    const contact = claim?.definition.pages.find((each) => each.groups.some(({ id }) => id === 'contact')) ?? first
    const form = await browser.get(`${draft}/pages/${contact?.id}`)
    await browser.submit(form, { 'contact.phone': '0820-77-7777', do: 'stay' })
    expect((await browser.get(`${draft}/sign`)).location).toBe(`${draft}/check`)
  })
})

describe('署名 where none is needed (罹災証明書)', () => {
  const damage = procedures.find(({ definition }) => definition.id === 'disaster-damage-certificate')
  let action: string

  beforeEach(async () => {
    const { readdirSync } = await import('node:fs')
    const folder = 'disaster-damage-certificate/cases'
    const example = readdirSync(`procedures/${folder}`)
      .map((each) => readCase(`${folder}/${each}`))
      .find(({ kind, filing }) => kind === 'valid' && (filing.channel ?? 'online') === 'online')
    if (damage === undefined || example === undefined) throw new Error('no damage')
    portal = testPortal(db, {
      now: `${example.filing.today}T01:00:00Z`,
      registers: example.registers ?? {},
      settings: { cityName: '柳井市', ...example.settings },
      procedures,
    })
    const person = { profile: hanako, email: 'hanako@example.jp' }
    ;({ browser, draft } = await startedDraft(portal, 'disaster-damage-certificate', person, filerOf(example)))
    await fillDraft(browser, draft, damage, example.answers)
    action = `${draft}/submission`
  })

  const signedBy = async () => {
    const row = await application()
    return row && openCopy(portal.services.keys, 'yanai', row.id, row.copy).signedBy
  }

  test('is offered with what it brings; without it the application is sent unsigned', async () => {
    const check = await browser.get(`${draft}/check`)
    expect(check.html).toContain('署名しなくても提出できます')
    expect((await browser.submit(check, consents, action)).location).toContain('/receipt')
    expect(await signedBy()).toBeUndefined()
  })

  test('who signs first ticks, then signs the text shown, and sends it', async () => {
    const check = await browser.get(`${draft}/check`)
    const unticked = await browser.submit(check, { do: 'sign' }, action)
    expect(unticked.status).toBe(422)
    const confirmed = await browser.submit(check, { ...consents, do: 'sign' }, action)
    expect(confirmed.location).toBe(`${draft}/sign`)
    const page = await browser.follow(confirmed)
    expect(page.html).toContain('署名しなくても出せます')
    expect(page.html).not.toContain('窓口か郵送で申請してください')
    const signed = await browser.follow(await browser.submit(page, {}, `${draft}/sign`))
    expect((await browser.submit(signed, {}, action)).location).toContain('/receipt')
    expect(await signedBy()).toBe('柳本　花子')
  })

  test('somebody else’s signature is not taken: the check page asks again', async () => {
    card.holder = { ...card.holder, name: '別人　太郎' }
    const check = await browser.get(`${draft}/check`)
    const page = await browser.follow(await browser.submit(check, { ...consents, do: 'sign' }, action))
    await browser.submit(page, {}, `${draft}/sign`)
    expect((await browser.post(action, { ...formOf(page.html).fields })).status).toBe(422)
    expect(await application()).toBeUndefined()
  })
})
