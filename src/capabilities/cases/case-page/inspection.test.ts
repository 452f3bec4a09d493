import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { act, reviewedCase } from '../test-support/acts.ts'
import { type Browser, caseRow, openedCase, testWorld, type World } from '../test-support/world.ts'

let world: World
let auditor: Browser
beforeAll(async () => {
  world = await testWorld()
  auditor = world.browser('auditor')
})
afterAll(() => world.close())

const db = () => world.services.db.city<OfficeDb>('yanai')
const search = async (browser: Browser, q: string): Promise<string> => {
  const found = await browser.submit('/cases', '/cases/search', { q, queue: 'all' })
  return (await browser.get(found.headers.get('location') ?? '')).text()
}
const inspect = (id: string, reason: string) => auditor.submit(`/cases/${id}`, `/cases/${id}/inspections`, { reason })

describe('who reads all cases of the city', () => {
  it('finds a case of another section by its number, and not by a name, which is not shown', async () => {
    const id = await openedCase(world)
    const { receipt_number: receipt } = await caseRow(world, id)
    expect(await search(world.browser('clerk'), '葛城')).toContain(receipt)
    expect(await search(auditor, '葛城')).not.toContain(receipt)
    const byNumber = await search(auditor, receipt)
    expect(byNumber).toContain(`/cases/${id}`)
    expect(byNumber).not.toContain('葛城')
    const all = await (await auditor.get('/cases?queue=all')).text()
    expect(all).toContain(receipt)
    expect(all).toContain('受付番号で探してください')
    expect(all).not.toContain('葛城')
  })

  it('sees how it stands and who did what, and neither names nor what was written', async () => {
    const id = await reviewedCase(world, world.browser('clerk'))
    for (const path of [`/cases/${id}`, `/cases/${id}/proof`]) {
      const html = await (await auditor.get(path)).text()
      expect(html).toContain('青木　点検を適合にした')
      for (const word of ['葛城', 'コタロウ', '書類で確かめた']) expect(html).not.toContain(word)
    }
    for (const path of [`/cases/${id}/correction`, `/cases/${id}/decision?outcome=registered`, `/cases/${id}/next`])
      expect((await auditor.get(path)).status).toBe(404)
  })

  it('opens it with a reason, which the section reads in the history; the case of a clerk at work stays as it was', async () => {
    const id = await openedCase(world)
    expect((await inspect(id, '　')).status).toBe(422)
    expect(await (await auditor.get(`/cases/${id}`)).text()).not.toContain('コタロウ')
    const { version } = await caseRow(world, id)
    expect((await inspect(id, '定期監査の抽出')).status).toBe(303)
    const html = await (await auditor.get(`/cases/${id}`)).text()
    expect(html).toContain('コタロウ')
    expect(html).not.toContain(`action="/cases/${id}/notes"`)
    expect((await caseRow(world, id)).version).toBe(version)
    expect(await (await world.browser('clerk').get(`/cases/${id}`)).text()).toContain(
      '監　課の外から内容を見た（定期監査の抽出）',
    )
    const looks = await db()
      .selectFrom('case_access')
      .select('purpose')
      .where('staff_id', '=', world.staff.auditor)
      .where('purpose', '=', 'case')
      .execute()
    expect(looks.length).toBeGreaterThan(0)
    world.services.clock.advance(8 * 3_600_000 - 1)
    const late = await auditor.get(`/cases/${id}`)
    expect(late.status === 200 && (await late.text()).includes('コタロウ')).toBe(true)
  })

  it('changes nothing, reads no protected case, and nobody else may inspect', async () => {
    const id = await openedCase(world)
    const hidden = await openedCase(world)
    await act(world.browser('guardian'), hidden, 'confidentiality', { confidentialReason: '支援措置の申出' })
    expect((await auditor.get(`/cases/${hidden}`)).status).toBe(404)
    const form = await auditor.submit(`/cases/${id}`, `/cases/${id}/inspections`, { reason: '監査' })
    expect(form.status).toBe(303)
    const fields = (await (await auditor.get('/cases')).text()).match(/name="csrf" value="([^"]+)"/)?.[1] ?? ''
    expect((await auditor.post(`/cases/${id}/notes`, [['csrf', fields]])).status).toBe(404)
    expect((await auditor.post(`/cases/${hidden}/inspections`, [['csrf', fields]])).status).toBe(404)
    const neighbour = world.browser('neighbour')
    const theirs = (await (await neighbour.get('/cases')).text()).match(/name="csrf" value="([^"]+)"/)?.[1] ?? ''
    expect((await neighbour.post(`/cases/${id}/inspections`, [['csrf', theirs]])).status).toBe(404)
  })
})
