import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { caseRow, openedCase, testWorld, type World } from '../test-support/world.ts'
import { ringTimers } from './ring.ts'

let world: World
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const db = () => world.services.db.city<OfficeDb>('yanai')
const count = async (caseId: string, type: string) =>
  (await db().selectFrom('event').select('number').where('stream_id', '=', caseId).where('type', '=', type).execute())
    .length

describe('what time brings about', () => {
  it('a correction without an answer lapses after its last day, once, and the clock goes on', async () => {
    const id = await openedCase(world)
    const clerk = world.browser('clerk')
    const page = `/cases/${id}/correction`
    await clerk.submit(page, page, {
      intro: '',
      path: 'dog.name',
      'code.dog.name': 'other',
      'reason.dog.name': '確かめてください',
      dueOn: '2026-12-04',
      act: 'send',
    })
    expect(await caseRow(world, id)).toMatchObject({ state: 'correction' })
    await ringTimers(world.ctx, 'yanai', new Date('2026-12-04T14:59:00Z'))
    expect((await caseRow(world, id)).state).toBe('correction')
    await ringTimers(world.ctx, 'yanai', new Date('2026-12-04T15:01:00Z'))
    await ringTimers(world.ctx, 'yanai', new Date('2026-12-04T15:02:00Z'))
    const row = await caseRow(world, id)
    expect(['reviewing', 'expired']).toContain(row.state)
    expect(row).toMatchObject({ correction_lapsed: true, correction_due_on: null, paused: false })
    expect((await count(id, 'correction-lapsed')) + (await count(id, 'expired'))).toBe(1)
    expect(await (await clerk.get(`/cases/${id}`)).text()).toContain('期限')
  })

  it('reaches every case when one of them is broken', async () => {
    const clerk = world.browser('clerk')
    const ids = [await openedCase(world), await openedCase(world)].sort()
    for (const id of ids) {
      const page = `/cases/${id}/correction`
      await clerk.submit(page, page, {
        intro: '',
        path: 'dog.name',
        'code.dog.name': 'other',
        'reason.dog.name': '確かめてください',
        dueOn: '2026-12-04',
        act: 'send',
      })
    }
    const [broken = '', whole = ''] = ids
    const { wrapped_key: key } = await caseRow(world, broken)
    const setKey = (wrapped_key: Buffer) =>
      db().updateTable('case_file').set({ wrapped_key }).where('id', '=', broken).execute()
    await setKey(Buffer.alloc(key.length))
    await ringTimers(world.ctx, 'yanai', new Date('2026-12-04T15:01:00Z'))
    expect((await caseRow(world, broken)).state).toBe('correction')
    expect((await caseRow(world, whole)).state).not.toBe('correction')
    await setKey(key)
    await ringTimers(world.ctx, 'yanai', new Date('2026-12-04T15:02:00Z'))
    expect((await caseRow(world, broken)).state).not.toBe('correction')
  })

  it('an alarm rings once on its day', async () => {
    const id = await openedCase(world)
    const { alarm_on: alarmOn } = await caseRow(world, id)
    if (alarmOn === null) {
      await db().updateTable('case_file').set({ alarm_on: '2026-11-30' }).where('id', '=', id).execute()
    }
    const late = new Date('2027-03-01T00:00:00Z')
    await ringTimers(world.ctx, 'yanai', late)
    const rung = await count(id, 'deadline-alarmed')
    await ringTimers(world.ctx, 'yanai', late)
    expect(await count(id, 'deadline-alarmed')).toBe(rung)
    expect(rung).toBe(alarmOn === null ? 0 : 1)
    expect((await caseRow(world, id)).alarm_on).toBeNull()
  })
})
