import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { Channel, FilerKind } from '../../procedures/index.ts'
import { type Browser, caseRow, hiddenOf, testWorld, type World } from '../test-support/world.ts'
import { chosenFiler } from './filers.ts'

let world: World
let clerk: Browser
beforeAll(async () => {
  world = await testWorld()
  clerk = world.browser('clerk')
})
afterAll(() => world.close())

const db = () => world.services.db.city<OfficeDb>('yanai')
const begin = async (fields: Record<string, string> = {}) =>
  clerk.submit('/cases/paper', '/cases/paper', {
    procedure: 'dog-registration',
    channel: 'counter',
    arrivedOn: '令和8年11月20日',
    filer: 'self',
    identityDocument: 'drivers-licence',
    ...fields,
  })

describe('紙の申請', () => {
  it('asks how and when it came, and which document was seen', async () => {
    const answer = await begin({ channel: '', arrivedOn: '2026-12-31', identityDocument: '' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    for (const words of ['届いた方法を選んでください', '届いた日は、きょうまで', '本人確認の書類を選んでください'])
      expect(html).toContain(words)
  })

  it('says when this person can not apply for this procedure', async () => {
    const answer = await begin({ filer: 'submission-agent' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('この手続では申請できない方です')
  })

  it('chooses nobody beforehand, and needs no choice where only one kind may file', async () => {
    const page = await (await clerk.get('/cases/paper')).text()
    expect(page).toContain('value="business"')
    expect(page).not.toMatch(/<input(?=[^>]*name="filer")[^>]* checked/)
    expect(await (await begin({ filer: '' })).text()).toContain('申請した方を選んでください')
    expect(await (await begin({ procedure: 'event-registration', filer: 'business' })).text()).toContain(
      '申請できない方',
    )
    const of = (...filers: readonly [FilerKind, Channel][]) =>
      ({ filers: filers.map(([kind, channel]) => ({ kind, channels: [channel], label: { ja: kind } })) }) as const
    expect(chosenFiler(of(['self', 'online'], ['business', 'counter']), '')).toBe('business')
    expect(chosenFiler(of(['self', 'online'], ['business', 'counter']), 'self')).toBeUndefined()
    expect(chosenFiler(of(['self', 'post'], ['family', 'post']), '')).toBeUndefined()
  })

  it('is typed into the same form, gets a number of the office’s range, and the day it arrived', async () => {
    const address = (await begin()).headers.get('location') ?? ''
    const first = await (await clerk.get(address)).text()
    expect(first).toContain('name="owner.name.family"')
    const fields: Record<string, string> = {
      'request.kind': 'new',
      'together.vaccination': 'no',
      'owner.name.family': '紙田',
      'owner.name.given': '書子',
      'owner.familyKana': 'カミタ',
      'owner.givenKana': 'カキコ',
      'dog.name': 'クロ',
    }
    const saved = await clerk.submit(address, address, { ...fields, do: 'save' })
    const html = await saved.text()
    expect(html).toContain('value="紙田"')
    expect(html).toContain('足りないまま受け付ける')
    const form = hiddenOf(html, address)
    const typed = [...html.matchAll(/<input[^>]*type="(?:text|tel|email)"[^>]*>/g)].flatMap(([tag]) => {
      const name = /name="([^"]+)"/.exec(tag)?.[1]
      return name ? [[name, /value="([^"]*)"/.exec(tag)?.[1] ?? ''] as const] : []
    })
    const post = [
      ...form,
      ...typed.filter(([name]) => !(name in fields)),
      ...Object.entries(fields),
      ['do', 'register'] as const,
    ]
    const done = await clerk.post(address, post)
    expect(done.status).toBe(303)
    const id = (done.headers.get('location') ?? '').split('/').at(-1) ?? ''
    const row = await caseRow(world, id)
    expect(row).toMatchObject({ channel: 'counter', state: 'received', version_hash: world.hashes['dog-registration'] })
    expect(row.receipt_number).toMatch(/^IN-R8-900001-\d$/)
    expect(row.arrived_at.toISOString()).toBe('2026-11-19T23:30:00.000Z')
    const paper = await db().selectFrom('case_paper').selectAll().where('case_id', '=', id).executeTakeFirstOrThrow()
    expect(paper).toMatchObject({
      arrived_on: '2026-11-20',
      identity_document: 'drivers-licence',
      registered_by: world.staff.clerk,
    })
    // The same form again leads to the same case.
    expect((await clerk.post(address, post)).headers.get('location')).toBe(`/cases/${id}`)
    expect((await clerk.get(address)).headers.get('location')).toBe(`/cases/${id}`)
    expect(await (await clerk.get(`/cases/${id}`)).text()).toContain('紙田')
    const printed = await clerk.get(`/cases/${id}/form.pdf`)
    expect(printed.headers.get('content-type')).toBe('application/pdf')
    expect(printed.headers.get('cache-control')).toBe('no-store')
    expect(
      Buffer.from(await printed.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await clerk.get('/cases/paper/form.pdf')).status).toBe(404)
  })

  it('is nobody else’s while it is typed in, and can be thrown away', async () => {
    const address = (await begin()).headers.get('location') ?? ''
    expect((await world.browser('colleague').get(address)).status).toBe(404)
    await clerk.submit(address, address, { do: 'discard' })
    expect((await clerk.get(address)).status).toBe(404)
  })
})

describe('one paper in two windows', () => {
  it('tells the second of two savers, keeps what both typed, and saves when asked again', async () => {
    const address = (await begin()).headers.get('location') ?? ''
    const opened = hiddenOf(await (await clerk.get(address)).text(), address)
    const save = (form: readonly (readonly [string, string])[], family: string) =>
      clerk.post(address, [...form, ['owner.name.family', family], ['owner.name.given', '子'], ['do', 'save']])
    await save(opened, '先田')
    const second = await save(opened, '後田')
    expect(second.status).toBe(409)
    const html = await second.text()
    expect(html).toContain('別の画面でも入力')
    expect(html).toContain('value="後田"')
    expect(await (await clerk.get(address)).text()).toContain('value="先田"')
    expect((await save(hiddenOf(html, address), '後田')).status).toBe(422)
    expect(await (await clerk.get(address)).text()).toContain('value="後田"')
  })
})
