import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { act, eventsOf } from '../test-support/acts.ts'
import { type Browser, caseRow, hiddenOf, openedCase, testWorld, type World } from '../test-support/world.ts'

let world: World
let clerk: Browser
let colleague: Browser
beforeAll(async () => {
  world = await testWorld()
  clerk = world.browser('clerk')
  colleague = world.browser('colleague')
})
afterAll(() => world.close())

const db = () => world.services.db.city<OfficeDb>('yanai')
const events = (caseId: string) => eventsOf(world, caseId)

describe('the page of a case', () => {
  it('shows the answers as the form, the checks, the clock and the history', async () => {
    const id = await openedCase(world)
    const page = await clerk.get(`/cases/${id}`)
    expect(page.status).toBe(200)
    const html = await page.text()
    for (const words of ['コタロウ', '葛', '確かめること', '申請の内容', '履歴', '受け付けた', 'カード', '期限'])
      expect(html).toContain(words)
  })

  it('offers further acts only while there are some', async () => {
    const id = await openedCase(world)
    expect(await (await clerk.get(`/cases/${id}`)).text()).toContain('そのほかの操作')
    await db()
      .updateTable('case_file')
      .set({ state: 'withdrawn', closed_at: new Date() })
      .where('id', '=', id)
      .execute()
    expect(await (await clerk.get(`/cases/${id}`)).text()).not.toContain('そのほかの操作')
  })

  it('is written down as looked at', async () => {
    const id = await openedCase(world)
    await clerk.get(`/cases/${id}`)
    const seen = await db()
      .selectFrom('case_access')
      .selectAll()
      .where('purpose', '=', 'case')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(seen).toMatchObject({ staff_id: world.staff.clerk, case_ids: expect.arrayContaining([id]) })
  })

  it('proves that its history is unchanged, or says that new records wait for the tree', async () => {
    const id = await openedCase(world)
    const html = await (await clerk.get(`/cases/${id}/proof`)).text()
    expect(html).toContain('まもなく木に入ります')
  })
})

describe('the next case', () => {
  it('is the one due after this, of the own lists only; after the last comes the list', async () => {
    const first = await openedCase(world)
    const second = await openedCase(world)
    await db().updateTable('case_file').set({ sort_on: '2030-01-01' }).where('id', '=', first).execute()
    await db().updateTable('case_file').set({ sort_on: '2030-01-02' }).where('id', '=', second).execute()
    expect((await clerk.get(`/cases/${first}/next`)).headers.get('location')).toBe(`/cases/${second}`)
    expect((await clerk.get(`/cases/${second}/next`)).headers.get('location')).toBe('/cases')
    expect((await world.browser('neighbour').get(`/cases/${first}/next`)).status).toBe(404)
  })
})

describe('taking and handing over', () => {
  it('begins the review and names the person', async () => {
    const id = await openedCase(world)
    expect((await act(clerk, id, 'assignment')).status).toBe(303)
    expect(await caseRow(world, id)).toMatchObject({
      state: 'reviewing',
      assignee_id: world.staff.clerk,
      assignee_name: '青木',
    })
    expect(await events(id)).toEqual(['submitted', 'received', 'review-started', 'taken'])
  })

  it('done twice with one form is done once', async () => {
    const id = await openedCase(world)
    const hidden = hiddenOf(await (await clerk.get(`/cases/${id}`)).text(), `/cases/${id}/notes`)
    const first = await clerk.post(`/cases/${id}/notes`, [...hidden, ['note', '電話で確認済み']])
    const second = await clerk.post(`/cases/${id}/notes`, [...hidden, ['note', '電話で確認済み']])
    expect([first.status, second.status]).toEqual([303, 303])
    const notes = await db().selectFrom('case_note').select('id').where('case_id', '=', id).execute()
    expect(notes).toHaveLength(1)
    expect((await events(id)).filter((type) => type === 'noted')).toHaveLength(1)
  })

  it('tells the second of two clerks, who loses nothing that was typed', async () => {
    const id = await openedCase(world)
    const stale = hiddenOf(await (await colleague.get(`/cases/${id}`)).text(), `/cases/${id}/hand-overs`)
    await act(clerk, id, 'assignment')
    const answer = await colleague.post(`/cases/${id}/hand-overs`, [
      ...stale,
      ['sectionId', world.sections.tax],
      ['staffId', ''],
      ['reason', '税の案件のため'],
    ])
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('見ているあいだに変わりました')
    expect(html).toContain('青木')
    expect(html).toContain('税の案件のため')
    expect((await caseRow(world, id)).section_id).toBe(world.sections['citizen-life'])
  })

  it('lets exactly one of two at the same moment win', async () => {
    const id = await openedCase(world)
    const mine = hiddenOf(await (await clerk.get(`/cases/${id}`)).text(), `/cases/${id}/assignment`)
    const theirs = hiddenOf(await (await colleague.get(`/cases/${id}`)).text(), `/cases/${id}/assignment`)
    const answers = await Promise.all([
      clerk.post(`/cases/${id}/assignment`, mine),
      colleague.post(`/cases/${id}/assignment`, theirs),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409])
    expect((await events(id)).filter((type) => type === 'taken')).toHaveLength(1)
  })

  it('hands over to another section, which then sees it, and the first no longer', async () => {
    const id = await openedCase(world)
    expect(
      (await act(clerk, id, 'hand-overs', { sectionId: world.sections.tax, staffId: '', reason: '所管が違うため' }))
        .status,
    ).toBe(303)
    expect((await clerk.get(`/cases/${id}`)).status).toBe(404)
    expect((await world.browser('neighbour').get(`/cases/${id}`)).status).toBe(200)
  })

  it('asks for a reason and shows what was typed again', async () => {
    const id = await openedCase(world)
    const answer = await act(clerk, id, 'hand-overs', { sectionId: world.sections.tax, staffId: '', reason: ' ' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('href="#hand-over-reason"')
    expect(html).toContain('理由を入れてください')
  })

  it('shows a case under protective measures only to those who may see it', async () => {
    const id = await openedCase(world)
    const guardian = world.browser('guardian')
    expect(
      (await act(guardian, id, 'confidentiality', { confidential: 'yes', confidentialReason: '支援措置の申出' }))
        .status,
    ).toBe(303)
    expect((await clerk.get(`/cases/${id}`)).status).toBe(404)
    expect((await guardian.get(`/cases/${id}`)).status).toBe(200)
  })
})
