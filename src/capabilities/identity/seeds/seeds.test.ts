import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../../../../test/support/database.ts'
import { testServices } from '../../../../test/support/services.ts'
import { parseCityPeople, readCityPeople } from './city-people.ts'
import { addFirstAdministrator } from './first-administrator.ts'
import { loadOrganisation } from './load-organisation.ts'

describe('the people of a city file', () => {
  it.each(['yanai', 'mihon'])('%s: has somebody for every part of the work, and cards of every kind', (city) => {
    const people = readCityPeople('.', city)
    const given = new Set(
      people?.staff.flatMap((one) => one.roles.map((role) => (typeof role === 'string' ? role : role.role))),
    )
    for (const role of ['intake', 'review', 'decide', 'registers', 'organisation', 'accounts'] as const)
      expect(given).toContain(role)
    expect(people?.posts.map((post) => post.rank)).toContain(100)
    expect(people?.residents.length).toBeGreaterThan(0)
  })

  it('the demonstration holds a locked card, a revoked certificate and a child', () => {
    const residents = readCityPeople('.', 'yanai')?.residents ?? []
    expect(residents.some((one) => one.card === 'pin-locked')).toBe(true)
    expect(residents.some((one) => one.card === 'sign-revoked')).toBe(true)
    expect(residents.some((one) => one.birth > '2011-12-01')).toBe(true)
  })

  it('names every problem at once, with file and path', () => {
    const broken =
      'sections: [{ code: A B, name: x }]\nstaff: [{ id: S1, name: a, kana: b, section: s, post: p, password: short, totpSecret: 1 }]'
    expect(() => parseCityPeople(broken, 'x.yaml')).toThrow(
      /x\.yaml[\s\S]*sections\.0\.code[\s\S]*staff\.0\.password[\s\S]*staff\.0\.totpSecret/,
    )
    const dangling = 'sections: [{ code: a, name: x, parent: b }, { code: a, name: y }]'
    expect(() => parseCityPeople(dangling, 'x.yaml')).toThrow(
      /sections\.a\.parent: "b" is not defined[\s\S]*"a" is there twice/,
    )
  })

  it('is loaded once, never into a real city, and never where demonstrations are off', async () => {
    const db = await testDatabase()
    const services = testServices({ zone: 'office', db })
    const city = services.cities[0]
    if (city === undefined) throw new Error('no city')
    expect(await loadOrganisation(services, { ...city, demo: false })).toBe(false)
    expect(await loadOrganisation({ ...services, config: { ...services.config, demo: false } }, city)).toBe(false)
    expect(await loadOrganisation(services, city)).toBe(true)
    expect(await loadOrganisation(services, city)).toBe(false)
    const people = await sql<{ n: number }>`select count(*)::int as n from staff_member`.execute(
      services.db.city(city.id),
    )
    expect(people.rows[0]?.n).toBe(readCityPeople('.', city.id)?.staff.length)
    expect(
      await addFirstAdministrator(
        services,
        city,
        { staffNumber: 'X1', name: '初', kana: 'ハツ' },
        services.clock.now(),
      ),
    ).toBeNull()
  }, 120_000)

  it('the first administrator of an empty city gets a link, once', async () => {
    const services = testServices({ zone: 'office', db: await testDatabase() })
    const city = services.cities[1]
    if (city === undefined) throw new Error('no city')
    const person = { staffNumber: 'x1', name: '初 代', kana: 'ハツ ダイ' }
    expect(await addFirstAdministrator(services, city, person, services.clock.now())).toMatch(/^\/enrol\/[\w-]{43}$/)
    expect(await addFirstAdministrator(services, city, person, services.clock.now())).toBeNull()
    const rows = await sql<{ staff_number: string }>`select staff_number from staff_member`.execute(
      services.db.city(city.id),
    )
    expect(rows.rows).toEqual([{ staff_number: 'X1' }])
    const given = await sql<{ role: string }>`select role from role_grant order by role`.execute(
      services.db.city(city.id),
    )
    // Nobody gives roles to themselves: a desk of one person begins open data with what it has.
    expect(given.rows.map(({ role }) => role)).toEqual(
      expect.arrayContaining(['opendata', 'opendata-publication', 'organisation', 'registers']),
    )
  })
})
