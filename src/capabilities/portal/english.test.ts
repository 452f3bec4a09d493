import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { unmarkedJapanese } from '../../../test/support/english.ts'
import type { Sequencer } from '../../platform/evidence/sequencer.ts'
import { receiveFromOffice } from './relay.ts'
import { readCase, repositoryProcedures, testPortal } from './test-support/app.ts'
import { hanako, type Page, signIn, TestBrowser } from './test-support/browser.ts'
import { keepEvidence } from './test-support/evidence.ts'
import { fillDraft } from './test-support/fill.ts'
import { deliverFromOffice } from './test-support/office.ts'
import { beginDraft, filerOf, submitDraft } from './test-support/start.ts'

let db: TestDatabase
let evidence: Sequencer
beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

/** A browser that reads English and looks at every page it gets. */
class EnglishBrowser extends TestBrowser {
  readonly seen = new Set<string>()
  readonly found = new Set<string>()

  constructor(portal: ConstructorParameters<typeof TestBrowser>[0]) {
    super(portal)
    this.cookies.set('__Host-yanagi-yanai-portal-preferences', 'en.100.system.system')
  }

  override async get(path: string): Promise<Page> {
    return this.look(path, await super.get(path))
  }

  override async post(path: string, fields: Parameters<TestBrowser['post']>[1]): Promise<Page> {
    return this.look(path, await super.post(path, fields))
  }

  private look(path: string, page: Page): Page {
    if (!page.html.includes('<html')) return page
    expect(page.html).toContain('<html lang="en"')
    const place = path.replace(/[0-9a-f-]{36}/g, ':id')
    this.seen.add(place)
    for (const each of unmarkedJapanese(page.html)) this.found.add(`${place}: ${each}`)
    return page
  }
}

const procedures = repositoryProcedures()
const walks: readonly (readonly [string, string])[] = [
  ['event-registration', '01-bread-with-child.yaml'],
  ['bulky-waste', '01-two-chairs-and-table.yaml'],
  ['dog-registration', '01-new-with-shot.yaml'],
]

test.each(walks)('%s: every Japanese word on its English pages is marked as Japanese', async (id, file) => {
  const example = readCase(`${id}/cases/${file}`)
  const procedure = procedures.find(({ definition }) => definition.id === id)
  if (procedure === undefined) throw new Error(id)
  const portal = testPortal(db, {
    now: `${example.filing.today}T01:00:00Z`,
    registers: example.registers ?? {},
    settings: { cityName: '柳井市', ...example.settings },
    procedures,
  })
  receiveFromOffice(portal.services)
  const browser = new EnglishBrowser(portal)
  await signIn(portal, browser, { profile: hanako, email: 'hanako@example.jp' })
  for (const path of [
    '/',
    '/procedures',
    '/display',
    '/privacy',
    '/accessibility',
    '/resume',
    '/follow-up',
    '/mailbox',
  ])
    await browser.get(path)
  for (const { definition } of procedures) await browser.get(`/procedures/${definition.id}`)
  const draft = await beginDraft(browser, id, filerOf(example))
  await browser.get(draft)
  const check = await fillDraft(browser, draft, procedure, example.answers)
  const receipt = await browser.follow(await submitDraft(browser, draft, check))
  const application = draft.replace('/drafts/', '/applications/')
  const number =
    new RegExp(`${procedure.definition.receiptPrefix}-R[0-9]+-[0-9]{6}-[0-9]`).exec(receipt.html)?.[0] ?? ''
  const office = (kind: string, payload: Record<string, unknown>) =>
    deliverFromOffice(portal, { number, procedureId: id, versionHash: procedure.hash }, kind, payload)
  const section = { section: '生涯学習課', sectionPhone: '0820-00-0005' }
  const path = procedure.definition.pages.flatMap(({ groups }) => groups)[1]
  await office('correction-request', {
    correctionId: 'c1',
    requestedAt: '2026-11-24T00:00:00.000Z',
    dueOn: '2027-12-04',
    intro: '申し込みをありがとうございます。',
    items: [
      { path: `${path?.id}.${path?.fields?.[0]?.id}`, reason: 'この欄をもう一度確かめてください', code: 'other' },
    ],
    ...section,
  })
  await office('case-status', { version: 2, state: 'correction', at: '2026-11-24T00:00:00.000Z', ...section })
  await browser.get('/mailbox')
  await browser.get(application)
  await browser.get(`${application}/corrections/c1`)
  await browser.get(`${application}/withdrawal`)
  await browser.get(`${application}/receipt`)
  await office('case-status', { version: 3, state: 'awaiting-payment', at: '2026-11-24T00:00:00.000Z', ...section })
  await browser.get(application)
  await office('decision', {
    decidedOn: '2026-11-25',
    outcomeId: procedure.definition.outcomes[0]?.id,
    result: 'accepted',
    adverse: false,
    documentNumber: '柳生第12号',
    facts: [{ label: '鑑札番号', text: '第123号' }],
    delivery: 'post',
  })
  await browser.get(application)
  await office('hearing', {
    cancellationId: 'a',
    noticedAt: '2026-11-24T00:00:00.000Z',
    way: 'hearing',
    on: '2026-12-15',
    time: '10:00',
    place: '市役所 3階 会議室',
    delivery: 'post',
  })
  await browser.get(application)
  await browser.get('/mailbox')
  await office('cancellation', {
    cancellationId: 'a',
    what: 'revocation',
    decidedOn: '2026-12-20',
    effectiveOn: '2027-01-01',
    adverse: true,
    reason: '定員を数えまちがえたため',
    delivery: 'counter',
  })
  await office('case-status', { version: 4, state: 'cancelled', at: '2026-11-24T00:00:00.000Z', ...section })
  await browser.get(application)
  await browser.get('/mailbox')
  expect(browser.seen.size).toBeGreaterThan(15)
  expect([...browser.found]).toEqual([])
})
