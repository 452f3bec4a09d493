import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildSurface } from '../../../src/app/surface.ts'
import type { Zone } from '../../../src/platform/zone.ts'
import { residentWithDraft, staffAt, type Visitor, visitorOf, wholeWay } from '../../hostile/people.ts'
import { type TestCityHall, testCityHall } from '../../support/city-hall.ts'
import { type Answer, answerOf, expectedAtOffice, expectedAtPortal, officePeople, portalPeople } from './answers.ts'
import { officeDoors } from './office-doors.ts'
import { portalDoors } from './portal-doors.ts'
import { nothingThere } from './routes-without-sample.ts'
import { type SampleIds, sampleIds } from './sample.ts'

let hall: TestCityHall
let ids: SampleIds
const residents: Record<string, Visitor | undefined> = {}
const staff: Record<string, Visitor | undefined> = {}

beforeAll(async () => {
  hall = await testCityHall()
  await wholeWay(hall, 'child-allowance-claim')
  const owner = await residentWithDraft(hall.portal, 'hanako', 'child-allowance-claim')
  ids = await sampleIds(hall, owner.browser)
  const other = await residentWithDraft(hall.portal, 'masaru', 'child-allowance-claim')
  for (const each of [owner, other]) await each.browser.open(`${hall.portal}/me`)
  residents.owner = visitorOf(owner.browser)
  residents.other = visitorOf(other.browser)
  staff.clerk = await staffAt(hall.office, 'A001')
  staff.elsewhere = await staffAt(hall.office, 'A031')
  staff.registers = await staffAt(hall.office, 'A071')
  staff.auditor = await staffAt(hall.office, 'A051')
  staff.foreigner = await staffAt(hall.foreignOffice, 'M001')
}, 180_000)
afterAll(() => hall.close())

/** Doors that close behind a person come last: discarding what the others need, ending sessions, signing out. */
const closing = [/ \/drafts\/:draft\/discard$/, /sessions/, /sign-out/]
const rank = (route: string): number => closing.findIndex((each) => each.test(route))

function routesOf(surface: 'portal' | 'office', zone: Zone): readonly string[] {
  const services = hall.hall.zones.get(zone)?.services
  const city = services?.cities[0]
  if (services === undefined || city === undefined) throw new Error(`no ${zone}`)
  const app = buildSurface({
    capabilities: hall.capabilities,
    services,
    surface,
    city,
    assets: { paths: { css: '', js: '' }, serve: (_c, next) => next() },
    relayRoutes: undefined,
  })
  const found = new Set(
    app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
  )
  return [...found].sort((a, b) => rank(a) - rank(b))
}

async function knock(origin: string, route: string, visitor: Visitor | undefined): Promise<Answer> {
  const [method = 'GET', path = '/'] = route.split(' ')
  const response = await fetch(origin + ids.fill(path), {
    method,
    redirect: 'manual',
    headers: {
      accept: 'text/html',
      origin,
      'sec-fetch-site': 'same-origin',
      ...(visitor === undefined ? {} : { cookie: visitor.cookie }),
    },
    ...(method === 'GET'
      ? {}
      : { body: new URLSearchParams({ csrf: visitor?.csrf ?? '', requestKey: randomUUID(), act: 'take' }) }),
  })
  await response.arrayBuffer()
  return answerOf(response.status, response.headers.get('location'), visitor !== undefined)
}

async function differences<Door, Person extends string>(options: {
  readonly origin: string
  readonly doors: ReadonlyMap<string, Door>
  readonly routes: readonly string[]
  readonly people: readonly Person[]
  readonly visitors: Readonly<Record<string, Visitor | undefined>>
  readonly expected: (door: Door, person: Person) => readonly Answer[]
}): Promise<readonly string[]> {
  const found: string[] = []
  for (const route of options.routes) {
    const door = options.doors.get(route)
    if (door === undefined) continue
    for (const person of options.people) {
      const wanted = options.expected(door, person)
      const answer = await knock(options.origin, route, options.visitors[person])
      const fine = wanted.includes(answer) || (answer === 'hidden' && wanted.includes('in') && nothingThere.has(route))
      if (!fine) found.push(`${route}: ${person} meets "${answer}", declared is "${wanted.join(' or ')}"`)
    }
  }
  return found
}

/** What people did, in both zones; looks at the access log and sign-ins are not of interest here. */
async function deeds(): Promise<number> {
  const owner = await hall.db.owner()
  const counts = await owner.query<{ n: string }>(
    `select (select count(*) from office.event where stream in ('case', 'proposal', 'letter', 'catalogue'))
          + (select count(*) from internet.event) as n`,
  )
  return Number(counts.rows[0]?.n)
}

describe('the portal', () => {
  test('has no route that is not declared, and declares none that is not there', () => {
    const routes = routesOf('portal', 'internet')
    expect(routes.filter((route) => !portalDoors.has(route))).toEqual([])
    expect([...portalDoors.keys()].filter((route) => !routes.includes(route))).toEqual([])
  })
  test('lets nobody and other residents do nothing', async () => {
    const before = await deeds()
    const routes = routesOf('portal', 'internet').filter((route) => portalDoors.get(route) === 'owner')
    const people = portalPeople.filter((each) => each !== 'owner')
    expect(
      await differences({
        origin: hall.portal,
        doors: portalDoors,
        routes,
        people,
        visitors: residents,
        expected: expectedAtPortal,
      }),
    ).toEqual([])
    expect(await deeds()).toBe(before)
  }, 60_000)
  test('answers everybody as declared', async () => {
    expect(
      await differences({
        origin: hall.portal,
        doors: portalDoors,
        routes: routesOf('portal', 'internet'),
        people: portalPeople,
        visitors: residents,
        expected: expectedAtPortal,
      }),
    ).toEqual([])
  }, 120_000)
})

describe('the office', () => {
  const people = Object.keys(officePeople) as (keyof typeof officePeople)[]
  test('has no route that is not declared, and declares none that is not there', () => {
    const routes = routesOf('office', 'office')
    expect(routes.filter((route) => !officeDoors.has(route))).toEqual([])
    expect([...officeDoors.keys()].filter((route) => !routes.includes(route))).toEqual([])
  })
  test('lets nobody, other sections and other cities do nothing', async () => {
    const before = await deeds()
    const routes = routesOf('office', 'office').filter(isOfCase)
    expect(
      await differences({
        origin: hall.office,
        doors: officeDoors,
        routes,
        people: ['nobody', 'foreigner', 'elsewhere', 'registers'],
        visitors: staff,
        expected: expectedAtOffice,
      }),
    ).toEqual([])
    expect(await deeds()).toBe(before)
  }, 60_000)
  test('answers everybody as declared', async () => {
    const routes = routesOf('office', 'office')
    const common = { origin: hall.office, doors: officeDoors, visitors: staff, expected: expectedAtOffice }
    expect([
      ...(await differences({ ...common, routes: routes.filter(isOfCase), people: ['clerk', 'auditor'] })),
      ...(await differences({ ...common, routes: routes.filter((route) => !isOfCase(route)), people })),
    ]).toEqual([])
  }, 120_000)
})

function isOfCase(route: string): boolean {
  const door = officeDoors.get(route)
  return typeof door === 'object' && 'case' in door
}

test('a wrong declaration is noticed (control)', async () => {
  const wrong = new Map([['GET /cases/:id', { case: 'read' } as const]])
  const found = await differences({
    origin: hall.office,
    doors: wrong,
    routes: ['GET /cases/:id'],
    people: ['elsewhere'],
    visitors: staff,
    expected: () => ['in'],
  })
  expect(found).toHaveLength(1)
})
