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

const db = () => world.services.db.city<OfficeDb>('yanai')

async function preview(act: string, ids: readonly string[]): Promise<Response> {
  const hidden = hiddenOf(await (await clerk.get('/cases')).text(), '/cases/search')
  const boxes: (readonly [string, string])[] = []
  for (const id of ids) boxes.push(['case', `${id}:${(await caseRow(world, id)).version}`])
  return clerk.post('/cases/bulk', [...hidden, ['act', act], ...boxes])
}

async function run(
  act: string,
  ids: readonly string[],
  fields: readonly (readonly [string, string])[],
): Promise<string> {
  const html = await (await preview(act, ids)).text()
  const started = await clerk.post('/cases/bulk-jobs', [...hiddenOf(html, '/cases/bulk-jobs'), ...fields])
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
    const started = await clerk.post('/cases/bulk-jobs', hiddenOf(html, '/cases/bulk-jobs'))
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
      .select(['case_id', 'state'])
      .where('case_id', 'in', ids)
      .execute()
    expect(proposals.map((each) => each.state)).toEqual(['circulating', 'circulating'])
    for (const id of ids) expect((await caseRow(world, id)).state).toBe('approving')
  })

  it('say what stands in the way of a case', async () => {
    const [open, ready] = [await openedCase(world), await reviewedCase(world, clerk)]
    await clerk.submit(`/cases/${open}`, `/cases/${open}/assignment`, {})
    const done = await run(
      'decide',
      [open, ready],
      [
        ['outcomeId', 'recorded'],
        ['suggestion', 'complete'],
        ['grounds', ''],
      ],
    )
    expect(done).toContain('1件を終えました。1件はできませんでした')
    expect(done).toContain('確かめることが残っています')
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
