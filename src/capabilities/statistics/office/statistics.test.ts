import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { caseFigures } from '../../cases/index.ts'
import { type Browser, openedCase, testWorld, type World } from '../../cases/test-support/world.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { madeUpMonth, madeUpVisits } from '../demonstration/made-up.ts'
import { seedSampleMonths } from '../demonstration/seed.ts'
import { statistics } from '../index.ts'
import { closeMonths } from '../months/close.ts'
import { noFigures } from '../months/model.ts'
import { insertMonth } from '../months/store.ts'
import { publishedStatistics } from '../report/published.ts'
import { publishUsualDays } from '../usual/publish.ts'

let world: World
let head: Browser
let planner: Browser
const capability = statistics(caseFigures)
const source = () => caseFigures(world.services)
const db = () => world.services.db.city<OfficeDb>('yanai')

/** One application that went its way: filed in a month, by a channel, decided after so many days. */
async function wentItsWay(filed: { channel: 'online' | 'counter'; on: string; days: number }): Promise<string> {
  const id = await openedCase(world, { channel: filed.channel })
  await sql`update case_file set arrived_at = ${`${filed.on}T01:00:00Z`}::timestamptz, state = 'decided', result = 'accepted',
    decided_at = ${`${filed.on}T02:00:00Z`}::timestamptz + ${filed.days} * interval '1 day' where id = ${id}`.execute(
    db(),
  )
  return id
}

beforeAll(async () => {
  world = await testWorld()
  await db()
    .insertInto('role_grant')
    .values({ staff_id: world.staff.newcomer, role: 'organisation', section_id: null, begins_on: '2026-04-01' })
    .execute()
  head = world.browser('head', [capability])
  planner = world.browser('newcomer', [capability])
  // May: nine online, three at the counter. July: two online, one of them corrected for twenty days.
  for (let day = 1; day <= 9; day += 1) await wentItsWay({ channel: 'online', on: `2026-05-0${day}`, days: day })
  for (let day = 1; day <= 3; day += 1) await wentItsWay({ channel: 'counter', on: `2026-05-1${day}`, days: 2 })
  await wentItsWay({ channel: 'online', on: '2026-07-01', days: 1 })
  const corrected = await wentItsWay({ channel: 'online', on: '2026-07-02', days: 25 })
  await sql`insert into case_wait (case_id, number, state, started_at, ended_at)
    values (${corrected}, 1, 'correction', '2026-07-03T01:00:00Z', '2026-07-23T01:00:00Z')`.execute(db())
  await sql`insert into case_correction (case_id, requested_by, requested_by_name, requested_at, due_on, paths, box)
    values (${corrected}, ${world.staff.clerk}, '青木', '2026-07-03T01:00:00Z', '2026-07-30',
            '{dog.name,dogs.0.name,dogs.1.name}', '\\x00')`.execute(db())
  await openedCase(world)
}, 60_000)
afterAll(() => world.close())

describe('the numbers of a month', () => {
  it('are of the days between, by channel, result and field, and a pause does not count', async () => {
    const [may] = await source().month('yanai', '2026-05-01', '2026-06-01')
    expect(may).toMatchObject({
      procedureId: 'dog-registration',
      sectionId: world.sections['citizen-life'],
      figures: { filed: { online: 9, counter: 3 }, ended: { accepted: 12 }, corrections: 0 },
    })
    expect(may?.figures.wholeDays.toSorted((a, b) => a - b)).toEqual([1, 2, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9])
    const [july] = await source().month('yanai', '2026-07-01', '2026-08-01')
    expect(july?.figures).toMatchObject({
      filed: { online: 2 },
      corrections: 1,
      corrected: { 'dog.name': 1, 'dogs.name': 1 },
    })
    expect(july?.figures.wholeDays.toSorted((a, b) => a - b)).toEqual([1, 25])
    const counted = Math.max(...(july?.figures.countedDays ?? []))
    expect(counted).toBeGreaterThan(1)
    expect(counted).toBeLessThanOrEqual(5)
    expect(await source().pending('yanai', world.services.clock.now())).toMatchObject([{ byAge: [1, 0, 0, 0, 0] }])
  })

  it('are closed ten days after its end, once, and stand whatever becomes of the cases', async () => {
    world.services.clock.set('2026-06-10T14:00:00.000Z')
    expect(await closeMonths(world.services, source(), 'yanai')).toBe(0)
    world.services.clock.set('2026-06-10T15:00:00.000Z')
    expect(await closeMonths(world.services, source(), 'yanai')).toBe(1)
    world.services.clock.set('2026-11-24T01:00:00.000Z')
    expect(await closeMonths(world.services, source(), 'yanai')).toBe(5)
    expect(await closeMonths(world.services, source(), 'yanai')).toBe(0)
    const events = await db().selectFrom('event').select('type').where('stream', '=', 'statistics').execute()
    expect(events).toHaveLength(6)
    await sql`update case_file set section_id = ${world.sections.tax} where arrived_at < '2026-05-05'`.execute(db())
    const rows = await db().selectFrom('statistic_month').select(['month', 'section_id']).orderBy('month').execute()
    expect(rows).toEqual([
      { month: '2026-05-01', section_id: world.sections['citizen-life'] },
      { month: '2026-07-01', section_id: world.sections['citizen-life'] },
    ])
    await sql`update case_file set section_id = ${world.sections['citizen-life']}`.execute(db())
  })
})

describe('the screens', () => {
  it('show the procedures of the chief’s own section, and nothing of cells that are small', async () => {
    const html = await (await head.get('/statistics')).text()
    expect(html).toContain('犬の登録')
    // 15 filed: 12 in May, and two and one, which are hidden and can't be told apart.
    expect(html).toMatch(/class="number">15<\/td>/)
    const table = await (await head.get('/statistics/procedures/dog-registration/months.csv')).text()
    expect(
      table
        .split('\r\n')
        .filter((line) => /^[57]月|^11月|^計/.test(line))
        .map((line) => line.split(',').slice(0, 2)),
    ).toEqual([
      ['5月', 'x'],
      ['7月', 'x'],
      ['11月', 'x'],
      ['計', '15'],
    ])
    const file = await head.get('/statistics/procedures/dog-registration/channels.csv')
    const channels = Buffer.from(await file.arrayBuffer()).toString('utf8')
    expect(channels).toBe('\uFEFF受付の経路,件数\r\nオンライン,x\r\n代理,0\r\n窓口,x\r\n郵送（紙）,0\r\n計,15\r\n')
    const page = await (await head.get('/statistics/procedures/dog-registration')).text()
    for (const words of ['どのページでやめたか', '月ごと', 'aria-label="受付（件）の棒グラフ', '5件より少ない数'])
      expect(page).toContain(words)
    expect(page).not.toContain('手続を直す')
  })

  it('don’t come out of another table: forms that were sent are applications that were filed online', async () => {
    const way = async () => {
      const lines = (await (await head.get('/statistics/procedures/dog-registration/way.csv')).text()).split('\r\n')
      return lines.filter((line) => /^(書き始めた|申請した)/.test(line))
    }
    const counted = (of: string, count: number) =>
      sql`insert into visit_count (day, procedure_id, version_hash, channel, kind, place, count)
        values ('2026-05-10', 'dog-registration', 'v', 'online', ${of}, '', ${count})`.execute(db())
    await counted('begun', 14)
    await counted('submitted', 12)
    // 15 in all, three of them at the counter: whoever is told 12 knows the three.
    expect(await way()).toEqual(['書き始めた,14', '申請した,x'])
    const lost = /data-row="dog-registration\.[^"]*".*?<\/tr>/s.exec(await (await head.get('/statistics')).text())?.[0]
    expect(lost).not.toContain('14%')
  })

  it('are sorted as asked; what tells nothing stands last both ways', async () => {
    const order = async (sort: string) =>
      [...(await (await planner.get(`/statistics?sort=${sort}`)).text()).matchAll(/data-row="([a-z-]+)\./g)].map(
        ([, id]) => id,
      )
    expect(await order('-filed')).toEqual(['dog-registration', 'event-registration'])
    expect(await order('filed')).toEqual(['event-registration', 'dog-registration'])
    expect(await order('days')).toEqual(['dog-registration', 'event-registration'])
    expect(await order('-days')).toEqual(['dog-registration', 'event-registration'])
  })

  it('are closed to who may not read statistics, and another section’s are not there', async () => {
    expect((await world.browser('clerk', [capability]).get('/statistics')).status).toBe(403)
    expect((await world.browser('nobody', [capability]).get('/statistics')).status).toBe(303)
    await db()
      .insertInto('role_grant')
      .values({
        staff_id: world.staff.neighbour,
        role: 'decide',
        section_id: world.sections.tax,
        begins_on: '2026-04-01',
      })
      .execute()
    const neighbour = world.browser('neighbour', [capability])
    const list = await neighbour.get('/statistics')
    expect(list.status).toBe(200)
    expect(await list.text()).not.toContain('犬の登録')
    expect((await neighbour.get('/statistics/procedures/dog-registration')).status).toBe(404)
    expect((await neighbour.get('/statistics/procedures/dog-registration/channels.csv')).status).toBe(404)
    expect((await head.get(`/statistics/procedures/dog-registration?section=${world.sections.tax}`)).status).toBe(404)
    expect((await planner.get('/statistics/procedures/dog-registration')).status).toBe(200)
    expect((await planner.get('/statistics/procedures/dog-registration/none.csv')).status).toBe(404)
  })

  it('show what was written, and erase it with a record', async () => {
    const box = world.services.keys.sealTo('office', 'yanai', Buffer.from('=住所の欄が<分かりにくい>', 'utf8'))
    const id = '00000000-0000-4000-8000-000000000001'
    await db()
      .insertInto('opinion')
      .values({ id, month: '2026-11-01', procedure_id: 'dog-registration', grade: 2, box })
      .execute()
    const path = '/statistics/procedures/dog-registration/opinions'
    expect(await (await head.get(path)).text()).toContain('=住所の欄が&lt;分かりにくい')
    expect((await head.submit(path, path, {})).headers.get('location')).toBe(`${path}?done=erased`)
    expect(await (await head.get(path)).text()).not.toContain('住所の欄')
    const event = await db()
      .selectFrom('event')
      .select(['type', 'actor_id'])
      .where('stream_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(event.type).toBe('opinion-erased')
  })

  it('say of what was made up for a demonstration that it was, on the page and in every line of a file', async () => {
    const figures = { ...noFigures, filed: { online: 12 } }
    const unit = { procedureId: 'dog-registration', sectionId: world.sections['citizen-life'] ?? '', figures }
    expect(await insertMonth(db(), '2025-05-01', [unit], world.services.clock.now(), true)).toBe(true)
    const page = await (await head.get('/statistics?year=2025')).text()
    for (const words of ['架空の数値です', '令和7年5月の数は']) expect(page).toContain(words)
    const file = await head.get('/statistics/procedures/dog-registration/channels.csv?year=2025')
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain('架空の数値_統計')
    const lines = (await file.text()).trim().split('\r\n')
    expect(lines[0]).toMatch(/,備考$/)
    expect(lines.slice(1).every((line) => line.includes('架空の数値（令和7年5月'))).toBe(true)
    expect(await (await head.get('/statistics?year=2026')).text()).not.toContain('架空の数値です')
  })

  it('are made up for no city that is real, or has months of its own', async () => {
    const months = async () => (await db().selectFrom('statistic_closed_month').select('month').execute()).length
    const before = await months()
    await seedSampleMonths(world.services, source())
    const cities = world.services.cities.map((city) => ({ ...city, demo: city.id === 'yanai' }))
    await seedSampleMonths({ ...world.services, cities }, source())
    expect(await months()).toBe(before)
    const [dog] = await catalogueOf(world.services).current('yanai')
    if (dog === undefined) throw new Error('no procedure')
    const made = madeUpMonth(dog.definition, '2025-06-01', 30)
    expect(madeUpMonth(dog.definition, '2025-06-01', 30)).toEqual(made)
    const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, each) => all + each, 0)
    expect(sum(made.filed)).toBeGreaterThan(10)
    expect(sum(made.ended)).toBe(sum(made.filed))
    expect(sum(made.corrected)).toBe(made.corrections)
    const visits = madeUpVisits(dog, '2025-04-01', 100)
    const reached = dog.definition.pages.map(
      ({ id }) => visits.find(({ of, place }) => of === 'reached' && place === id)?.count ?? 0,
    )
    expect(reached).toEqual(reached.toSorted((a, b) => b - a))
    expect(reached.at(-1)).toBeGreaterThanOrEqual(100)
  })

  it('follow the city’s own threshold from its day on', async () => {
    await db()
      .insertInto('setting_value')
      .values({ name: 'statisticsThreshold', from_on: '2026-11-01', value: '20', basis: '要綱' })
      .execute()
    catalogueOf(world.services).changed('yanai')
    expect(await (await head.get('/statistics/procedures/dog-registration/channels.csv')).text()).toContain('計,x')
    await db().deleteFrom('setting_value').where('name', '=', 'statisticsThreshold').execute()
    catalogueOf(world.services).changed('yanai')
  })
})

describe('what goes out', () => {
  it('tells the portal within how many days nine of ten were decided, when it has changed', async () => {
    await publishUsualDays(world.services, 'yanai')
    await publishUsualDays(world.services, 'yanai')
    const told = world.services.relay.sent.filter(({ kind }) => kind === 'figure').map(({ payload }) => payload)
    expect(told).toMatchObject([{ procedureId: 'dog-registration', usualDays: 9 }])
  })

  it('is published when the fiscal year is over and closed, hidden numbers as hidden', async () => {
    expect(await publishedStatistics(world.services, source(), 'yanai', 2026)).toEqual([])
    world.services.clock.set('2027-04-12T00:00:00.000Z')
    expect(await publishedStatistics(world.services, source(), 'yanai', 2026)).toEqual([])
    await closeMonths(world.services, source(), 'yanai')
    const rows = await publishedStatistics(world.services, source(), 'yanai', 2026)
    const channels = rows.filter(({ table }) => table === 'channels').map(({ row, value }) => [row, value])
    expect(channels).toEqual([
      ['online', null],
      ['agent', 0],
      ['counter', null],
      ['post', 0],
      ['total', 15],
    ])
    const counts = rows.filter(({ table, column }) => table !== 'times' && column !== '手数料（円）')
    expect(counts.length).toBeGreaterThan(40)
    expect(counts.filter(({ value }) => typeof value === 'number' && value > 0 && value < 5)).toEqual([])
    expect(rows.every(({ table }) => table !== 'pending')).toBe(true)
  })
})
