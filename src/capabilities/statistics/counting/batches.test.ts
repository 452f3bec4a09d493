import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { testServices } from '../../../../test/support/services.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { OutgoingMessage } from '../../../platform/relay/relay.ts'
import { visitCounts } from '../../exchange/index.ts'
import { listOpinions } from '../office/opinions.ts'
import { receiveFigures, usualDaysOf } from '../usual/receive.ts'
import { sendFinishedDays, storeCounts } from './batches.ts'
import { visitCounterOf } from './counter.ts'
import { receiveCounts } from './receive.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const of = { day: '2026-11-24', procedureId: 'dog-registration', versionHash: 'a'.repeat(64), channel: 'online' }

const headerOf = (message: OutgoingMessage, from: 'internet' | 'office') => ({
  envelopeId: randomUUID(),
  kind: message.kind,
  from,
  to: message.to,
  cityId: message.cityId,
  procedureId: message.procedureId,
  versionHash: '',
  receiptNumber: '',
  arrivedAt: message.arrivedAt.toISOString(),
  payloadHash: '0'.repeat(64),
  files: [],
})

describe('counts on their way', () => {
  it('are added to the day, wait until it is over, and are added to those of the office', async () => {
    const internet = testServices({ zone: 'internet', db })
    const office = testServices({ zone: 'office', db })
    receiveCounts(office)
    const counter = visitCounterOf(internet)
    counter.count('yanai', of, 'begun', '', 3)
    counter.opinion('yanai', { day: of.day, procedureId: of.procedureId, grade: 2, text: '犬の名前の欄がない' })
    await storeCounts(internet)
    counter.count('yanai', of, 'begun', '', 4)
    counter.count('yanai', of, 'reached', 'owner', 2)
    await storeCounts(internet)
    const outside = internet.db.city<InternetDb>('yanai')
    const stored = await outside.selectFrom('visit_count').select(['kind', 'place', 'count']).orderBy('kind').execute()
    expect(stored).toEqual([
      { kind: 'begun', place: '', count: 7 },
      { kind: 'reached', place: 'owner', count: 2 },
    ])
    expect((await outside.selectFrom('opinion').select('box').executeTakeFirstOrThrow()).box.toString()).not.toContain(
      '犬',
    )

    expect(await sendFinishedDays(internet, 'yanai')).toBe(false)
    internet.clock.set('2026-11-24T15:00:01.000Z')
    expect(await sendFinishedDays(internet, 'yanai')).toBe(true)
    expect(await sendFinishedDays(internet, 'yanai')).toBe(false)
    expect(await outside.selectFrom('visit_count').select('count').execute()).toEqual([])
    expect(await outside.selectFrom('opinion').select('id').execute()).toEqual([])

    const [message] = internet.relay.sent
    if (message === undefined) throw new Error('nothing was sent')
    // Nothing in it is finer than a day, or leads to a person.
    expect(Object.keys(visitCounts.parse(message.payload).opinions[0] ?? {}).sort()).toEqual([
      'box',
      'day',
      'grade',
      'id',
      'procedureId',
    ])
    const inside = office.db.city<OfficeDb>('yanai')
    for (let times = 0; times < 2; times += 1)
      await inside.transaction().execute((trx) =>
        office.relay.deliver(trx as unknown as Transaction<unknown>, {
          header: headerOf(message, 'internet'),
          payload: JSON.parse(JSON.stringify(message.payload)),
        }),
      )
    const sums = await inside.selectFrom('visit_count').select(['kind', 'count']).orderBy('kind').execute()
    expect(sums).toEqual([
      { kind: 'begun', count: 14 },
      { kind: 'reached', count: 4 },
    ])
    expect(await listOpinions(office, 'yanai', of.procedureId)).toEqual([
      { id: expect.any(String), month: '2026-11-01', grade: 2, text: '犬の名前の欄がない' },
    ])
    // Another city's connection sees none of it.
    expect(await office.db.city<OfficeDb>('mihon').selectFrom('visit_count').select('count').execute()).toEqual([])
  })

  it('are kept when they can not be stored', async () => {
    const internet = testServices({ zone: 'internet', db })
    const broken = {
      ...internet,
      db: {
        ...internet.db,
        city: () => {
          throw new Error('away')
        },
      },
    } as unknown as typeof internet
    visitCounterOf(broken).count('yanai', of, 'begun')
    await expect(storeCounts(broken)).rejects.toThrow('away')
    expect(visitCounterOf(broken).take('yanai').counts.size).toBe(1)
  })
})

describe('usual days, outward', () => {
  it('are shown as told last; an older word changes nothing, and taken back is taken back', async () => {
    const internet = testServices({ zone: 'internet', db })
    receiveFigures(internet)
    const tell = (usualDays: number | null, publishedAt: string) =>
      internet.db
        .city<InternetDb>('yanai')
        .transaction()
        .execute((trx) =>
          internet.relay.deliver(trx as unknown as Transaction<unknown>, {
            header: headerOf(
              {
                kind: 'figure',
                to: 'internet',
                cityId: 'yanai',
                procedureId: 'dog-registration',
                versionHash: '',
                receiptNumber: '',
                payload: {},
                arrivedAt: new Date(publishedAt),
              },
              'office',
            ),
            payload: { kind: 'figure', procedureId: 'dog-registration', usualDays, publishedAt },
          }),
        )
    await tell(12, '2026-11-11T00:00:00.000Z')
    await tell(99, '2026-10-11T00:00:00.000Z')
    expect(await usualDaysOf(internet, 'yanai', 'dog-registration')).toBe(12)
    await tell(null, '2026-12-11T00:00:00.000Z')
    expect(await usualDaysOf(internet, 'yanai', 'dog-registration')).toBeUndefined()
  })
})
