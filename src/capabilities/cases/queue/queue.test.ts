import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { seedCases } from '../seed-cases.ts'
import {
  type Browser,
  caseRow,
  dogSubmission,
  hiddenOf,
  openedCase,
  testWorld,
  type World,
} from '../test-support/world.ts'

let world: World
let clerk: Browser
beforeAll(async () => {
  world = await testWorld()
  clerk = world.browser('clerk')
})
afterAll(() => world.close())

const db = () => world.services.db.city<OfficeDb>('yanai')
const search = async (
  text: string,
  fields: Record<string, string> = {},
): Promise<{ html: string; location: string }> => {
  const answer = await clerk.submit('/cases', '/cases/search', { q: text, ...fields })
  const location = answer.headers.get('location') ?? ''
  return { html: await (await clerk.get(location)).text(), location }
}

describe('the list', () => {
  it('is empty, then has one', async () => {
    expect(await (await clerk.get('/cases')).text()).toContain('当てはまる案件はありません')
    const id = await openedCase(world)
    const html = await (await clerk.get('/cases')).text()
    expect(html).toContain((await caseRow(world, id)).receipt_number)
    expect(html).toContain('葛城　彩')
  })

  it('finds by receipt number, name, kana in any script, address and birth date, with no name in the address', async () => {
    const message = dogSubmission(world)
    const answers = structuredClone(message.answers) as Record<string, Record<string, unknown>>
    Object.assign(answers.owner ?? {}, {
      name: { family: '海老名', given: '潮' },
      familyKana: 'エビナ',
      givenKana: 'ウシオ',
    })
    Object.assign(answers.owner ?? {}, {
      address: { postcode: '7420021', prefecture: '山口県', city: '柳井市', town: '古開作', block: '77' },
    })
    const id = await openedCase(world, {
      answers,
      contact: { name: '海老名　潮', nameKana: 'エビナ　ウシオ', locale: 'ja' },
    })
    const { receipt_number: receipt } = await caseRow(world, id)
    for (const words of [
      '海老名',
      '海',
      '海老名潮',
      'えびな',
      'ｴﾋﾞﾅ',
      'エビナ　ウシオ',
      '古開作77',
      receipt,
      receipt.toLowerCase(),
    ]) {
      const found = await search(words)
      expect(found.html, words).toContain(receipt)
      expect(decodeURIComponent(found.location), words).not.toContain(words)
    }
    for (const words of ['海老沢', 'ミツカラナイ', '海老名 太郎'])
      expect((await search(words)).html, words).not.toContain(receipt)
  })

  it('keeps a search to the person who made it', async () => {
    const { location } = await search('葛城')
    const html = await (await world.browser('colleague').get(location)).text()
    expect(html).not.toContain('value="葛城"')
  })

  it('narrows by procedure, channel, state and days', async () => {
    const id = await openedCase(world, { channel: 'post' })
    const { receipt_number: receipt } = await caseRow(world, id)
    const shows = async (query: string) =>
      (await (await clerk.get(`/cases?queue=all&${query}`)).text()).includes(receipt)
    expect(await shows('channel=post')).toBe(true)
    expect(await shows('channel=counter')).toBe(false)
    expect(await shows('procedure=dog-registration&state=received')).toBe(true)
    expect(await shows('procedure=event-registration')).toBe(false)
    expect(await shows('from=2026-11-24&to=2026-11-24')).toBe(true)
    expect(await shows('to=2026-11-23')).toBe(false)
    expect(await shows("procedure=x'%20or%201=1--&state=nonsense&after=junk")).toBe(true)
  })

  it('sorts cases into new, mine, waiting, soon and overdue, and counts them in one query', async () => {
    const id = await openedCase(world)
    const { receipt_number: receipt } = await caseRow(world, id)
    const shows = async (queue: string) => (await (await clerk.get(`/cases?queue=${queue}`)).text()).includes(receipt)
    expect(await shows('new')).toBe(true)
    expect(await shows('mine')).toBe(false)
    await clerk.submit(`/cases/${id}`, `/cases/${id}/assignment`, {})
    expect(await shows('new')).toBe(false)
    expect(await shows('mine')).toBe(true)
    await db()
      .updateTable('case_file')
      .set({ due_on: '2026-11-26', sort_on: '2026-11-26' })
      .where('id', '=', id)
      .execute()
    expect(await shows('soon')).toBe(true)
    await db()
      .updateTable('case_file')
      .set({ due_on: '2026-11-20', sort_on: '2026-11-20' })
      .where('id', '=', id)
      .execute()
    expect(await shows('overdue')).toBe(true)
    expect(await (await clerk.get('/cases?queue=overdue')).text()).toContain('超過')
    await db().updateTable('case_file').set({ state: 'correction', paused: true }).where('id', '=', id).execute()
    expect(await shows('overdue')).toBe(false)
    expect(await shows('waiting')).toBe(true)
  })

  it('pages by key through many, showing each once, and writes down who was looked at', async () => {
    await seedCases(world.services, 'yanai', {
      count: 230,
      sectionIds: [world.sections['citizen-life']],
      now: world.services.clock.now(),
    })
    const total = await db()
      .selectFrom('case_file')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('section_id', '=', world.sections['citizen-life'])
      .executeTakeFirstOrThrow()
    const seen: string[] = []
    let next: string | undefined = '/cases?queue=all'
    let before = await db()
      .selectFrom('case_access')
      .select((eb) => eb.fn.sum<string>('case_count').as('n'))
      .executeTakeFirstOrThrow()
    const looked = Number(before.n)
    while (next) {
      const html: string = await (await clerk.get(next)).text()
      seen.push(...[...html.matchAll(/data-row="([0-9a-f-]{36}):/g)].map((match) => match[1] ?? ''))
      next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(Number(total.n))
    expect(new Set(seen).size).toBe(seen.length)
    before = await db()
      .selectFrom('case_access')
      .select((eb) => eb.fn.sum<string>('case_count').as('n'))
      .executeTakeFirstOrThrow()
    expect(Number(before.n) - looked).toBe(seen.length)
  })
})

describe('bulk acts', () => {
  it('are shown before, done one by one with an event each, and say what could not be done', async () => {
    const { runBulkJobs } = await import('../bulk/run.ts')
    const fine = await openedCase(world)
    const stale = await openedCase(world)
    const html = await (await clerk.get('/cases?queue=new')).text()
    const hidden = hiddenOf(html, '/cases/search')
    const version = async (id: string) => (await caseRow(world, id)).version
    const boxes = [
      ['case', `${fine}:${await version(fine)}`],
      ['case', `${stale}:${await version(stale)}`],
    ] as const
    const preview = await clerk.post('/cases/bulk', [...hidden, ['act', 'take'], ...boxes])
    expect(preview.status).toBe(200)
    const shown = await preview.text()
    expect(shown).toContain((await caseRow(world, fine)).receipt_number)
    const form = [...hiddenOf(shown, '/cases/bulk-jobs'), ...boxes]
    const started = await clerk.post('/cases/bulk-jobs', form)
    await world.browser('colleague').submit(`/cases/${stale}`, `/cases/${stale}/assignment`, {})
    while ((await runBulkJobs(world.ctx, 'yanai', world.services.clock.now())).more);
    const again = await clerk.post('/cases/bulk-jobs', form)
    expect(again.headers.get('location')).toBe(started.headers.get('location'))
    const progress = await (await clerk.get(started.headers.get('location') ?? '')).text()
    expect(progress).toContain('1件はできませんでした')
    expect(await caseRow(world, fine)).toMatchObject({ assignee_id: world.staff.clerk })
    expect(await caseRow(world, stale)).toMatchObject({ assignee_id: world.staff.colleague })
    const taken = await db()
      .selectFrom('event')
      .select('number')
      .where('stream_id', '=', fine)
      .where('type', '=', 'taken')
      .execute()
    expect(taken).toHaveLength(1)
    expect((await world.browser('colleague').get(started.headers.get('location') ?? '')).status).toBe(404)
  })
})
