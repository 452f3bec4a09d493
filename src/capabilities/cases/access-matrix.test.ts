import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { type Browser, hiddenOf, openedCase, testWorld, type World } from './test-support/world.ts'

let world: World
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

/** Every address of this capability. `:id` is a case of 市民生活課 in the city yanai. */
const reads = ['/cases/:id', '/cases/:id/proof', '/cases/:id/correction', '/cases/:id/decision?outcome=recorded']
const writes = [
  'assignment',
  'acceptance',
  'hand-overs',
  'checks',
  'notes',
  'attachment-checks',
  'confidentiality',
  'consultations',
  'consultation-answers',
  'correction',
  'correction-extension',
  'correction-end',
  'decision',
  'payments',
  'payment-request',
  'payment-voids',
  'withdrawal',
  'completion',
  'cancellation',
  'hearing-notice',
  'hearing-result',
  'cancellation-proposal',
  'cancellation-end',
]
const lists = ['/cases', '/cases?queue=all', '/cases/export', '/cases/export/dog-registration/register', '/cases/paper']

/** A token and the fields of a real form, so that the answer is about the person and not about the form. */
async function fieldsOf(browser: Browser): Promise<(readonly [string, string])[]> {
  const html = await (await browser.get('/cases')).text()
  return hiddenOf(html, '/cases/search').map(([name, value]) => [name, value] as const)
}

const changes = async (caseId: string) =>
  (
    await world.services.db
      .city<OfficeDb>('yanai')
      .selectFrom('event')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('stream_id', '=', caseId)
      .executeTakeFirstOrThrow()
  ).count

describe('who may reach what', () => {
  it.each(reads)('%s is there for the own section only', async (path) => {
    const id = await openedCase(world)
    const address = path.replace(':id', id)
    const status = async (browser: Browser) => (await browser.get(address)).status
    expect(await status(world.browser('clerk'))).toBe(200)
    expect(await status(world.browser('neighbour'))).toBe(404)
    expect(await status(world.browser('stranger'))).toBe(404)
    expect(await status(world.browser('nobody'))).toBe(303)
  })

  it.each(writes)('POST %s changes nothing for anybody outside', async (noun) => {
    const id = await openedCase(world)
    const before = await changes(id)
    const address = `/cases/${id}/${noun}`
    for (const person of ['neighbour', 'stranger'] as const) {
      const browser = world.browser(person)
      expect((await browser.post(address, await fieldsOf(browser))).status).toBe(404)
    }
    expect((await world.browser('nobody').post(address, [])).status).toBe(303)
    expect(await changes(id)).toBe(before)
  })

  it.each(writes)('POST %s changes nothing for a person of the section without the permission', async (noun) => {
    const id = await openedCase(world)
    const before = await changes(id)
    const browser = world.browser('newcomer')
    const answer = await browser.post(`/cases/${id}/${noun}`, await fieldsOf(browser))
    expect([403, 404, 422]).toContain(answer.status)
    expect(await changes(id)).toBe(before)
  })

  it.each(writes)('POST %s without the form’s token is refused', async (noun) => {
    const id = await openedCase(world)
    const before = await changes(id)
    expect((await world.browser('clerk').post(`/cases/${id}/${noun}`, [['requestKey', randomUUID()]])).status).toBe(403)
    expect(await changes(id)).toBe(before)
  })

  it('a case that does not exist and an id that is none are the same 404', async () => {
    const clerk = world.browser('clerk')
    expect((await clerk.get(`/cases/${randomUUID()}`)).status).toBe(404)
    expect((await clerk.get('/cases/1%20or%201=1')).status).toBe(404)
    expect((await clerk.get('/cases/IN-R8-000001-0')).status).toBe(404)
  })
})

describe('lists', () => {
  it.each(lists)('%s asks to sign in', async (path) => {
    expect((await world.browser('nobody').get(path)).status).toBe(303)
  })

  it('show no case of another section or another city', async () => {
    const id = await openedCase(world)
    const { receipt_number: receipt } = await world.services.db
      .city<OfficeDb>('yanai')
      .updateTable('case_file')
      .set({ sort_on: '2020-01-01' })
      .where('id', '=', id)
      .returning('receipt_number')
      .executeTakeFirstOrThrow()
    for (const path of ['/cases?queue=all', '/cases/export?queue=all']) {
      expect(await (await world.browser('clerk').get(path)).text()).toContain(receipt)
      expect(await (await world.browser('neighbour').get(path)).text()).not.toContain(receipt)
      expect(await (await world.browser('stranger').get(path)).text()).not.toContain(receipt)
    }
  })

  it('are not exported, and paper is not taken in, without the permission', async () => {
    const newcomer = world.browser('newcomer')
    for (const path of ['/cases/export', '/cases/export/dog-registration/register', '/cases/paper'])
      expect((await newcomer.get(path)).status).toBe(403)
  })

  it('do not let a bulk act reach beyond the person’s cases', async () => {
    const id = await openedCase(world)
    const neighbour = world.browser('neighbour')
    const fields = await fieldsOf(neighbour)
    const preview = await neighbour.post('/cases/bulk', [...fields, ['act', 'take'], ['case', `${id}:1`]])
    expect(await preview.text()).not.toContain(id)
    const newcomer = world.browser('newcomer')
    expect(
      (await newcomer.post('/cases/bulk', [...(await fieldsOf(newcomer)), ['act', 'take'], ['case', `${id}:1`]]))
        .status,
    ).toBe(403)
  })
})
