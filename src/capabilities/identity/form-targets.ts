import type { Surface } from '../../platform/capability.ts'
import type { City } from '../../platform/cities.ts'
import { demoIssuer } from './resident/openid.ts'
import { cardProvider } from './settings.ts'

/**
 * Origins that forms of a surface end at: the portal's at the card provider (signing; a session that ended while somebody
 * typed), the simulator's at the portal they came from.
 */
export function formTargets(city: City, surface: Surface): readonly string[] {
  const portal = city.origins.portal
  if (surface === 'simulator') return portal === undefined ? [] : [new URL(portal).origin]
  if (surface !== 'portal') return []
  const provider = cardProvider(city)
  const demo = demoIssuer(city)
  const addresses =
    provider === undefined
      ? demo === null
        ? []
        : [demo]
      : [provider.issuer, ...(provider.signing === undefined ? [] : [provider.signing]), ...provider.pages]
  return [...new Set(addresses.map((address) => new URL(address).origin))]
}
