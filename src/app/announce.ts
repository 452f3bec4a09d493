import { demoPeople } from '../capabilities/identity/index.ts'
import { demoOutbox } from '../capabilities/outbox/index.ts'
import type { Config } from '../config.ts'
import type { City } from '../platform/cities.ts'
import type { CityFile } from './city-files.ts'

/** What the person at the terminal reads when the city hall is open: where to go, and as whom. */
export function announce(config: Config, cities: readonly CityFile[]): readonly string[] {
  return cities.flatMap(({ city }) => {
    const lines = [
      '',
      city.name,
      ...address('Residents', city.origins.portal),
      ...address('Staff', city.origins.office),
      ...mails(config, city),
      ...(city.demo && config.demo ? peopleLines(config.rootDir, city.id) : []),
    ]
    return city.demo ? [...lines, '  All people and contents are fictional.'] : lines
  })
}

function address(who: string, origin: string | undefined): readonly string[] {
  return origin === undefined ? [] : [`  ${who.padEnd(10)} ${origin}/`]
}

/** Where the mails of a demonstration are read: nobody would look for the one-time codes there. */
function mails(config: Config, city: City): readonly string[] {
  const outbox = demoOutbox(config, city)
  return outbox === null || city.origins.portal === undefined
    ? []
    : [`  ${'Mails'.padEnd(10)} ${new URL(outbox, city.origins.portal)}`]
}

function peopleLines(rootDir: string, cityId: string): readonly string[] {
  const people = demoPeople(rootDir, cityId)
  if (people === null) return []
  return [
    `  Cards      ${people.residents.map((person) => `${person.name} (PIN ${person.pin})`).join(', ')}`,
    '  Staff are chosen on the sign-in page of the office, where their passwords and codes are shown:',
    ...people.staff.map((person) => `             ${person.number} ${person.name}, ${person.post}`),
  ]
}
