import type { Provider } from 'oidc-provider'
import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type ResidentSeed, readCityPeople } from '../seeds/city-people.ts'
import { CardLocks } from './people.ts'
import { SigningRequests } from './signing-requests.ts'

/** The simulator of one city: its people, their locks, what is under way. Lives in memory only. */
export interface Simulator {
  readonly city: City
  readonly people: readonly ResidentSeed[]
  readonly locks: CardLocks
  readonly requests: SigningRequests
  provider(): Promise<Provider>
}

/**
 * Simulators may exist only for fictional people: in a process that allows demonstrations, for a city that says it is
 * one, and never beside a configured provider of real identities.
 */
export function simulatorAllowed(services: ZoneServices, city: City): boolean {
  return services.config.demo && city.demo && city.origins.simulator !== undefined
}

export function createSimulators(services: ZoneServices): (city: City) => Simulator | null {
  const known = new Map<string, Simulator>()
  return (city) => {
    if (!simulatorAllowed(services, city)) return null
    const there = known.get(city.id)
    if (there !== undefined) return there
    const made = createSimulator(services, city)
    known.set(city.id, made)
    return made
  }
}

function createSimulator(services: ZoneServices, city: City): Simulator {
  const people = readCityPeople(services.config.rootDir, city.id)?.residents ?? []
  let provider: Promise<Provider> | undefined
  return {
    city,
    people,
    locks: new CardLocks(),
    requests: new SigningRequests(),
    // The library takes some megabytes: it is loaded when somebody first holds a card to the reader.
    provider: () => {
      provider ??= import('./provider.ts').then(({ createProvider }) => createProvider(services, city, people))
      return provider
    },
  }
}
