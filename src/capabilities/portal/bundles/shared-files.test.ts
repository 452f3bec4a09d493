import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { FileAnswer } from '../../procedures/index.ts'
import { openDraft } from '../drafts/box.ts'
import { valueAt } from '../drafts/draft.ts'
import { findFile } from '../drafts/file-store.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { hanako, signIn, TestBrowser } from '../test-support/browser.ts'
import { testPicture, typedAnswers } from '../test-support/fill.ts'
import { beginBundle, membersOf, partsOf } from '../test-support/fill-bundle.ts'

const example = readCase('ltc-insured-cert-reissue/cases/10-day-of-forty.yaml')
const ids = ['ltc-copay-cert-reissue', 'ltc-insured-cert-reissue']
let db: TestDatabase
let portal: TestPortal
let browser: TestBrowser
let bundle: string

beforeAll(async () => {
  db = await testDatabase()
  portal = testPortal(db, {
    now: '2026-11-22T01:00:00Z',
    registers: example.registers ?? {},
    procedures: repositoryProcedures(ids),
  })
  browser = new TestBrowser(portal)
  await signIn(portal, browser, { profile: hanako, email: 'hanako@example.jp' })
  bundle = await beginBundle(browser, ids)
})
afterAll(() => db?.close())

const city = () => cityDb(portal.portal, 'yanai')
/** The document as each draft names it. */
async function documents(): Promise<readonly (FileAnswer & { readonly draft: string })[]> {
  const members = Object.values(await membersOf(portal, bundle))
  const rows = await city().selectFrom('draft').selectAll().where('id', 'in', members).execute()
  return rows.flatMap((row) => {
    const { answers } = openDraft(portal.services.keys, 'yanai', row.id, row.body)
    return ((valueAt(answers, 'medical.proof') ?? []) as FileAnswer[]).map((file) => ({ ...file, draft: row.id }))
  })
}
const stored = async () =>
  city()
    .selectFrom('applicant_file')
    .selectAll()
    .where('application_id', 'in', Object.values(await membersOf(portal, bundle)))
    .execute()

/** The shared page that asks for the document, once it knows that the person is forty. */
async function askingPage() {
  const [procedure] = repositoryProcedures(ids).filter(({ definition }) => definition.id === 'ltc-insured-cert-reissue')
  if (procedure === undefined) throw new Error('no procedure')
  const typed = { ...typedAnswers(procedure, example.answers), do: 'stay' }
  for (const path of partsOf(await browser.get(bundle)).filter((each) => each.startsWith(bundle))) {
    await browser.submit(await browser.get(path), typed, path)
    const page = await browser.get(path)
    if (page.html.includes('type="file"')) return { path, page }
  }
  return undefined
}

test('a document is attached once, kept for each under a key of its own, and taken off everywhere', async () => {
  // The questions of the health insurance are asked of people between 40 and 64 alone.
  const asking = await askingPage()
  if (asking === undefined) throw new Error('the document is not asked for')

  const picture = await testPicture('資格確認書.jpg')
  const attached = await browser.submit(
    asking.page,
    { 'medical.proof': picture, do: 'attach:medical.proof' },
    asking.path,
  )
  expect(attached.status).toBe(303)
  const both = await documents()
  expect(both.map(({ draft }) => draft).sort()).toEqual(Object.values(await membersOf(portal, bundle)).sort())
  const [one, other] = both
  expect(one?.sha256).toBe(other?.sha256)
  expect(one?.fileId).not.toBe(other?.fileId)
  const kept: { key: string; sealed: Buffer; plain: Buffer }[] = []
  for (const { draft, fileId = '' } of both) {
    const row = await findFile(city(), portal.services.keys, 'yanai', draft, fileId)
    if (row === undefined) throw new Error('not stored')
    const key = Buffer.from(row.key, 'base64')
    kept.push({
      key: row.key,
      sealed: await portal.services.files.getCiphertext('yanai', row.address),
      plain: await portal.services.files.get('yanai', row.address, key),
    })
  }
  expect(new Set(kept.map(({ key }) => key)).size).toBe(2)
  expect(kept[0]?.sealed.equals(kept[1]?.sealed ?? Buffer.alloc(0))).toBe(false)
  expect(kept[0]?.plain.equals(kept[1]?.plain ?? Buffer.alloc(0))).toBe(true)
  expect((await browser.get(asking.path)).html.split('資格確認書.jpg').length).toBeGreaterThan(1)

  // The owner is sent to where files are shown; nobody else is, or takes it off.
  const stranger = new TestBrowser(portal)
  await signIn(portal, stranger, { email: 'stranger@example.jp' })
  expect((await browser.get(`/drafts/${one?.draft}/files/${one?.fileId}`)).status).toBe(303)
  expect((await stranger.get(`/drafts/${one?.draft}/files/${one?.fileId}`)).status).toBe(404)
  expect((await stranger.get(asking.path)).status).toBe(404)
  const page = await browser.get(asking.path)
  const removed = await browser.submit(
    page,
    { do: /"(remove:medical\.proof:[^"]*)"/.exec(page.html)?.[1] },
    asking.path,
  )
  expect(removed.status).toBe(303)
  expect(await documents()).toEqual([])
  expect(await stored()).toEqual([])
})

test('what is no document is refused in words, and kept nowhere', async () => {
  const asking = await askingPage()
  if (asking === undefined) throw new Error('the document is not asked for')
  const hostile = new File([Buffer.from('GIF89a<script>alert(1)</script>')], '証.jpg')
  const refused = await browser.submit(
    asking.page,
    { 'medical.proof': hostile, do: 'attach:medical.proof' },
    asking.path,
  )
  expect(refused.status).toBe(422)
  expect(await stored()).toEqual([])
})
