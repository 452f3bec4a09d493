import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { makeReceiptNumber } from '../../../civic/receipt-number.ts'
import { openDraft } from '../drafts/box.ts'
import { eraseDraft } from '../drafts/discard.ts'
import { openedDrafts } from '../drafts/opened.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { formOf, signIn, TestBrowser } from '../test-support/browser.ts'
import { beginBundle, fillBundle, membersOf, partsOf } from '../test-support/fill-bundle.ts'
import { consents, startedDraft } from '../test-support/start.ts'

const water = readCase('water-service-start/cases/48-direct-debit.yaml')
const dog = readCase('dog-registration/cases/23-death.yaml')
const ids = ['dog-registration', 'water-service-start']
const procedures = repositoryProcedures([...ids, 'child-allowance-claim', 'library-hold'])
const answers = {
  'dog-registration': dog.answers,
  // One person: what is asked once can only be one answer.
  'water-service-start': { ...water.answers, user: { ...(dog.answers.owner as object), kind: 'person' } },
}
let db: TestDatabase
let portal: TestPortal
let browser: TestBrowser
let bundle: string

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db?.close())

let people = 0
beforeEach(async () => {
  portal = testPortal(db, {
    now: '2026-11-20T01:00:00Z',
    registers: water.registers ?? {},
    settings: { cityName: '柳井市' },
    procedures,
  })
  browser = new TestBrowser(portal)
  people += 1
  await signIn(portal, browser, { email: `resident${people}@example.jp` })
  bundle = await beginBundle(browser, ids)
})

const city = () => cityDb(portal.portal, 'yanai')
const bodyOf = async (procedure: string) => {
  const id = (await membersOf(portal, bundle))[procedure] ?? ''
  const row = await city().selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return openDraft(portal.services.keys, 'yanai', id, row.body)
}
const applications = async () => {
  const members = Object.values(await membersOf(portal, bundle))
  return city().selectFrom('application').selectAll().where('id', 'in', members).execute()
}
const ready = () => fillBundle(portal, browser, bundle, answers)
const send = async (check: Awaited<ReturnType<typeof ready>>) => browser.submit(check, consents, `${bundle}/submission`)

describe('まとめて申請', () => {
  test('what both ask is asked once, on a page of its own, and is in both', async () => {
    const list = await browser.get(bundle)
    const shared = partsOf(list).filter((path) => path.startsWith(bundle))
    expect(shared.length).toBeGreaterThan(0)
    await ready()
    const [a, b] = [await bodyOf('dog-registration'), await bodyOf('water-service-start')]
    expect(a.answers.owner).toMatchObject({ familyKana: 'カツラギ' })
    expect(b.answers.user).toMatchObject({ familyKana: 'カツラギ', kind: 'person' })
    const members = await membersOf(portal, bundle)
    for (const [id, group] of [
      ['dog-registration', 'owner'],
      ['water-service-start', 'user'],
    ] as const) {
      const own = partsOf(await browser.get(bundle)).filter((path) => path.includes(members[id] ?? '-'))
      for (const path of own) expect((await browser.get(path)).html).not.toContain(`name="${group}.familyKana"`)
    }
  })

  test('one act makes one application each, with a number each, one mail, and one summary', async () => {
    const check = await ready()
    const sent = await send(check)
    expect(sent.location).toBe(`${bundle}/receipt`)
    const rows = await applications()
    expect(rows.map(({ procedure_id }) => procedure_id).sort()).toEqual(ids)
    const receipt = await browser.follow(sent)
    for (const { receipt_number: number } of rows) expect(receipt.html).toContain(number)
    const mails = await city()
      .selectFrom('mail_outbox')
      .select('idempotency_key')
      .where(
        'idempotency_key',
        'in',
        [bundle.split('/')[2], ...rows.map(({ id }) => id)].map((id) => `receipt:${id}`),
      )
      .execute()
    expect(mails.map(({ idempotency_key: key }) => key)).toEqual([`receipt:${bundle.split('/')[2]}`])
    const envelopes = await city()
      .selectFrom('relay_outbox')
      .select('order_key')
      .where(
        'order_key',
        'in',
        rows.map(({ receipt_number }) => receipt_number),
      )
      .execute()
    expect(envelopes).toHaveLength(2)
    expect(
      await city()
        .selectFrom('draft')
        .select('id')
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .execute(),
    ).toEqual([])
  })

  test('a double click and a replay are one submission', async () => {
    const check = await ready()
    const both = await Promise.all([send(check), send(check)])
    expect(both.map(({ location }) => location)).toEqual([`${bundle}/receipt`, `${bundle}/receipt`])
    const before = (await applications()).map(({ receipt_number }) => receipt_number).sort()
    expect(before).toHaveLength(2)
    expect((await send(check)).location).toBe(`${bundle}/receipt`)
    expect((await applications()).map(({ receipt_number }) => receipt_number).sort()).toEqual(before)
  })

  test('the mailbox shows what was filed together in one line, and each names the others', async () => {
    await send(await ready())
    const box = await browser.get('/mailbox')
    expect(box.html.split(`href="${bundle}/receipt"`)).toHaveLength(2)
    const [one, other] = await applications()
    expect((await browser.get(`/applications/${one?.id}`)).html).toContain(other?.receipt_number)
    const pdf = await browser.get(`${bundle}/summary.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(pdf.html.slice(0, 5)).toBe('%PDF-')
  })

  test('a changed shared answer is in every procedure, and a page that was open elsewhere is told', async () => {
    await ready()
    const shared = partsOf(await browser.get(bundle)).find((path) => path.startsWith(bundle)) ?? ''
    const [first, second] = [await browser.get(shared), await browser.get(shared)]
    await browser.submit(first, { 'user.familyKana': 'ヤナギモト' }, shared)
    expect((await bodyOf('water-service-start')).answers.user).toMatchObject({ familyKana: 'ヤナギモト' })
    const told = await browser.submit(second, { 'user.familyKana': 'ミホン' }, shared)
    expect(told.status).toBe(409)
    expect((await bodyOf('dog-registration')).answers.owner).toMatchObject({ familyKana: 'ヤナギモト' })
  })

  test('what can’t be read stays as it was typed, and nothing is lost', async () => {
    const shared = partsOf(await browser.get(bundle)).find((path) => path.startsWith(bundle)) ?? ''
    const wrong = await browser.submit(await browser.get(shared), { 'user.familyKana': '葛城' }, shared)
    expect(wrong.status).toBe(422)
    expect((await browser.get(shared)).html).toContain('value="葛城"')
  })

  test('taking one out keeps the other and everything that was entered', async () => {
    await ready()
    const members = await membersOf(portal, bundle)
    const ask = await browser.get(`${bundle}/remove/${members['dog-registration']}`)
    const done = await browser.submit(ask, {})
    expect(done.location).toBe(`/drafts/${members['water-service-start']}`)
    expect((await browser.get(bundle)).status).toBe(404)
    const own = await browser.get(`/drafts/${members['dog-registration']}/pages/owner`)
    expect(own.html).toContain('value="カツラギ"')
    expect((await browser.get(`/drafts/${members['water-service-start']}/check`)).status).toBe(200)
  })

  test('taking one out twice, by a double click, ends where the first did', async () => {
    const members = await membersOf(portal, bundle)
    const [out, other] = [members['dog-registration'] ?? '', members['water-service-start']]
    const ask = await browser.get(`${bundle}/remove/${out}`)
    expect((await browser.submit(ask, {})).location).toBe(`/drafts/${other}`)
    expect((await browser.submit(ask, {})).location).toBe(`/drafts/${out}`)
    expect((await browser.get(`/drafts/${out}`)).status).toBe(200)
  })

  test('what was sent is not deleted by a page of before, and leaves the memory of the process', async () => {
    const check = await ready()
    const drafts = Object.values(await membersOf(portal, bundle))
    const memory = () =>
      drafts.filter((id) =>
        Array.from({ length: 60 }, (_, version) => version).some(
          (version) => openedDrafts(portal.services).find('yanai', id, version) !== undefined,
        ),
      )
    const ask = await browser.get(`${bundle}/discard`)
    expect(memory()).toHaveLength(2)
    // Both at the same moment: whichever comes first, no application is half there.
    const [sent, discarded] = await Promise.all([send(check), browser.submit(ask, {}, `${bundle}/discard`)])
    const left = await city().selectFrom('application').select('id').where('id', 'in', drafts).execute()
    if (sent.location === `${bundle}/receipt`) expect(left).toHaveLength(2)
    else {
      expect(discarded.location).toBe('/basket')
      expect(left).toEqual([])
      return
    }
    expect(memory()).toEqual([])
    const late = await browser.submit(ask, {}, `${bundle}/discard`)
    expect(late.location).toBe(`${bundle}/receipt`)
    expect(await applications()).toHaveLength(2)
    expect((await browser.get(`${bundle}/receipt`)).status).toBe(200)
  })

  test('a deleted bundle leaves nothing, and a page of before can’t send it', async () => {
    const check = await ready()
    const drafts = Object.values(await membersOf(portal, bundle))
    const ask = await browser.get(`${bundle}/discard`)
    expect((await browser.submit(ask, {}, `${bundle}/discard`)).location).toBe('/basket')
    expect((await send(check)).status).toBe(404)
    const rows = await city().selectFrom('draft').select('id').where('id', 'in', drafts).execute()
    expect(rows).toEqual([])
    expect(await city().selectFrom('application').select('id').where('id', 'in', drafts).execute()).toEqual([])
  })

  test('a draft of its own that was sent from another window is not deleted either', async () => {
    const { browser: own, draft } = await startedDraft(portal, 'dog-registration', { email: 'reader@example.jp' })
    const ask = await own.get(`${draft}/discard`)
    const id = draft.split('/')[2] ?? ''
    const row = await city().selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(await eraseDraft(portal.services, city(), 'yanai', id)).toBe(true)
    const application = {
      id,
      request_key: randomUUID(),
      receipt_number: makeReceiptNumber(row.receipt_prefix, '2026-11-20', 899_000 + people),
      procedure_id: row.procedure_id,
      version_hash: row.version_hash,
      secret_token: Buffer.alloc(32),
      contact_token: row.contact_token,
      state_at: new Date(),
      sent_at: new Date(),
      arrived_at: new Date(),
      copy: Buffer.alloc(1),
    }
    await city().insertInto('application').values(application).execute()
    expect(await eraseDraft(portal.services, city(), 'yanai', id)).toBe(false)
    const late = await own.submit(ask, {}, `${draft}/discard`)
    expect(late.location).toBe(`/applications/${id}/receipt`)
    expect(await city().selectFrom('application').select('id').where('id', '=', id).execute()).toHaveLength(1)
  })

  test('a draft of a bundle is not sent by itself', async () => {
    const check = await ready()
    const id = (await membersOf(portal, bundle))['dog-registration'] ?? ''
    const { fields } = formOf(check.html, `${bundle}/submission`)
    const alone = await browser.post(`/drafts/${id}/submission`, { ...fields, ...consents })
    expect(alone.location).toBe(`${bundle}/check`)
    expect((await browser.get(`/drafts/${id}`)).location).toBe(bundle)
    expect(await applications()).toEqual([])
  })

  test('when one of them can’t be sent, none is, and the page says which', async () => {
    const check = await ready()
    // The number that the second one is to get is taken by somebody else: the first one is undone with it.
    const second = await city()
      .selectFrom('draft')
      .selectAll()
      .where('id', '=', (await membersOf(portal, bundle))['dog-registration'] ?? '')
      .executeTakeFirstOrThrow()
    const drawn = await city()
      .selectFrom('receipt_counter')
      .select('last')
      .where('prefix', '=', second.receipt_prefix)
      .executeTakeFirst()
    const taken = {
      id: randomUUID(),
      request_key: randomUUID(),
      receipt_number: makeReceiptNumber(second.receipt_prefix, '2026-11-20', (drawn?.last ?? 0) + 1),
      procedure_id: 'dog-registration',
      version_hash: second.version_hash,
      secret_token: Buffer.alloc(32),
      state_at: new Date(),
      sent_at: new Date(),
      arrived_at: new Date(),
      copy: Buffer.alloc(1),
    }
    await city().insertInto('application').values(taken).execute()
    const refused = await send(check)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('「犬の登録や注射の届け出をする」：')
    expect(await applications()).toEqual([])
    await city().deleteFrom('application').where('id', '=', taken.id).execute()
    expect((await send(check)).location).toBe(`${bundle}/receipt`)
  })
})

describe('hostile', () => {
  test('another browser finds no page of it, and posts nothing', async () => {
    await ready()
    const members = Object.values(await membersOf(portal, bundle))
    const stranger = new TestBrowser(portal)
    await signIn(portal, stranger, { email: 'stranger@example.jp' })
    for (const path of ['', '/check', '/sign', '/receipt', '/summary.pdf', '/discard', `/remove/${members[0]}`])
      expect((await stranger.get(`${bundle}${path}`)).status).toBe(404)
    const csrf = /name="csrf" value="([^"]*)"/.exec((await stranger.get('/resume')).html)?.[1] ?? ''
    for (const path of ['/submission', '/check', '/sign', '/discard', `/remove/${members[0]}`])
      expect((await stranger.post(`${bundle}${path}`, { csrf, ...consents })).status).toBe(404)
    expect(await applications()).toEqual([])
  })

  test('somebody else’s draft can’t be taken out of one’s own bundle', async () => {
    const other = new TestBrowser(portal)
    await signIn(portal, other, { email: 'other@example.jp' })
    const theirs = Object.values(await membersOf(portal, await beginBundle(other, ids)))[0]
    expect((await browser.get(`${bundle}/remove/${theirs}`)).status).toBe(404)
  })

  test('a form key chosen to be the id of somebody else’s draft opens nothing', async () => {
    const victim = Object.values(await membersOf(portal, bundle))[0] ?? ''
    const thief = new TestBrowser(portal)
    await signIn(portal, thief, { email: 'thief@example.jp' })
    const page = await thief.get(`/procedures/dog-registration`)
    const csrf = /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? ''
    await thief.post('/basket', { csrf, procedure: ids })
    const plan = await thief.get('/basket?filer=self')
    const begun = await thief.submit(plan, { requestKey: victim }, '/bundles')
    expect(begun.location).not.toContain(victim)
    expect((await thief.get(`/drafts/${victim}`)).status).toBe(404)
    // The same form again is the same bundle.
    expect((await thief.submit(plan, { requestKey: victim }, '/bundles')).location).toBe(begun.location)
  })

  test('a tampered basket is empty, a procedure that needs more is not let in, one alone is no bundle', async () => {
    const page = await browser.get('/procedures/dog-registration')
    const csrf = /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? ''
    await browser.post('/basket', { csrf, procedure: [...ids, 'child-allowance-claim', 'library-hold', '../x'] })
    const plan = await browser.get('/basket?filer=self')
    expect(plan.html).toContain('署名用電子証明書でのサインイン')
    expect(plan.html).toContain('このサイトで申請できません')
    const forced = await browser.submit(plan, { procedure: [...ids, 'child-allowance-claim'] }, '/bundles')
    expect(forced.status).toBe(422)
    expect((await browser.submit(plan, { procedure: ['dog-registration'] }, '/bundles')).status).toBe(422)
    expect((await browser.submit(plan, { csrf: 'x' }, '/bundles')).status).toBe(422)
    const name = [...browser.cookies.keys()].find((each) => each.includes('basket')) ?? ''
    browser.cookies.set(name, `${browser.cookies.get(name)?.slice(0, -4)}AAAA`)
    expect((await browser.get('/basket')).html).toContain('手続きがまだ選ばれていません')
  })

  test('an old page is told and sends nothing', async () => {
    const check = await ready()
    const stale = await browser.submit(check, { ...consents, csrf: 'old' }, `${bundle}/submission`)
    expect(stale.status).toBe(422)
    expect(await applications()).toEqual([])
  })
})

test('number and secret open the bundle and its drafts on another device', async () => {
  const list = await browser.get(bundle)
  const [number = '', secret = ''] = [...list.html.matchAll(/<b class="mono">([^<]*)<\/b>/g)].map(
    ([, text = '']) => text,
  )
  const other = new TestBrowser(portal)
  const resumed = await other.submit(await other.get('/resume'), { number, secret })
  expect(resumed.location).toBe(bundle)
  const parts = partsOf(await other.get(bundle))
  for (const path of parts) expect((await other.get(path)).status).toBe(200)
})
