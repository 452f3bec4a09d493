import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { reviewedCase } from '../test-support/acts.ts'
import { type Browser, caseRow, hiddenOf, openedCase, testWorld, type World } from '../test-support/world.ts'
import { runBulkJobs } from './run.ts'

let world: World
let clerk: Browser
beforeAll(async () => {
  world = await testWorld()
  clerk = world.browser('clerk')
})
afterAll(() => world.close())

const recorded = [
  ['outcomeId', 'recorded'],
  ['suggestion', 'complete'],
  ['grounds', ''],
] as const
const db = () => world.services.db.city<OfficeDb>('yanai')

async function preview(act: string, ids: readonly string[]): Promise<Response> {
  const hidden = hiddenOf(await (await clerk.get('/cases')).text(), '/cases/search')
  const boxes: (readonly [string, string])[] = []
  for (const id of ids) boxes.push(['case', `${id}:${(await caseRow(world, id)).version}`])
  return clerk.post('/cases/bulk', [...hidden, ['act', act], ...boxes])
}

/** The form as a browser sends it: hidden fields and ticked boxes. */
function formOf(html: string): readonly (readonly [string, string])[] {
  return [...hiddenOf(html, '/cases/bulk-jobs'), ...tickedIn(html).map((value) => ['case', value] as const)]
}

function tickedIn(html: string): readonly string[] {
  return [...html.matchAll(/<input type="checkbox" name="case" value="([^"]*)" checked/g)].map(
    ([, value = '']) => value,
  )
}

async function run(
  act: string,
  ids: readonly string[],
  fields: readonly (readonly [string, string])[],
): Promise<string> {
  const html = await (await preview(act, ids)).text()
  const started = await clerk.post('/cases/bulk-jobs', [...formOf(html), ...fields])
  if (started.status !== 303) return started.text()
  while ((await runBulkJobs(world.ctx, 'yanai', world.services.clock.now())).more);
  return (await clerk.get(started.headers.get('location') ?? '')).text()
}

describe('acts on many cases', () => {
  it('without a choice, or with too many, are told and change nothing', async () => {
    const none = await preview('take', [])
    expect(none.status).toBe(422)
    expect(await none.text()).toContain('案件を選んでください')
  })

  it('hand over with one reason, and ask for it when it is missing', async () => {
    const ids = [await openedCase(world), await openedCase(world)]
    const missing = await run('hand-over', ids, [
      ['sectionId', world.sections.tax],
      ['reason', ''],
    ])
    expect(missing).toContain('理由を入れてください')
    const done = await run('hand-over', ids, [
      ['sectionId', world.sections.tax],
      ['reason', '税務課の所管のため'],
    ])
    expect(done).toContain('2件を終えました')
    for (const id of ids) expect((await caseRow(world, id)).section_id).toBe(world.sections.tax)
  })

  it('go on when one case fails, and name it', async () => {
    const [broken, whole] = [await openedCase(world), await openedCase(world)]
    const { wrapped_key: key, receipt_number: number } = await caseRow(world, broken)
    const html = await (await preview('take', [broken, whole])).text()
    const started = await clerk.post('/cases/bulk-jobs', formOf(html))
    const setKey = (wrapped_key: Buffer) =>
      db().updateTable('case_file').set({ wrapped_key }).where('id', '=', broken).execute()
    await setKey(Buffer.alloc(key.length))
    while ((await runBulkJobs(world.ctx, 'yanai', world.services.clock.now())).more);
    await setKey(key)
    const done = await (await clerk.get(started.headers.get('location') ?? '')).text()
    expect(done).toContain('1件を終えました。1件はできませんでした')
    expect(done).toContain(number)
    expect(done).toContain('処理の途中で失敗しました')
    expect((await caseRow(world, whole)).assignee_id).toBe(world.staff.clerk)
  })

  it('propose simple matters, each on its own route, once', async () => {
    const ids = [await reviewedCase(world, clerk), await reviewedCase(world, clerk)]
    const done = await run('decide', ids, [
      ['outcomeId', 'recorded'],
      ['suggestion', 'complete'],
      ['grounds', ''],
    ])
    expect(done).toContain('2件を終えました')
    const proposals = await db()
      .selectFrom('proposal')
      .select(['subject_id', 'state'])
      .where('subject_id', 'in', ids)
      .execute()
    expect(proposals.map((each) => each.state)).toEqual(['circulating', 'circulating'])
    for (const id of ids) expect((await caseRow(world, id)).state).toBe('approving')
  })

  it('say beforehand what stands in the way of a case, and leave the others to be done', async () => {
    const [open, ready] = [await openedCase(world), await reviewedCase(world, clerk)]
    await clerk.submit(`/cases/${open}`, `/cases/${open}/assignment`, {})
    const html = await (await preview('decide', [open, ready])).text()
    expect(html).toContain('できるのは1件です。1件はいまはできないため、外してあります')
    expect(html).toContain('確かめることが残っています。すべてに印をつけてください。')
    expect(tickedIn(html)).toEqual([`${ready}:${(await caseRow(world, ready)).version}`])
    const done = await run('decide', [open, ready], recorded)
    expect(done).toContain('1件を終えました')
    expect(done).not.toContain('できませんでした')
    expect((await caseRow(world, open)).state).toBe('reviewing')
    expect((await caseRow(world, ready)).state).toBe('approving')
  })

  it('do nothing when a chosen case can not be done by then, and say which', async () => {
    const [first, second] = [await reviewedCase(world, clerk), await reviewedCase(world, clerk)]
    const html = await (await preview('decide', [first, second])).text()
    expect(tickedIn(html)).toHaveLength(2)
    await db()
      .updateTable('case_file')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', first)
      .execute()
    const again = await clerk.post('/cases/bulk-jobs', [...formOf(html), ...recorded])
    expect(again.status).toBe(422)
    const text = await again.text()
    expect(text).toContain('この決定ではできない案件が、選んだ中にあります')
    expect(text).toContain('この案件は、見ているあいだに変わりました')
    expect(tickedIn(text).map((value) => value.split(':')[0])).toEqual([second])
    expect((await caseRow(world, second)).state).toBe('reviewing')
    const started = await clerk.post('/cases/bulk-jobs', [...formOf(text), ...recorded])
    expect(started.status).toBe(303)
  })

  it('name the approvals that have no route, an end that was reached, and offer no button when nothing is left', async () => {
    const [ended, approving] = [await reviewedCase(world, clerk), await reviewedCase(world, clerk)]
    await run('decide', [approving], recorded)
    await db()
      .updateTable('case_file')
      .set({ state: 'completed', closed_at: world.services.clock.now() })
      .where('id', '=', ended)
      .execute()
    const html = await (await preview('decide', [ended, approving])).text()
    expect(html).toContain('選んだ案件は、どれもいまはできません')
    expect(html).toContain('もう終わった案件のため、この操作はできません。')
    expect(html).toContain('いまの状態では、この操作はできません。')
    expect(tickedIn(html)).toEqual([])
    expect(html).not.toContain('<button type="submit">起案する')
    await db().deleteFrom('approval_matter').execute()
    const routeless = await (await preview('decide', [await reviewedCase(world, clerk)])).text()
    expect(routeless).toMatch(/決裁区分/)
  })

  it('never propose what is adverse', async () => {
    const id = await reviewedCase(world, clerk)
    expect(
      await run(
        'decide',
        [id],
        [
          ['outcomeId', 'refused'],
          ['grounds', 'だめ'],
        ],
      ),
    ).toContain('決めることを選んでください')
    expect((await caseRow(world, id)).state).toBe('reviewing')
  })

  it('export what was chosen, and nothing else', async () => {
    const chosen = await openedCase(world)
    const other = await openedCase(world)
    const text = await (await preview('export', [chosen])).text()
    expect(text).toContain((await caseRow(world, chosen)).receipt_number)
    expect(text).not.toContain((await caseRow(world, other)).receipt_number)
  })
})
