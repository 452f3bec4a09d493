import type { Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { Delivery } from '../../platform/relay/relay.ts'
import type { TestBrowser, TestPage } from '../identity/test-support/browser.ts'
import type { TestTown } from '../identity/test-support/town.ts'
import { catalogueOf, listVersions } from '../procedures/index.ts'
import { messages as law } from './law/messages.ja.ts'
import { messages as letters } from './letters/messages.ja.ts'
import { messages } from './messages.ja.ts'
import { messages as publication } from './publication/messages.ja.ts'
import { listCopies, listSaves } from './store/copies.ts'
import { receiveDraftCounts } from './store/draft-counts.ts'
import { fetchAs, signedIn, startDesignerTown } from './test-support/town.ts'
import { messages as trial } from './trial/messages.ja.ts'

let town: TestTown
let writer: TestBrowser
let other: TestBrowser
const dbOf = () => town.office.db.city<OfficeDb>('yanai')
const open = (browser: TestBrowser, to: string): Promise<TestPage> => browser.get(town.url('office', to))

beforeAll(async () => {
  town = await startDesignerTown()
  writer = await signedIn(town, 'S004', 'procedures')
  other = await signedIn(town, 'S003', 'publication')
}, 120_000)
afterAll(() => town.close())

/** A working copy of the dog's registration; its address. */
async function begun(browser = writer, procedure = 'dog-registration'): Promise<string> {
  const home = await open(browser, '/designer')
  const page = await browser.submit(home, {}, `/designer/procedures/${procedure}`)
  return page.path.replace('?done=begun', '')
}
const textOf = async (browser: TestBrowser, copy: string): Promise<string> =>
  (await (await fetchFile(browser, `${copy}/files/procedure.yaml`)).text()) as string
const fetchFile = (browser: TestBrowser, to: string) => fetchAs(town, browser, to)
/** Saves the text of a working copy after a change of words. */
async function rewrite(browser: TestBrowser, copy: string, from: string | RegExp, to: string): Promise<TestPage> {
  const page = await open(browser, `${copy}/text`)
  const before = await textOf(browser, copy)
  const source = before.replace(from, to)
  expect(source).not.toBe(before)
  return browser.submit(page, { source: source.replaceAll('\n', '\r\n'), note: '' }, `${copy}/text`)
}

describe('working copies', () => {
  it('are for those who change procedures', async () => {
    const stranger = await signedIn(town, 'S001', undefined)
    expect((await open(stranger, '/designer')).status).toBe(403)
    expect((await open(writer, '/designer')).text).toContain(messages.home.title)
    expect((await open(writer, '/designer/copies/nothing')).status).toBe(404)
    expect((await open(writer, '/designer/copies/00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })

  it('begin from the published version and are exported as the same bytes', async () => {
    const copy = await begun()
    const [seed] = (await listVersions(dbOf())).filter(({ procedureId }) => procedureId === 'dog-registration')
    expect(await textOf(writer, copy)).toBe(seed?.source)
    const overview = await open(writer, copy)
    expect(overview.text).toContain(messages.copy.noFindings)
    // Saved as it came from the browser, with its own line ends: the same text is no new save.
    const again = await writer.submit(
      await open(writer, `${copy}/text`),
      { source: (seed?.source ?? '').replaceAll('\n', '\r\n') },
      `${copy}/text`,
    )
    expect(again.text).toContain(messages.copy.done.unchanged)
  })

  it('are kept when broken, with line and sentence, and never published so', async () => {
    const copy = await begun()
    const saved = await rewrite(writer, copy, 'kind: notification', 'kind: notificatoin\nhello: 1')
    expect(saved.text).toContain(messages.copy.done.saved)
    expect(saved.text).toMatch(/href="#line-5"/)
    expect(saved.text).toContain('id="line-5"')
    expect((await open(writer, `${copy}/publication`)).text).toContain(publication.publication.notSound(2))
    await rewrite(writer, copy, 'id: dog-registration', 'id: [dog')
    expect((await open(writer, copy)).status).toBe(200)
    expect((await open(writer, `${copy}/differences`)).text).toContain(publication.differences.unreadable)
    const page = await open(writer, `${copy}/publication`)
    const forced = await writer.post(town.url('office', `${copy}/publication`), {
      ...page.forms().find(({ hidden }) => hidden.csrf)?.hidden,
      seen: '3',
      holdsFrom: '2027-04-01',
      reason: 'x',
    })
    expect(forced.status).toBe(422)
  })

  it('tell the second of two people, who loses nothing', async () => {
    const copy = await begun()
    const theirs = await open(other, `${copy}/text`)
    await rewrite(writer, copy, '犬の登録や注射の届け出をする', '犬を届け出る')
    const mine = (await textOf(other, copy)).replace('犬を届け出る', '犬の手続')
    const told = await other.submit(theirs, { source: mine }, `${copy}/text`)
    expect(told.status).toBe(422)
    expect(told.text).toContain('− ')
    expect(told.text).toContain('犬を届け出る')
    expect(told.text).toContain('ja: 犬の手続')
    const kept = await other.submit(told, { source: mine }, `${copy}/text`)
    expect(kept.text).toContain(messages.copy.done.saved)
    const id = copy.split('/').pop() ?? ''
    expect((await listSaves(dbOf(), id)).map(({ number }) => number)).toEqual([3, 2, 1])
    const restored = await writer.submit(await open(writer, copy), { number: '2' }, `${copy}/restore`)
    expect(restored.text).toContain(messages.copy.done.restored)
    expect(await textOf(writer, copy)).toContain('犬を届け出る')
    const twice = await open(writer, copy)
    await writer.submit(twice, { comment: 'ここを見て' }, `${copy}/comments`)
    await writer.submit(twice, { comment: 'ここを見て' }, `${copy}/comments`)
    expect((await open(writer, copy)).text.match(/ここを見て/g)).toHaveLength(1)
  })
})

describe('what a clerk may not do', () => {
  it.each([
    ['a deadline of the law', 'days: 30\n', 'days: 60\n', '狂犬病予防法第4条第1項'],
    ['markup', 'ja: 犬の登録や注射の届け出をする', 'ja: "<script>alert(1)</script>"', 'HTML'],
    ['an anchor', 'owner: citizen-life', 'owner: &a citizen-life', 'アンカー'],
    ['a huge number', 'minutes: 5', 'minutes: 99999999999999999999', '数が大きすぎます'],
    ['a section that is not there', 'owner: citizen-life', 'owner: moon', '「moon」の課は'],
    ['no proof of identity', 'accepted: [contact,', 'accepted: [none, contact,', '「none」は'],
    ['another id', 'id: dog-registration', 'id: cat-registration', 'cat-registration'],
    [
      'an expression without end',
      'is: "request.kind == \'new\'"',
      `is: "${'('.repeat(200)}1${')'.repeat(200)} == 1"`,
      '',
    ],
    ['an expression of signs alone', 'is: "request.kind == \'new\'"', `is: "${'!'.repeat(100_001)}true"`, '長すぎ'],
  ])('%s is refused with a sentence', async (_what, from, to, sentence) => {
    const copy = await begun()
    const page = await rewrite(writer, copy, from, to)
    expect(page.text).toContain(sentence)
    expect(page.text).not.toContain('<script>alert')
    expect((await open(writer, `${copy}/publication`)).text).not.toContain(`>${publication.publication.propose}<`)
  })

  it('an answer path keeps its type, and a number needs its law', async () => {
    const copy = await begun()
    const page = await rewrite(
      writer,
      copy,
      /(- \{ id: acquiredOn, type: )date|(id: acquiredOn\s+type: )date/,
      '$1$2text',
    )
    expect(page.text).toContain('dog.acquiredOn')
    const numbered = await begun()
    const field =
      '    groups:\n      - id: secret\n        title: { ja: 番号 }\n        fields:\n          - { id: number, type: individual-number, label: { ja: 番号 } }\n'
    const asked = await rewrite(writer, numbered, /^ {4}groups:\n/m, field)
    expect(asked.text).toContain('番号法')
  })

  it('remedies and the statutory period stay', async () => {
    const copy = await begun(writer, 'child-allowance-claim')
    const before = await textOf(writer, copy)
    expect(before).toContain('remedies: {')
    const page = await rewrite(writer, copy, /remedies: \{[^}]*\}/, 'remedies: none')
    expect(page.text).toContain('教示')
  })

  it('a translation that stayed while its Japanese changed is listed, and does not block', async () => {
    const copy = await begun()
    expect((await open(writer, copy)).text).not.toContain('訳を見直してください')
    const page = await rewrite(writer, copy, '犬の登録や注射の届け出をする', '犬を届け出る')
    expect(page.text).toContain('「犬を届け出る」が変わりましたが、英語は公開中の文のままです')
    expect((await open(writer, copy)).text).toContain(messages.copy.noFindings)
  })

  it('whose signature it is and the rows of a law stay; a change of law is a new version', async () => {
    const copy = await begun(writer, 'child-allowance-claim')
    const signed = await rewrite(writer, copy, 'signer: applicant', 'signer: filer')
    expect(signed.text).toContain('申請する本人の署名')
    const use = '    use: child-allowance-rates\n    inputs: {}\n'
    const edition = (from: string, cited: string, third: number): string =>
      `    versions:\n      - from: ${from}\n        source: 児童手当法（${cited}）\n        rows: [{ when: {}, then: { underThree: 15000, over: 10000, third: ${third} } }]\n`
    const own = `    label: 月額\n    inputs: {}\n${edition('2024-10-01', '令和6年法律47号による改正、令和6年10月1日施行', 5000)}`
    const lowered = await rewrite(writer, copy, use, own)
    expect(lowered.text).toContain('2024-10-01 からの行は、児童手当法')
    const sound = await begun(writer, 'child-allowance-claim')
    const later = edition('2027-10-01', '令和9年法律第12号による改正、令和9年10月1日施行', 31000)
    const added = await rewrite(writer, sound, use, `${use}${later}`)
    expect(added.text).toContain(messages.copy.noFindings)
  })
})

describe('a change of law without YAML', () => {
  it('is another number in the expression, with the act that brings it; without the act it is refused', async () => {
    const copy = await begun(writer, 'child-allowance-claim')
    expect((await open(writer, `${copy}/law`)).text).toContain('15日特例の最後の日')
    const key = encodeURIComponent('values.fifteenthDay/is')
    const form = await open(writer, `${copy}/law/part?key=${key}`)
    const same = await writer.submit(form, { act: '令和9年法律第12号' }, `${copy}/law/part?key=${key}`)
    expect([same.status, same.text.includes(law.problems.same)]).toEqual([422, true])
    const silent = await writer.submit(same, { 'number.0': '20', act: '法改正' }, `${copy}/law/part?key=${key}`)
    expect([silent.status, silent.text.includes(law.problems.act)]).toEqual([422, true])
    await writer.submit(silent, { 'number.0': '２０', act: '令和9年法律第12号' }, `${copy}/law/part?key=${key}`)
    const text = await textOf(writer, copy)
    expect(text).toContain('deadlineDays(values.baseDay, 20)')
    expect(text).toContain('令和9年法律第12号による改正')
    const overview = await open(writer, copy)
    expect(overview.text).toContain(messages.copy.noFindings)
    expect(overview.text).toContain('承認する人は、条文を確かめてください')
    expect((await open(writer, `${copy}/law/part?key=values.nothing`)).status).toBe(404)
  })
})

describe('a trial', () => {
  it('goes from page to page with the answers in its own form, and is kept as an example', async () => {
    const copy = await begun()
    expect((await fetchFile(writer, `${copy}/trial`)).headers.get('content-security-policy')).toContain(
      "frame-src 'self'",
    )
    const framed = await fetchFile(writer, `${copy}/trial/walk`)
    expect(framed.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect(framed.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect((await fetchFile(writer, copy)).headers.get('x-frame-options')).toBe('DENY')
    const empty = await open(writer, `${copy}/trial/walk`)
    const stays = await writer.submit(empty, {}, `${copy}/trial/walk?in=ja`)
    expect(stays.status).toBe(422)
    const bad = await writer.submit(empty, { 'so-far': '{"a":[1]}', walked: 'nowhere' }, `${copy}/trial/walk?in=ja`)
    expect(bad.status).toBe(404)
    expect((await open(writer, `${copy}/trial/walk?sample=yes&in=en`)).status).toBe(200)
    const kept = { 'so-far': JSON.stringify({ request: { kind: 'new' } }) }
    const hidden = empty.forms().find((each) => each.hidden.csrf)?.hidden ?? {}
    const asks = await writer.post(town.url('office', `${copy}/trial/examples`), { ...hidden, ...kept })
    expect(asks.text).toContain(trial.example.name)
    const nameless = await writer.submit(asks, { do: 'save', name: '' }, `${copy}/trial/examples`)
    expect([nameless.status, nameless.text.includes(trial.example.problems.name)]).toEqual([422, true])
    const saved = await writer.submit(
      nameless,
      { do: 'save', name: '答えが足りない', kind: 'refused' },
      `${copy}/trial/examples`,
    )
    expect(saved.text).toContain('答えが足りない')
    const file = /trial\/examples\/(example-\d+\.yaml)\/remove/.exec(saved.text)?.[1] ?? ''
    expect(await (await fetchFile(writer, `${copy}/files/cases/${file}`)).text()).toContain('kind: refused')
    const gone = await writer.submit(saved, {}, `${copy}/trial/examples/${file}/remove`)
    expect(gone.text).not.toContain('答えが足りない')
  })
})

describe('a result on screens', () => {
  it('that goes against somebody brings remedies, and makes an application of a notification', async () => {
    const copy = await begun()
    const form = await open(writer, `${copy}/letters/outcomes`)
    const wrong = await writer.submit(form, { label: '', remedies: 'mayor' }, `${copy}/letters/outcomes`)
    expect([wrong.status, wrong.text.includes(letters.outcome.problems.label)]).toEqual([422, true])
    const added = { label: '承認しない', result: 'rejected', remedies: 'mayor' }
    const saved = await writer.submit(wrong, added, `${copy}/letters/outcomes`)
    expect(saved.text).toContain('承認しない')
    const text = await textOf(writer, copy)
    expect(text).toContain('kind: application')
    expect(text).toMatch(/id: rejected[\s\S]*adverse: true[\s\S]*appealTo: 市長/)
    expect((await open(writer, copy)).text).toContain(messages.copy.noFindings)
  })
})

describe('what goes on under earlier versions', () => {
  it('is counted by version: cases, and drafts as the internet zone told of them last', async () => {
    receiveDraftCounts(town.office)
    const [stored] = (await listVersions(dbOf())).filter(({ procedureId }) => procedureId === 'dog-registration')
    const tell = (countedAt: string, count: number) =>
      dbOf()
        .transaction()
        .execute((trx) =>
          town.office.relay.deliver(trx as unknown as Transaction<unknown>, {
            header: { kind: 'draft-counts' } as Delivery['header'],
            payload: {
              kind: 'draft-counts',
              countedAt,
              counts: [{ procedureId: 'dog-registration', versionHash: stored?.hash ?? '', count }],
            },
          }),
        )
    const copy = await begun()
    expect((await open(writer, `${copy}/differences`)).text).toContain(publication.stay.notCounted)
    await tell('2026-12-01T03:00:00.000Z', 7)
    await tell('2026-12-01T02:00:00.000Z', 2)
    const told = await open(writer, `${copy}/publication`)
    expect(told.text).toContain('書きかけている申請7件')
    expect(told.text).toContain(`${publication.publication.approvers}：`)
    expect((await open(writer, '/designer/procedures/dog-registration')).text).toContain(
      publication.versions.under(0, 7),
    )
  })
})

describe('publication with four eyes', () => {
  it('is decided by somebody else, travels outward, and can be gone back from', async () => {
    const copy = await begun()
    await rewrite(writer, copy, '犬の登録や注射の届け出をする', '犬を飼う届け出')
    const differences = await open(writer, `${copy}/differences`)
    expect(differences.text).toContain('手続の名前の文が変わります')
    expect(differences.text).toContain(publication.stay.cases(3))
    const form = await open(writer, `${copy}/publication`)
    const wrong = await writer.submit(form, { holdsFrom: '2020-01-01', reason: '' }, `${copy}/publication`)
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain(publication.publication.problems['day-past'])
    const today = (await catalogueOf(town.office).current('yanai')).length
    expect(today).toBe(2)
    const proposed = await writer.submit(
      wrong,
      { holdsFrom: '2026-12-31', reason: '名前を短く' },
      `${copy}/publication`,
    )
    expect(proposed.text).toContain(publication.publication.done.proposed)
    // It stands on the desk of whoever may decide, and among their own for who proposed it.
    const desks = await Promise.all([writer, other].map((each) => open(each, '/approvals')))
    expect(desks.map(({ text }) => text.includes(publication.desk.decide))).toEqual([false, true])
    expect(desks.map(({ text }) => text.includes(publication.desk.waits))).toEqual([true, false])
    expect(desks[1]?.text).toContain(`href="${copy}/publication"`)
    expect(desks[1]?.text).toContain('決裁する文書（1件）')
    // Closed for changes while it waits; the writer can't approve, not even with a form of their own.
    expect((await rewriteRefused(copy)).text).toContain(messages.problems.notOpen)
    const decision = proposed.forms().find(({ action }) => /publication\/[0-9a-f-]{36}$/.test(action))?.action ?? ''
    const own = await writer.submit(proposed, { do: 'approved' }, decision)
    expect(own.status).toBe(422)
    expect(own.text).toContain(publication.publication.problems['not-allowed'])
    const waiting = await open(other, `${copy}/publication`)
    const back = await other.submit(waiting, { do: 'sent-back', comment: '' }, decision)
    expect(back.text).toContain(publication.publication.problems.comment)
    const sentBefore = town.office.relay.sent.length
    const approved = await other.submit(waiting, { do: 'approved', comment: '' }, decision)
    expect(approved.text).toContain(publication.publication.done.approved)
    expect((await other.submit(waiting, { do: 'approved' }, decision)).text).toContain(
      publication.publication.problems.ended,
    )
    const sent = town.office.relay.sent
      .slice(sentBefore)
      .map(({ payload }) => payload as { content: { number: number } })
    expect(sent.map(({ content }) => content.number)).toEqual([2])
    const versions = await open(other, '/designer/procedures/dog-registration')
    expect(versions.text).toContain(publication.versions.planned)
    const again = await begun()
    expect(await textOf(writer, again)).toContain('犬の登録や注射の届け出をする')
    const rows = await dbOf().selectFrom('publication_proposal').select(['state', 'published_number']).execute()
    expect(rows).toEqual([{ state: 'approved', published_number: 2 }])
    const events = await dbOf().selectFrom('event').select('type').where('stream', '=', 'procedure').execute()
    for (const type of ['working-copy-begun', 'working-copy-saved', 'publication-proposed', 'publication-approved']) {
      expect(events.map((event) => event.type)).toContain(type)
    }
  })

  it('is never of somebody who wrote a part of it', async () => {
    const copy = await begun()
    await rewrite(other, copy, '犬の登録や注射の届け出をする', '犬の届け出')
    const form = await open(writer, `${copy}/publication`)
    expect(form.text).toContain(publication.publication.overrides(2, '令和8年12月31日'))
    await writer.submit(form, { holdsFrom: '2027-01-31', reason: '短く' }, `${copy}/publication`)
    const waiting = await open(other, `${copy}/publication`)
    expect(waiting.text).toContain(publication.publication.ownWork)
    expect((await open(other, '/approvals')).text).toContain('決裁する文書（0件）')
    const decision = waiting.forms().find(({ action }) => /publication\/[0-9a-f-]{36}$/.test(action))?.action ?? ''
    const refused = await other.submit(waiting, { do: 'approved' }, decision)
    expect(refused.text).toContain(publication.publication.problems['own-work'])
    const recalled = await writer.submit(await open(writer, `${copy}/publication`), { do: 'recalled' }, decision)
    expect(recalled.text).toContain(publication.publication.done.recalled)
    const gone = await writer.submit(await open(writer, copy), {}, `${copy}/discard`)
    expect(gone.path).toBe('/designer')
    expect((await listCopies(dbOf())).map(({ id }) => id)).not.toContain(copy.split('/').pop())
  })

  it('a broken row takes nothing down: the version before it goes on', async () => {
    const [newest] = (await listVersions(dbOf())).filter(({ procedureId }) => procedureId === 'child-allowance-claim')
    await dbOf()
      .insertInto('procedure_version')
      .values({
        procedure_id: 'child-allowance-claim',
        number: 99,
        hash: 'f'.repeat(64),
        source: 'pages: [',
        shared: '{}',
        letters: '{}',
        effective_from: '2026-01-01',
        published_at: new Date(),
        published_by: 'x',
      })
      .execute()
    catalogueOf(town.office).changed('yanai')
    const current = await catalogueOf(town.office).current('yanai')
    expect(current.find(({ definition }) => definition.id === 'child-allowance-claim')?.hash).toBe(newest?.hash)
    expect((await open(writer, '/designer/procedures/child-allowance-claim')).text).toContain(
      publication.versions.unreadable,
    )
    expect((await open(writer, '/designer')).status).toBe(200)
  })
})

async function rewriteRefused(copy: string): Promise<TestPage> {
  const hidden = (await open(writer, '/designer/new')).forms().find(({ hidden: each }) => each.csrf)?.hidden ?? {}
  return writer.post(town.url('office', `${copy}/text`), { ...hidden, seen: '2', source: 'x: 1' })
}
