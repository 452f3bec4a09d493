import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { draftCounts } from '../../exchange/index.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { formOf, hanako, signIn, TestBrowser } from '../test-support/browser.ts'
import { errorsOf, testPicture } from '../test-support/fill.ts'
import { startedDraft } from '../test-support/start.ts'
import { openDraft, sealDraft } from './box.ts'
import { tellDraftCounts } from './counts.ts'

const example = readCase('event-registration/cases/01-bread-with-child.yaml')
const procedures = repositoryProcedures()
let db: TestDatabase
let portal: TestPortal
let browser: TestBrowser
let draft: string

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db?.close())

beforeEach(async () => {
  portal = testPortal(db, { now: '2026-11-22T01:00:00Z', registers: example.registers ?? {}, procedures })
  ;({ browser, draft } = await startedDraft(portal, 'event-registration', { email: 'hanako@example.jp' }))
})

const applicant = () => `${draft}/pages/applicant`
const contact = { 'contact.phone': '０８２０ー００ー００００', 'contact.email': 'hanako@example.jp' }

async function bodyOf(path = draft) {
  const id = path.split('/').at(-1) ?? ''
  const row = await cityDb(portal.portal, 'yanai')
    .selectFrom('draft')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return openDraft(portal.services.keys, 'yanai', id, row.body)
}

test('the office is told how many drafts stay on which version, and again only when that has changed', async () => {
  const { services } = portal
  const counted = await tellDraftCounts(services, 'yanai')
  const [message] = services.relay.sent.filter(({ kind }) => kind === 'draft-counts')
  const { counts } = draftCounts.parse(message?.payload)
  expect(counts.find(({ procedureId }) => procedureId === 'event-registration')?.count).toBeGreaterThan(0)
  expect(JSON.stringify(message?.payload)).not.toContain('hanako')
  expect(await tellDraftCounts(services, 'yanai', counted)).toBe(counted)
  expect(services.relay.sent.filter(({ kind }) => kind === 'draft-counts')).toHaveLength(1)
})

describe('whose draft it is', () => {
  test('another person finds nothing, by reading or by writing', async () => {
    const stranger = new TestBrowser(portal)
    await signIn(portal, stranger, { profile: hanako })
    expect((await stranger.get(draft)).status).toBe(404)
    expect((await stranger.get(applicant())).status).toBe(404)
    const form = formOf((await browser.get(applicant())).html)
    expect((await stranger.post(applicant(), form.fields)).status).toBe(404)
    expect((await stranger.post(`${draft}/submission`, form.fields)).status).not.toBe(200)
    expect((await stranger.post(`${draft}/discard`, form.fields)).status).toBe(404)
  })

  test.each(['/drafts/x', '/drafts/00000000-0000-4000-8000-000000000000', "/drafts/'%3B--"])(
    '%s is nothing',
    async (path) => {
      expect((await browser.get(path)).status).toBe(404)
    },
  )

  test('a program gets problem details', async () => {
    const answer = await browser.get('/drafts/x', { accept: 'application/json' })
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(JSON.parse(answer.html)).toMatchObject({ status: 404, type: 'urn:yanagi:problem:not-found' })
  })
})

describe('the way back to the check page', () => {
  const fromCheck = () => browser.get(`${applicant()}?back=check`)

  test('is kept when something has to be put right first', async () => {
    const wrong = await browser.submit(await fromCheck(), { 'contact.phone': 'でんわ' }, applicant())
    expect(wrong.status).toBe(422)
    expect(formOf(wrong.html, applicant()).fields.back).toBe('check')
    expect(wrong.html).toContain('保存して確認にもどる')
  })

  test('is kept on a page that had become old, and on one saved elsewhere', async () => {
    const old = await browser.submit(await fromCheck(), { csrf: 'x' }, applicant())
    expect(formOf(old.html, applicant()).fields.back).toBe('check')
    const [one, two] = [await fromCheck(), await fromCheck()]
    await browser.submit(one, { 'contact.phone': '0820-11-1111' }, applicant())
    const elsewhere = await browser.submit(two, { 'contact.phone': '0820-22-2222' }, applicant())
    expect(elsewhere.status).toBe(409)
    expect(formOf(elsewhere.html, applicant()).fields.back).toBe('check')
    const theirs = await browser.submit(elsewhere, { do: 'theirs' }, applicant())
    expect(theirs.location).toBe(`${applicant()}?back=check`)
  })
})

describe('questions that come with an answer', () => {
  test('are asked on the same page and not held against the person; what stood there before is', async () => {
    const dog = await startedDraft(portal, 'dog-registration', { email: 'hanako@example.jp' })
    const at = (page: string) => `${dog.draft}/pages/${page}`
    const send = async (page: string, fields: Record<string, string>) =>
      dog.browser.submit(await dog.browser.get(at(page)), fields, at(page))
    await send('request', { 'request.kind': 'vaccination' })
    const asked = await send('shot', { 'shot.exempted': 'no' })
    expect([asked.status, asked.location]).toEqual([303, `${at('shot')}?more=yes#shot.on`])
    const more = await dog.browser.get(`${at('shot')}?more=yes`)
    expect(more.html).toContain('答えに合わせて、質問が増えました')
    expect(errorsOf(more.html)).toEqual([])
    expect(formOf(more.html, at('shot')).fields).toHaveProperty('shot.vet')
    // Left out now that they were asked.
    const left = await dog.browser.submit(more, {}, at('shot'))
    expect(left.status).toBe(422)
    expect(errorsOf(left.html).length).toBeGreaterThan(1)
  })
})

describe('forged and broken posts', () => {
  test('a post without the token saves nothing and keeps what was typed on the page', async () => {
    const page = await browser.post(applicant(), { ...contact, csrf: 'x' })
    expect(page.status).toBe(422)
    expect(page.html).toContain('hanako@example.jp')
    expect((await bodyOf()).answers.contact).not.toHaveProperty('phone')
  })

  test('a post from another site is refused', async () => {
    const form = formOf((await browser.get(applicant())).html)
    const page = await browser.post(applicant(), form.fields, {
      'sec-fetch-site': 'cross-site',
      origin: 'https://evil.example',
    })
    expect(page.status).toBe(403)
  })

  test('fields of other pages and of no page are ignored', async () => {
    await browser.submit(await browser.get(applicant()), {
      ...contact,
      'event.session': 'bread.1',
      'consents.terms.agreed': 'yes',
      '__proto__.polluted': 'yes',
      'nobody.knows': 'x',
      'applicant.__proto__': 'x',
    })
    const { answers } = await bodyOf()
    expect(answers.event).toBeUndefined()
    expect(answers.consents).toBeUndefined()
    expect(JSON.stringify(answers)).not.toContain('polluted')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('too much is 413, another kind 415, a page that is not there 404', async () => {
    const form = formOf((await browser.get(applicant())).html)
    expect(
      (await browser.post(applicant(), { ...form.fields, 'applicant.name.family': '柳'.repeat(100_000) })).status,
    ).toBe(413)
    const many = Object.fromEntries(Array.from({ length: 2100 }, (_, n) => [`x${n}`, '1']))
    expect((await browser.post(applicant(), { ...form.fields, ...many })).status).toBe(413)
    const json = await portal.app.request(`http://localhost:4000${applicant()}`, {
      method: 'POST',
      body: `{"a":"${'x'.repeat(5_000_000)}"}`,
      headers: {
        host: 'localhost:4000',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
    expect(json.status).toBe(415)
    expect(json.headers.get('content-type')).toContain('application/problem+json')
    expect((await browser.get(`${draft}/pages/nowhere`)).status).toBe(404)
    expect((await browser.post(`${draft}/pages/nowhere`, form.fields)).status).toBe(404)
  })

  test('broken characters are told with their field, the rest is saved', async () => {
    const page = await browser.submit(await browser.get(applicant()), {
      ...contact,
      'applicant.name.family': '柳\u0000本',
      'applicant.name.given': '花子😀',
      'applicant.familyKana': 'やなぎもと',
      'applicant.givenKana': 'ﾊﾅｺ',
    })
    expect(page.status).toBe(422)
    expect(errorsOf(page.html).length).toBeGreaterThan(0)
    expect(page.html).toContain('href="#applicant.name"')
    const { answers } = await bodyOf()
    expect(answers.contact).toMatchObject({ phone: '0820-00-0000' })
    expect(answers.applicant).toMatchObject({ familyKana: 'ヤナギモト', givenKana: 'ハナコ' })
    expect(answers.applicant).not.toHaveProperty('name')
  })

  test('variation selectors stay byte for byte', async () => {
    await browser.submit(await browser.get(applicant()), {
      ...contact,
      'applicant.name.family': '葛\u{e0100}城',
      'applicant.name.given': '彩',
    })
    expect((await bodyOf()).answers.applicant).toMatchObject({ name: { family: '葛\u{e0100}城', given: '彩' } })
  })
})

describe('nothing typed is lost', () => {
  test('what could not be read comes back on the next visit', async () => {
    const page = await browser.submit(await browser.get(applicant()), { ...contact, 'contact.phone': 'でんわ' })
    expect(page.status).toBe(422)
    expect(page.html).toContain('<title>エラー：')
    const again = await browser.get(applicant())
    expect(formOf(again.html).fields['contact.phone']).toBe('でんわ')
  })

  test('two tabs on one page are told about each other, on two pages both are kept', async () => {
    const first = await browser.get(applicant())
    const second = await browser.get(applicant())
    await browser.submit(first, { ...contact, do: 'stay' })
    const told = await browser.submit(second, { ...contact, 'contact.phone': '0820-11-1111', do: 'stay' })
    expect(told.status).toBe(409)
    expect(told.html).toContain('0820-00-0000')
    expect(formOf(told.html).fields['contact.phone']).toBe('0820-11-1111')
    expect((await bodyOf()).answers.contact).toMatchObject({ phone: '0820-00-0000' })
    const mine = await browser.submit(told, { do: 'mine' })
    expect([303, 422]).toContain(mine.status)
    expect((await bodyOf()).answers.contact).toMatchObject({ phone: '0820-11-1111' })
    const program = await browser.submit(second, { 'contact.phone': '0820-22-2222', do: 'autosave' })
    expect(program.status).toBe(409)
  })

  test('saving on the way answers a program with the version', async () => {
    const form = formOf((await browser.get(applicant())).html)
    const saved = await browser.post(
      applicant(),
      { ...form.fields, ...contact, do: 'autosave' },
      { accept: 'application/json' },
    )
    expect(saved.status).toBe(200)
    expect(JSON.parse(saved.html)).toEqual({ version: 2 })
    const again = await browser.post(applicant(), {
      ...form.fields,
      ...contact,
      'contact.phone': '0820-33-3333',
      do: 'stay',
    })
    expect(again.status).toBe(303)
  })

  test('answers survive the end of the session', async () => {
    const page = await browser.get(`${applicant()}?back=check`)
    portal.services.clock.advance(40 * 60_000)
    browser.cookies.delete('__Host-yanagi-yanai-portal-browser')
    const sent = await browser.submit(page, { ...contact, 'contact.phone': '0820-44-4444' })
    expect(sent.status).toBe(303)
    expect(sent.location).toContain('/sign-in/contact?to=')
    const back = decodeURIComponent(/to=([^&]*)/.exec(sent.location)?.[1] ?? '')
    expect(back).toMatch(/parked=/)
    expect(back).not.toContain('4444')
    await signIn(portal, browser, { email: 'hanako@example.jp' })
    const shown = await browser.get(back)
    expect(formOf(shown.html).fields['contact.phone']).toBe('0820-44-4444')
    const stranger = new TestBrowser(portal)
    await signIn(portal, stranger, { email: 'somebody@example.jp' })
    expect((await stranger.get(back)).status).toBe(404)
    const old = await browser.submit(shown, { csrf: 'x' }, applicant())
    expect(formOf(old.html, applicant()).fields).toMatchObject({ back: 'check', parked: 'yes' })
    await browser.submit(old, { do: 'stay' }, applicant())
    expect((await bodyOf()).answers.contact).toMatchObject({ phone: '0820-44-4444' })
  })
})

describe('without an account', () => {
  test('number and secret open the draft elsewhere, guesses run out', async () => {
    const tasks = await browser.get(draft)
    const number = /<b class="mono">([2-9A-Z]{4}-[2-9A-Z]{4})</.exec(tasks.html)?.[1] ?? ''
    const secret = /<b class="mono">([2-9A-Z]{5}-[2-9A-Z]{5})</.exec(tasks.html)?.[1] ?? ''
    const elsewhere = new TestBrowser(portal)
    const page = await elsewhere.get('/resume')
    const wrong = await elsewhere.submit(page, { number, secret: 'ABCDE-23456' })
    expect(wrong.status).toBe(422)
    const opened = await elsewhere.submit(page, { number: number.toLowerCase(), secret: secret.replace('-', ' ') })
    expect(opened.location).toBe(draft)
    expect((await elsewhere.get(draft)).status).toBe(200)

    const guesser = new TestBrowser(portal)
    const form = await guesser.get('/resume')
    const statuses: number[] = []
    for (let n = 0; n < 12; n += 1)
      statuses.push((await guesser.submit(form, { number, secret: 'ABCDE-23456' })).status)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('documents', () => {
  test('a photo is taken, seen by its owner only, and removed', async () => {
    const flooded = readCase('disaster-damage-certificate/cases/01-flooded-house.yaml')
    const disaster = testPortal(db, { now: '2026-11-22T01:00:00Z', procedures, registers: flooded.registers ?? {} })
    const started = await startedDraft(disaster, 'disaster-damage-certificate', { profile: hanako })
    const { browser: owner } = started
    const id = started.draft.split('/')[2] ?? ''
    // The answers of the case without its photos: the page that asks for them is then on the way.
    const withoutPhotos = JSON.parse(
      JSON.stringify(flooded.answers, (key, value) => (key === 'file' ? undefined : value)),
    )
    const body = { ...(await bodyOf(started.draft)), answers: withoutPhotos }
    await cityDb(disaster.portal, 'yanai')
      .updateTable('draft')
      .set({ body: sealDraft(disaster.services.keys, 'yanai', id, body) })
      .where('id', '=', id)
      .execute()
    const path = `${started.draft}/pages/survey`
    const page = await owner.get(path)
    const input = /<input[^>]*type="file"[^>]*>/.exec(page.html)?.[0] ?? ''
    const name = /name="([^"]*)"/.exec(input)?.[1] ?? ''
    expect(name).not.toBe('')

    const polyglot = new File([Buffer.from('GIF89a<script>alert(1)</script>')], 'x.jpg')
    const refused = await owner.submit(page, { [name]: polyglot, do: `attach:${name}` })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(`href="#${name}"`)
    const taken = await owner.submit(page, {
      [name]: await testPicture('../../etc/写真.exe.jpg'),
      do: `attach:${name}`,
    })
    expect(taken.status).toBe(303)
    const shown = await owner.get(path)
    expect(shown.html).not.toContain('../')
    const href = /href="(\/drafts\/[^"]*\/files\/[^"]*)"/.exec(shown.html)?.[1] ?? ''
    const look = await owner.get(href)
    expect(look.location).toMatch(/^http:\/\/localhost:4002\/own\//)
    const ticket = look.location.split('/own/')[1] ?? ''
    const open = (text: string) => disaster.filesApp.request(`http://localhost:4002/own/${text}`)
    expect((await open(ticket)).headers.get('content-type')).toBe('image/jpeg')
    expect((await open(`${ticket.slice(0, -4)}AAAA`)).status).toBe(404)
    expect((await browser.get(href)).status).toBe(404)
    await owner.submit(shown, { do: `remove:${name}:${href.split('/').at(-1)}` })
    expect((await owner.get(href)).status).toBe(404)
    expect((await open(ticket)).status).toBe(404)
  })
})
