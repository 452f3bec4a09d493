import { cpSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testFolder } from '../../../../test/support/folder.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { TestBrowser } from '../../identity/test-support/browser.ts'
import { staffSession } from '../../identity/test-support/sessions.ts'
import { startTown, type TestTown } from '../../identity/test-support/town.ts'
import { tellBroken } from '../catalogue/broken-definitions.ts'
import { catalogueOf, proceduresCapability, seedProcedures } from '../index.ts'
import { listClosedDays, listRegisters, listSettings } from '../store/office.ts'
import { messages } from './messages.ja.ts'

describe('what the office states about the city', () => {
  let town: TestTown
  const browser = new TestBrowser()
  const dbOf = () => town.office.db.city<OfficeDb>('yanai')
  const open = (to: string) => browser.get(town.url('office', to))

  beforeAll(async () => {
    town = await startTown({ extra: [proceduresCapability()] })
    const rootDir = testFolder('seeds')
    for (const part of ['procedures', 'catalog'])
      cpSync(path.resolve(part), path.join(rootDir, part), { recursive: true })
    await seedProcedures({ ...town.office, config: { ...town.office.config, rootDir } }, 'yanai', {
      only: ['event-registration', 'child-allowance-claim'],
    })
    catalogueOf(town.office).changed('yanai')
    const { cookie, staffId } = await staffSession(town.office, 'yanai', 'S004')
    await dbOf()
      .insertInto('role_grant')
      .values({ staff_id: staffId, role: 'registers', begins_on: '2026-04-01' })
      .execute()
    const [name = '', value = ''] = cookie.split('=')
    browser.cookies.set(name, value)
  })
  afterAll(() => town.close())

  it('is open to those who keep registers only', async () => {
    const other = new TestBrowser()
    expect((await other.get(town.url('office', '/catalogue'))).path).not.toBe('/catalogue')
    const [name = '', value = ''] = (await staffSession(town.office, 'yanai', 'S001')).cookie.split('=')
    other.cookies.set(name, value)
    expect((await other.get(town.url('office', '/catalogue'))).status).toBe(403)
    expect((await open('/catalogue')).text).toContain(messages.overview.title)
    expect((await open('/catalogue')).text).not.toContain(messages.overview.broken)
    const wrong = { file: 'procedures/x/procedure.yaml', line: 3, column: 1, path: '', sentence: 'だめ' } as const
    tellBroken(town.office, 'yanai', [{ ...wrong, code: 'yaml', severity: 'error' }])
    const told = (await open('/catalogue')).text
    for (const words of [messages.overview.brokenTitle(1), 'procedures/x/procedure.yaml:3:1 エラー だめ'])
      expect(told).toContain(words)
    tellBroken(town.office, 'yanai', [])
    expect((await open('/catalogue/registers/nothing')).status).toBe(404)
    expect((await open('/catalogue/settings/nothing')).status).toBe(404)
  })

  it('a register entry is added, published, recorded, and changed by one person at a time', async () => {
    const [register] = await listRegisters(dbOf())
    const address = `/catalogue/registers/${register?.id}`
    const form = await open(address)
    const wrong = await browser.submit(form, { id: 'ばつ', ja: '', from: '2026-13-01', capacity: '-3' }, address)
    expect(wrong.status).toBe(422)
    for (const sentence of [
      messages.problems.id,
      messages.problems.label,
      messages.problems.day,
      messages.problems.count,
    ]) {
      expect(wrong.text).toContain(sentence)
    }
    const entry = { id: 'test-1', ja: '試験の講座', from: '令和8年12月1日', capacity: '２０', officeQuota: '5' }
    const added = await browser.submit(form, entry, address)
    expect(added.path).toBe(`${address}?done=added`)
    expect(added.text).toContain('試験の講座')
    expect((await browser.submit(form, entry, address)).text).toContain(messages.register.taken)
    const sent = town.office.relay.sent.at(-1)?.payload as { content: { entries: { id: string; capacity?: number }[] } }
    expect(sent.content.entries.find(({ id }) => id === 'test-1')).toMatchObject({
      capacity: 20,
      officeQuota: 5,
      from: '2026-12-01',
    })
    expect(
      (await catalogueOf(town.office).facts('yanai', '2026-12-01'))
        .register(register?.id ?? '')
        .some(({ id }) => id === 'test-1'),
    ).toBe(true)
    const events = await dbOf()
      .selectFrom('event')
      .select(['type', 'actor_kind'])
      .where('stream', '=', 'setting')
      .execute()
    expect(events).toContainEqual({ type: 'entry-added', actor_kind: 'staff' })

    const first = await open(`${address}/test-1`)
    const second = await open(`${address}/test-1`)
    const change = (ja: string) => ({ ...entry, ja })
    expect((await browser.submit(first, change('試験の講座（午前）'), `${address}/test-1`)).text).toContain(
      '試験の講座（午前）',
    )
    const late = await browser.submit(second, change('試験の講座（午後）'), `${address}/test-1`)
    expect(late.status).toBe(422)
    expect(late.text).toContain(messages.register.changedMeanwhile)
    expect(late.text).toContain('<td>試験の講座（午前）</td>')
    expect(late.text).toContain('value="試験の講座（午後）"')
    const meant = await browser.submit(late, change('試験の講座（午後）'), `${address}/test-1`)
    expect(meant.path).toBe(`${address}?done=changed`)
    expect(meant.text).toContain('試験の講座（午後）')
  })

  it('a setting holds from its day on, and can be taken back before', async () => {
    const list = await open('/catalogue/settings')
    expect(list.status).toBe(200)
    const name = /\/catalogue\/settings\/([A-Za-z]+)/.exec(list.text)?.[1] ?? expect.fail('no setting')
    const form = await open(`/catalogue/settings/${name}`)
    const wrong = await browser.submit(
      form,
      { do: 'set', fromOn: 'あした', value: '', basis: '' },
      `/catalogue/settings/${name}`,
    )
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain(messages.problems.basis)
    const type = form.text.includes('type="radio"') ? 'yes' : '12'
    const done = await browser.submit(
      form,
      { do: 'set', fromOn: '2027-04-01', value: type, basis: '見本条例第1条' },
      `/catalogue/settings/${name}`,
    )
    expect(done.path).toBe('/catalogue/settings?done=changed')
    expect((await listSettings(dbOf())).map((setting) => setting.fromOn)).toEqual(['2027-04-01'])
    const back = await browser.submit(done, { do: 'take-back' }, `/catalogue/settings/${name}`)
    expect(back.text).toContain(messages.settings.takenBack)
    expect(await listSettings(dbOf())).toEqual([])
  })

  it('closed days move deadlines', async () => {
    const form = await open('/catalogue/closed-days')
    expect(
      (await browser.submit(form, { do: 'set', day: '2026-12-07', kind: '', reason: '' }, '/catalogue/closed-days'))
        .status,
    ).toBe(422)
    const done = await browser.submit(
      form,
      { do: 'set', day: 'R8.12.7', kind: 'closed', reason: '庁舎の停電' },
      '/catalogue/closed-days',
    )
    expect(done.text).toContain('庁舎の停電')
    expect((await catalogueOf(town.office).facts('yanai', '2026-11-24')).isClosedDay('2026-12-07')).toBe(true)
    const other = { do: 'set', day: '2026-12-07', kind: 'open', reason: '窓口を開ける' }
    const late = await browser.submit(form, other, '/catalogue/closed-days')
    expect(late.status).toBe(422)
    expect(late.text).toContain(messages.problems.closedDayTaken)
    expect(late.text).toContain('value="窓口を開ける"')
    expect((await listClosedDays(dbOf())).map(({ reason }) => reason)).toEqual(['庁舎の停電'])
    await browser.submit(done, { do: 'take-back' }, '/catalogue/closed-days')
    expect(await listClosedDays(dbOf())).toEqual([])
  })

  it('takes nothing from another site', async () => {
    const answer = await browser.post(town.url('office', '/catalogue/closed-days'), {
      do: 'set',
      day: '2026-12-07',
      kind: 'closed',
      reason: 'x',
    })
    expect(answer.status).toBe(403)
  })
})
