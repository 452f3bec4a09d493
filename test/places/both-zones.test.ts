import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerIntake } from '../../src/capabilities/cases/intake/index.ts'
import {
  type Browser,
  caseRow,
  dogSubmission,
  exampleAnswers,
  testWorld,
  type World,
} from '../../src/capabilities/cases/test-support/world.ts'
import { type PublicDraw, publicDraw } from '../../src/capabilities/exchange/index.ts'
import { portal } from '../../src/capabilities/portal/index.ts'
import { checkDraw } from '../../src/capabilities/portal/places/draw-check.ts'
import { turnPlaces } from '../../src/capabilities/portal/places/offers.ts'
import { turnInLine } from '../../src/capabilities/portal/places/place-store.ts'
import { catalogueOf, proceduresCapability } from '../../src/capabilities/procedures/index.ts'
import { makeReceiptNumber } from '../../src/civic/receipt-number.ts'
import type { InternetDb } from '../../src/platform/database/generated/internet.ts'
import type { OfficeDb } from '../../src/platform/database/generated/office.ts'
import { createRelay, joinRelays, type ZoneRelay } from '../../src/platform/relay/create-relay.ts'
import { type TestServices, testServices } from '../support/services.ts'

/** Office and internet zone with the real relay between them: the count outside, the people and the draw inside. */
let world: World
let internet: TestServices<'internet'>
const relays: ZoneRelay[] = []
let clerk: Browser
let colleague: Browser
const bread = '/cases/places/events/bread.1'
const phone = '/cases/places/events/dog-class.1'

beforeAll(async () => {
  world = await testWorld()
  internet = testServices({ zone: 'internet', db: world.db })
  const published = [...world.services.relay.sent]
  const options = { retryDelaysMs: [10, 20], lookEveryMs: 100 }
  for (const services of [internet, world.services]) {
    const relay = createRelay(services, options)
    Object.assign(services, { relay })
    relays.push(relay)
  }
  joinRelays([internet, world.services].map(({ zone, relay }) => ({ zone, relay: relay as unknown as ZoneRelay })))
  registerIntake(world.ctx)
  proceduresCapability().parts.internet?.start?.(internet)
  await portal.parts.internet?.start?.(internet)
  for (const relay of relays) relay.start()
  for (const message of published.filter(({ cityId }) => cityId === 'yanai'))
    await world.services.db
      .city<OfficeDb>('yanai')
      .transaction()
      .execute((trx) => world.services.relay.send(trx, message))
  const db = world.services.db.city<OfficeDb>('yanai')
  for (const staff_id of [world.staff.clerk, world.staff.colleague])
    await db
      .insertInto('role_grant')
      .values({ staff_id, role: 'registers', section_id: world.sections['citizen-life'], begins_on: '2026-04-01' })
      .execute()
  // The tests live over months: nobody is signed out in between.
  const later = new Date('2027-12-31')
  await db.updateTable('staff_session').set({ idle_ends_at: later, ends_at: later, idle_minutes: 100_000 }).execute()
  clerk = world.browser('clerk')
  colleague = world.browser('colleague')
  await settled()
})
afterAll(async () => {
  await portal.parts.internet?.stop?.()
  for (const relay of relays) await relay.stop()
  await world.close()
})

async function settled(): Promise<void> {
  for (const relay of relays) relay.nudge()
  for (const relay of relays) await relay.settled()
}

const outside = () => internet.db.city<InternetDb>('yanai')

let counter = 100
/** Somebody applies online: the place is counted and the application sent in one transaction, as the portal does. */
async function apply(entry: string, quantity: number, method: string, seats: number, office = 0): Promise<string> {
  counter += 1
  const receiptNumber = makeReceiptNumber('EV', '2026-11-24', counter)
  await outside()
    .transaction()
    .execute(async (trx) => {
      const at = internet.clock.now()
      const { rows } = await sql<{ standing: 'reserved' | 'waiting' | 'lottery' }>`
        select take_places('events', ${entry}, ${receiptNumber}, ${quantity}, ${seats - office}, ${method}, true, ${at},
          ${office}) as standing`.execute(trx)
      const message = dogSubmission(world, {
        receiptNumber,
        procedureId: 'event-registration',
        versionHash: world.hashes['event-registration'] ?? '',
        answers: exampleAnswers('event-registration', '01-bread-with-child.yaml') as Record<string, unknown>,
        fee: { total: 0, lines: [] },
        capacity: { register: 'events', entry, quantity, standing: rows[0]?.standing ?? 'waiting' },
      })
      await internet.relay.send(trx as unknown as Transaction<unknown>, {
        kind: 'submission',
        to: 'office',
        cityId: 'yanai',
        procedureId: message.procedureId,
        versionHash: message.versionHash,
        receiptNumber,
        payload: message,
        arrivedAt: at,
      })
    })
  await settled()
  return receiptNumber
}

const drawn = async (id: string): Promise<PublicDraw> => {
  const row = await outside().selectFrom('published_draw').select('body').where('id', '=', id).executeTakeFirstOrThrow()
  return publicDraw.parse(row.body)
}
const standingOf = async (number: string): Promise<unknown> =>
  (await outside().selectFrom('place').select('standing').where('receipt_number', '=', number).executeTakeFirst())
    ?.standing
const insideOf = async (number: string): Promise<string> =>
  ((await caseRow(world, number)).place as unknown as { standing: string }).standing
const step = async (who: Browser, name: string, more: Record<string, string> = {}) => {
  const response = await who.submit(bread, `${bread}/draw`, { step: name, ...more })
  await settled()
  return response.status
}
/** Both zones' clocks: a request signed days away from the receiver's time is refused, so nothing may be on its way. */
const moveTo = (day: string) => {
  internet.clock.set(`${day}T01:00:00Z`)
  world.services.clock.set(`${day}T01:00:00Z`)
}

describe('a draw, from the promise to the result', () => {
  const numbers: string[] = []

  test('only who may edit registers gets in', async () => {
    expect((await world.browser('newcomer').get('/cases/places')).status).toBe(403)
    expect((await clerk.get('/cases/places')).status).toBe(200)
    expect((await clerk.get(bread)).status).toBe(200)
  })

  test('the commitment is public before closing, and nothing can be frozen or drawn yet', async () => {
    expect(await step(clerk, 'commit')).toBe(303)
    expect(await step(clerk, 'commit').catch(() => 0)).not.toBe(303)
    const draw = await drawn('events-bread.1-1')
    expect(draw.commitment).toMatch(/^[0-9a-f]{64}$/)
    expect(draw.drawn).toBeUndefined()
    expect(await step(clerk, 'freeze')).toBe(422)
    for (const quantity of [3, 4, 2, 4, 1, 3]) numbers.push(await apply('bread.1', quantity, 'lottery', 12))
    await clerk.submit(bread, `${bread}/holds`, { name: '電話　一郎', phone: '0820-00-0000', quantity: '2' })
    await settled()
    expect(await (await clerk.get(bread)).text()).toContain('電話　一郎')
  })

  test('after closing the list is frozen, drawn, revealed and can be checked; groups win or lose whole', async () => {
    moveTo('2027-01-10')
    expect(await step(clerk, 'hold')).toBe(422)
    expect(await step(clerk, 'freeze')).toBe(303)
    expect((await drawn('events-bread.1-1')).frozen?.entries).toHaveLength(7)
    expect(await step(clerk, 'hold')).toBe(303)
    const draw = await drawn('events-bread.1-1')
    expect(checkDraw(draw)).toEqual({ entries: true, seed: true, order: true })
    expect(JSON.stringify(draw)).not.toMatch(/EV-R8|TEL-|電話/)
    const places = new Map(draw.frozen?.entries.map((entry) => [entry.id, entry.places]))
    const given = (draw.drawn?.results ?? []).filter(({ result }) => result === 'won')
    expect(given.reduce((sum, { id }) => sum + (places.get(id) ?? 0), 0)).toBeLessThanOrEqual(12)
    for (const number of numbers) expect(await standingOf(number)).toBe(await insideOf(number))
    const standings = await Promise.all(numbers.map(standingOf))
    expect(standings).toContain('won')
    expect(standings).toContain('lost')
  })

  test('a changed record is noticed', async () => {
    const draw = await drawn('events-bread.1-1')
    const [first] = draw.frozen?.entries ?? []
    if (!draw.frozen || !draw.drawn || !first) throw new Error('not drawn')
    const others = draw.frozen.entries.slice(1)
    const larger = { ...draw, frozen: { ...draw.frozen, entries: [{ ...first, places: first.places + 1 }, ...others] } }
    expect(checkDraw(larger).entries).toBe(false)
    expect(checkDraw({ ...draw, drawn: { ...draw.drawn, seed: '0'.repeat(64) } }).seed).toBe(false)
    const turned = { ...draw, drawn: { ...draw.drawn, results: [...draw.drawn.results].reverse() } }
    expect(checkDraw(turned).order).toBe(false)
  })

  test('repeating takes a reason and two people', async () => {
    expect(await step(clerk, 'propose')).toBe(422)
    expect(await step(clerk, 'propose', { reason: '締切前に届いたはがき1通が一覧から漏れていた' })).toBe(303)
    expect(await step(clerk, 'confirm')).toBe(422)
    expect(await step(colleague, 'confirm')).toBe(303)
    const again = await drawn('events-bread.1-2')
    expect(again.reason).toContain('はがき')
    expect(checkDraw(again)).toEqual({ entries: true, seed: true, order: true })
    expect(again.commitment).not.toBe((await drawn('events-bread.1-1')).commitment)
    for (const number of numbers) expect(await standingOf(number)).toBe(await insideOf(number))
    const counted = await outside()
      .selectFrom('capacity')
      .select(['seats', 'taken'])
      .where('entry', '=', 'bread.1')
      .executeTakeFirstOrThrow()
    expect(counted.taken).toBeLessThanOrEqual(12)
  })

  test('every step and every decision is evidence, and the reception list holds who has a place', async () => {
    const events = await world.services.db
      .city<OfficeDb>('yanai')
      .selectFrom('event')
      .select(['stream', 'type'])
      .where('stream', 'in', ['draw', 'case'])
      .execute()
    for (const type of ['draw-committed', 'draw-frozen', 'draw-held', 'draw-repeat-proposed', 'place-changed'])
      expect(events.map((event) => event.type)).toContain(type)
    const csv = await (await clerk.get(`${bread}/reception.csv`)).text()
    const winners = (await Promise.all(numbers.map(async (n) => ((await standingOf(n)) === 'won' ? [n] : [])))).flat()
    for (const number of numbers) expect(csv.includes(number)).toBe(winners.includes(number))
  })
})

describe('a draw whose losers wait', () => {
  const kitchen = '/cases/places/events/bread.2'
  const draw = async (name: string) => {
    const response = await clerk.submit(kitchen, `${kitchen}/draw`, { step: name })
    await settled()
    return response.status
  }

  test('puts them in the line in the drawn order, and offers them what becomes free after the last result', async () => {
    moveTo('2027-01-20')
    expect(await draw('commit')).toBe(303)
    expect(await (await clerk.get(kitchen)).text()).toContain('落選した方は、抽選の順に空きを待ちます')
    const numbers: string[] = []
    for (let index = 0; index < 6; index += 1) numbers.push(await apply('bread.2', 4, 'lottery', 12))
    moveTo('2027-01-30')
    expect(await draw('freeze')).toBe(303)
    expect(await draw('hold')).toBe(303)
    await turn()
    const order = (await drawn('events-bread.2-1')).drawn?.results.map(({ id }) => id) ?? []
    const placed = await outside()
      .selectFrom('place')
      .select(['receipt_number', 'draw_entry', 'standing'])
      .where('entry', '=', 'bread.2')
      .execute()
    const inOrder = [...placed].sort((a, b) => order.indexOf(a.draw_entry ?? '') - order.indexOf(b.draw_entry ?? ''))
    expect(inOrder.map(({ standing }) => standing)).toEqual(['won', 'won', 'won', 'waiting', 'waiting', 'waiting'])
    for (const number of numbers) expect(await insideOf(number)).toBe(await standingOf(number))
    const waiting = inOrder.slice(3).map((row) => row.receipt_number)
    expect(await Promise.all(waiting.map((number) => turnInLine(outside(), number)))).toEqual([1, 2, 3])
    const html = await (await clerk.get(kitchen)).text()
    const listed = waiting.map((number) => html.lastIndexOf(number))
    expect(listed).toEqual([...listed].sort((a, b) => a - b))

    await sql`select change_place('events', 'bread.2', ${inOrder[0]?.receipt_number}, 'released')`.execute(outside())
    await turn()
    expect(await Promise.all(waiting.map(insideOf))).toEqual(['offered', 'waiting', 'waiting'])
  })

  test('offers nothing while results are on their way', async () => {
    const [first] = await outside()
      .selectFrom('place')
      .select(['receipt_number', 'draw_id'])
      .where('entry', '=', 'bread.2')
      .where('standing', '=', 'won')
      .execute()
    const own = outside()
      .updateTable('place')
      .where('receipt_number', '=', first?.receipt_number ?? '')
    await own.set({ draw_id: null }).execute()
    await sql`select change_place('events', 'bread.2', ${first?.receipt_number}, 'released')`.execute(outside())
    await turn()
    const offered = () =>
      outside()
        .selectFrom('place')
        .select('receipt_number')
        .where('entry', '=', 'bread.2')
        .where('standing', '=', 'offered')
        .execute()
    expect(await offered()).toHaveLength(1)
    await own.set({ draw_id: first?.draw_id ?? null }).execute()
    await turn()
    expect(await offered()).toHaveLength(2)
  })
})

describe('first come, with a line', () => {
  test('a place that is given back is offered in order, held, lapses and goes to the next', async () => {
    moveTo('2027-01-12')
    const first = await apply('dog-class.1', 9, 'first-come', 10, 1)
    const second = await apply('dog-class.1', 2, 'first-come', 10, 1)
    const third = await apply('dog-class.1', 1, 'first-come', 10, 1)
    expect(await Promise.all([first, second, third].map(standingOf))).toEqual(['reserved', 'waiting', 'waiting'])
    // The telephone takes from the office's own pot.
    await clerk.submit(phone, `${phone}/holds`, { name: '電話　花子', phone: '', quantity: '1' })
    await settled()
    expect(await (await clerk.get(phone)).text()).toContain('確保')
    await sql`select change_place('events', 'dog-class.1', ${first}, 'released')`.execute(outside())
    await turn()
    expect(await Promise.all([second, third].map(insideOf))).toEqual(['offered', 'offered'])
    // A clerk answers for somebody who called; the other one does not answer.
    expect((await clerk.submit(phone, `${phone}/places`, { number: second, act: 'promote' })).status).toBe(303)
    await settled()
    expect(await insideOf(second)).toBe('reserved')
    moveTo('2027-01-15')
    await turn()
    expect(await insideOf(third)).toBe('lapsed')
  })

  test('after the last day of moving up nobody is asked', async () => {
    const before = await apply('dog-class.1', 7, 'first-come', 10, 1)
    const waits = await apply('dog-class.1', 3, 'first-come', 10, 1)
    expect(await standingOf(waits)).toBe('waiting')
    moveTo('2027-03-02')
    await sql`select change_place('events', 'dog-class.1', ${before}, 'released')`.execute(outside())
    await turn()
    expect(await standingOf(waits)).toBe('waiting')
  })
})

async function turn(): Promise<void> {
  await turnPlaces(internet, catalogueOf(internet), 'yanai', internet.clock.now())
  await settled()
}
