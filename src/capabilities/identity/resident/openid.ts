import * as openid from 'openid-client'
import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { identitySettings } from '../settings.ts'

/** Where the provider sends people back to; registered there letter by letter. */
export function redirectUri(city: City): string {
  return new URL('/sign-in/return', city.origins.portal).href
}

/** The client's name at the simulator of a demonstration city. */
export const demoClientId = 'yanagi-portal'

/** The secret shared with the simulator: both live in the internet zone and derive it from the zone's keys. */
export function demoClientSecret(services: ZoneServices, cityId: string): string {
  return services.keys.token(cityId, 'credential', 'simulator client secret').toString('hex')
}

/** Issuer of the simulator; protocol pages stand under `/oidc`, pages for people beside it. */
export function demoIssuer(city: City): string | null {
  return city.demo && city.origins.simulator !== undefined ? new URL(city.origins.simulator).origin : null
}

export interface ProviderAddress {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  /** Base address for signing; absent when the provider does not sign. */
  readonly signing?: string
}

/** The provider that this city uses: the configured one, or the simulator in a demonstration city; null when neither. */
export function providerAddress(services: ZoneServices, city: City): ProviderAddress | null {
  const configured = identitySettings(city).provider
  if (configured !== undefined) {
    const secret = services.config.openidClientSecret
    return {
      issuer: configured.issuer,
      clientId: configured.clientId,
      ...(configured.signing === undefined ? {} : { signing: configured.signing }),
      ...(secret === '' ? {} : { clientSecret: secret }),
    }
  }
  const issuer = demoIssuer(city)
  if (issuer === null) return null
  return {
    issuer,
    clientId: demoClientId,
    clientSecret: demoClientSecret(services, city.id),
    signing: `${issuer}/signing`,
  }
}

export type Connection = { readonly config: openid.Configuration; readonly address: ProviderAddress }

/** Reads the provider's metadata when somebody first signs in and keeps it; a failed reading is tried again next time. */
export function createProviderConnections(services: ZoneServices): (city: City) => Promise<Connection | null> {
  const known = new Map<string, Promise<Connection>>()
  return async (city) => {
    const address = providerAddress(services, city)
    if (address === null) return null
    const connecting = known.get(city.id) ?? connect(address, city)
    known.set(city.id, connecting)
    try {
      return await connecting
    } catch (error) {
      known.delete(city.id)
      services.log.warn('identity.provider-away', { city: city.id, error })
      return null
    }
  }
}

async function connect(address: ProviderAddress, city: City): Promise<Connection> {
  const server = new URL(address.issuer)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(server.hostname)
  // Plain HTTP only to this very machine, and only for fictional people.
  const execute = city.demo && loopback && server.protocol === 'http:' ? [openid.allowInsecureRequests] : []
  const authentication =
    address.clientSecret === undefined ? openid.None() : openid.ClientSecretBasic(address.clientSecret)
  const config = await openid.discovery(server, address.clientId, undefined, authentication, { execute, timeout: 10 })
  return { config, address }
}
