import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { unmarkedJapanese } from '../../../../test/support/english.ts'
import { commitmentOf, digestOfRanked, drawRanked } from '../../../civic/lottery.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { receiveFromOffice } from '../relay.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from '../test-support/app.ts'
import { type Page, signIn, TestBrowser } from '../test-support/browser.ts'
import { keepEvidence } from '../test-support/evidence.ts'
import { fillDraft, otherPeople } from '../test-support/fill.ts'
import { deliverFromOffice } from '../test-support/office.ts'
import { startedDraft, submitDraft } from '../test-support/start.ts'
import { turnPlaces } from './offers.ts'

const example = readCase('event-registration/cases/01-bread-with-child.yaml')
const procedures = repositoryProcedures()
const event = procedures.find(({ definition }) => definition.id === 'event-registration')
let db: TestDatabase
let evidence: Sequencer
let portal: TestPortal
let session: string
let count = 0

beforeAll(async () => {
  db = await testDatabase()
  evidence = await keepEvidence(db)
})
afterAll(async () => {
  await evidence?.stop()
  await db?.close()
})

/** A session of its own for each test, with room for one family of two. */
beforeEach(() => {
  count += 1
  session = `bread.${count + 1}`
  const [bread] = example.registers?.events ?? []
  if (bread === undefined) throw new Error('no bread')
  const entry = { ...bread, id: session, left: 2, facts: { ...bread.facts, method: 'first-come' } }
  portal = testPortal(db, {
    now: '2026-11-22T01:00:00Z',
    registers: { events: [entry] },
    settings: { cityName: '柳井市', waitingOfferHours: 48 },
    procedures,
  })
  receiveFromOffice(portal.services)
})

interface Family {
  readonly browser: TestBrowser
  readonly path: string
  readonly check: Page
  readonly receipt: Page
}

/** A family of two applies, signed in by mail. */
async function apply(name: string): Promise<Family> {
  if (event === undefined) throw new Error('no event')
  // The counters on a page may be a second old.
  portal.services.clock.advance(2000)
  const person = { email: `${name}.${count}@example.jp` }
  const { browser, draft } = await startedDraft(portal, 'event-registration', person, 'family')
  const people = otherPeople(example.answers, 900 + count * 10 + name.length)
  const answers = { ...people, event: { session: [{ entry: session }] } }
  const check = await fillDraft(browser, draft, event, answers)
  const sent = await submitDraft(browser, draft, check)
  const path = sent.location.replace('/receipt', '')
  return { browser, path, check, receipt: await browser.follow(sent) }
}

async function withdraw({ browser, path }: Family): Promise<void> {
  const page = await browser.get(`${path}/withdrawal`)
  expect((await browser.submit(page, {}, `${path}/withdrawal`)).location).toContain('done=withdrawn')
}

describe('a full session', () => {
  test('one waits, is offered what becomes free, and takes it', async () => {
    const first = await apply('a')
    const second = await apply('bb')
    expect(second.check.html).toContain('キャンセル待ちになります')
    expect(second.check.html.replace(/<[^>]*>/g, '')).toContain('参加費・材料費800円 × 2 ＝ 1,600円')
    expect(second.receipt.html).toContain('キャンセル待ちで受け付けました')
    expect((await second.browser.get(second.path)).html).toContain('空きを待つ順番は、いま1番目です')

    await withdraw(first)
    const offered = await second.browser.get(second.path)
    expect(offered.html).toContain('席が空きました')
    expect(offered.html).toContain('令和8年11月24日（火）')
    expect((await second.browser.get('/mailbox')).html).toContain('席・枠のお知らせです')

    const action = `${second.path}/place`
    const old = await second.browser.submit(offered, { answer: 'accept', csrf: 'old' }, action)
    expect(old.status).toBe(422)
    expect(old.html).toContain('ページが古くなっていました')
    const none = await second.browser.submit(offered, {}, action)
    expect(none.html).toContain('「席をもらう」か「辞退する」を押してください')
    const taken = await second.browser.submit(offered, { answer: 'accept' }, action)
    expect(taken.location).toBe(second.path)
    const held = await second.browser.follow(taken)
    expect(held.html).toContain('選んだ日や席を確保しています')
    expect(held.html).not.toContain(`action="${action}"`)
    const standings = portal.services.relay.sent.filter(({ kind }) => kind === 'place').map(({ payload }) => payload)
    expect(standings.at(-1)).toMatchObject({ standing: 'reserved', quantity: 2 })
  })

  test('who answers too late reads that the place went to the next, who is asked', async () => {
    const first = await apply('a')
    const second = await apply('bb')
    const third = await apply('ccc')
    await withdraw(first)
    const offered = await second.browser.get(second.path)
    const { services, portal: own } = portal
    services.clock.advance(49 * 3_600_000)
    await turnPlaces(services, own.catalogue, 'yanai', services.clock.now())
    await signIn(portal, second.browser, { email: `bb.${count}@example.jp` })
    await signIn(portal, third.browser, { email: `ccc.${count}@example.jp` })
    const page = await second.browser.get(second.path)
    expect(page.html).toContain('返事の期限が過ぎたので、次の方に回りました')
    const fresh = /name="csrf" value="([^"]*)"/.exec((await second.browser.get('/display')).html)?.[1]
    const late = await second.browser.submit(offered, { answer: 'accept', csrf: fresh }, `${second.path}/place`)
    expect(late.status).toBe(422)
    expect(late.html).toContain('返事の期限が過ぎたので、席は次の方に回りました')
    expect((await third.browser.get(third.path)).html).toContain('席が空きました')
  })
})

describe('the public page of a draw', () => {
  const seed = 'ab'.repeat(32)
  const entries = ['E1', 'E2', 'E3'].map((id) => ({ id, places: 1, preferred: false }))

  /** The office publishes the draw as it stands; `results` as they came out. */
  async function publish(results?: ReturnType<typeof drawRanked>): Promise<string> {
    const id = `draw-${count}`
    const drawn = results === undefined ? {} : { drawn: { at: '2027-01-09T01:00:00.000Z', seed, results } }
    const draw = {
      id,
      register: 'events',
      entry: session,
      run: 1,
      reason: '締切より前に届いた申込みが名簿になかったため',
      commitment: commitmentOf(seed),
      closesOn: '2027-01-08',
      committedAt: '2026-11-01T00:00:00.000Z',
      frozen: { at: '2027-01-09T00:00:00.000Z', digest: digestOfRanked(entries), seats: 2, entries },
      ...drawn,
    }
    await deliverFromOffice(portal, { number: '', procedureId: 'event-registration', versionHash: '' }, 'draw', {
      draw,
    })
    return id
  }

  const answers = (html: string): readonly string[] =>
    [...html.matchAll(/<dd>\s*(はい|いいえ)\s*<\/dd>/g)].map(([, word = '']) => word)

  test('is found from the procedure, and has repeated the draw itself', async () => {
    const id = await publish(drawRanked(seed, `draw-${count}`, session, entries, 2))
    const browser = new TestBrowser(portal)
    expect((await browser.get('/procedures/event-registration')).html).toContain(`href="/draws/${id}"`)
    const page = await browser.get(`/draws/${id}`)
    expect(answers(page.html)).toEqual(['はい', 'はい', 'はい'])
    expect(page.html).toContain(seed)
    expect(page.html.match(/当選/g)).toHaveLength(2)
    expect(unmarkedJapanese((await browser.get(`/draws/${id}?lang=en`)).html)).toEqual([])
  })

  test('says so when the published result is another one', async () => {
    const honest = drawRanked(seed, `draw-${count}`, session, entries, 2)
    const id = await publish(honest.map(({ id }, index) => ({ id, result: index === 0 ? 'lost' : 'won' })))
    expect(answers((await new TestBrowser(portal).get(`/draws/${id}`)).html)).toEqual(['はい', 'はい', 'いいえ'])
  })

  test('keeps the secret until it is drawn', async () => {
    const page = await new TestBrowser(portal).get(`/draws/${await publish()}`)
    expect(page.html).not.toContain(seed)
    expect(answers(page.html)).toEqual(['はい'])
  })
})
