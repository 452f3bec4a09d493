import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { formOf, signIn, TestBrowser } from '../test-support/browser.ts'
import { startedDraft } from '../test-support/start.ts'
import type { Draft } from './draft.ts'
import { OpenedDrafts, openedDrafts } from './opened.ts'
import { findDraftRow, updateDraft } from './store.ts'

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

const idOf = (path: string) => path.split('/').at(-1) ?? ''
const applicant = () => `${draft}/pages/applicant`
const save = async (phone: string) =>
  browser.submit(await browser.get(applicant()), { 'contact.phone': phone }, applicant())
const rowOf = async () => {
  const row = await findDraftRow(cityDb(portal.portal, 'yanai'), idOf(draft), new Date('2026-11-22T01:00:00Z'))
  if (row === undefined) throw new Error('no draft')
  return row
}
const remembered = async () =>
  openedDrafts(portal.services).find('yanai', idOf(draft), (await rowOf()).version)?.pages.size

describe('a page that was shown before', () => {
  test('comes from memory, with a key of its own for each showing', async () => {
    const shown = [await browser.get(applicant()), await browser.get(applicant()), await browser.get(applicant())]
    expect(await remembered()).toBe(1)
    const forms = shown.map(({ html }) => formOf(html, applicant()).fields)
    expect(new Set(forms.map(({ requestKey }) => requestKey)).size).toBe(3)
    const bare = shown.map(({ html }) => html.replace(/(name="requestKey" value=")[^"]*/, '$1'))
    expect(new Set(bare).size).toBe(1)
  })

  test('is not shown again once the draft was saved', async () => {
    await browser.get(applicant())
    await save('0820-11-1111')
    expect((await browser.get(applicant())).html).toContain('0820-11-1111')
    await save('0820-22-2222')
    const now = (await browser.get(applicant())).html
    expect(now).toContain('0820-22-2222')
    expect(now).not.toContain('0820-11-1111')
  })

  test('nor when another process saved it', async () => {
    await save('0820-11-1111')
    await browser.get(applicant())
    const elsewhere = testPortal(db, { now: '2026-11-22T01:00:00Z', registers: example.registers ?? {}, procedures })
    Object.assign(elsewhere.services, { keys: portal.services.keys })
    const other = new TestBrowser(elsewhere)
    for (const [name, value] of browser.cookies) other.cookies.set(name, value)
    await other.submit(await other.get(applicant()), { 'contact.phone': '0820-33-3333' }, applicant())
    expect((await browser.get(applicant())).html).toContain('0820-33-3333')
  })

  test('nor in another language, nor to somebody else', async () => {
    await browser.get(applicant())
    expect((await browser.get(`${applicant()}?lang=en`)).html).toContain('<html lang="en"')
    await browser.get(`${applicant()}?lang=ja`)
    expect((await browser.get(applicant())).html).toContain('<html lang="ja"')
    const stranger = new TestBrowser(portal)
    expect((await stranger.get(applicant())).status).not.toBe(200)
    await signIn(portal, stranger, { email: 'taro@example.jp' })
    expect((await stranger.get(applicant())).status).toBe(404)
  })
})

describe('saves at the same moment', () => {
  test('of one version of a draft: one is carried out and knows it', async () => {
    const row = await rowOf()
    const database = cityDb(portal.portal, 'yanai')
    const given = { id: row.id, version: row.version, body: row.body, savedAt: row.saved_at, expiresAt: row.expires_at }
    const done = await Promise.all(Array.from({ length: 12 }, () => updateDraft(database, given)))
    expect(done.filter(Boolean)).toHaveLength(1)
    expect((await rowOf()).version).toBe(row.version + 1)
  })

  test('of many drafts: each is saved with its own content', async () => {
    const database = cityDb(portal.portal, 'yanai')
    const row = await rowOf()
    const ids = Array.from({ length: 30 }, () => crypto.randomUUID())
    await database
      .insertInto('draft')
      .values(
        ids.map((id) => ({ ...row, id, resume_number: id.slice(0, 12), resume_token: Buffer.from(id), version: 1 })),
      )
      .execute()
    const times = { savedAt: row.saved_at, expiresAt: row.expires_at }
    const done = await Promise.all(
      ids.map((id) => updateDraft(database, { id, version: 1, body: Buffer.from(id), ...times })),
    )
    expect(done).toEqual(ids.map(() => true))
    const rows = await database.selectFrom('draft').select(['id', 'body', 'version']).where('id', 'in', ids).execute()
    expect(rows.map(({ id, body, version }) => [body.toString() === id, version])).toEqual(ids.map(() => [true, 2]))
  })
})

describe('the memory', () => {
  const draftOf = (id: string, version = 1) => ({ id, version }) as Draft

  test('holds a draft in one version only', () => {
    const memory = new OpenedDrafts()
    memory.keep('yanai', draftOf('a', 2))
    expect(memory.find('yanai', 'a', 2)?.draft.id).toBe('a')
    expect(memory.find('yanai', 'a', 1)).toBeUndefined()
    expect(memory.find('yanai', 'a', 3)).toBeUndefined()
    expect(memory.find('mihon', 'a', 2)).toBeUndefined()
  })

  test('lets go of a draft that was sent, and of no other', () => {
    const memory = new OpenedDrafts()
    for (const city of ['yanai', 'mihon']) memory.keep(city, draftOf('a'))
    memory.forget('yanai', 'a')
    expect(memory.find('yanai', 'a', 1)).toBeUndefined()
    expect(memory.find('mihon', 'a', 1)).toBeDefined()
  })

  test('stays small: what was used longest ago goes first', () => {
    const memory = new OpenedDrafts()
    for (let n = 0; n < 300; n += 1) memory.keep('yanai', draftOf(`d${n}`))
    expect(memory.find('yanai', 'd0', 1)).toBeDefined()
    memory.keep('yanai', draftOf('new'))
    expect(memory.find('yanai', 'd0', 1)).toBeDefined()
    expect(memory.find('yanai', 'd1', 1)).toBeUndefined()
  })
})
