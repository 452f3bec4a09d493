import { cardProvider } from '../capabilities/identity/index.ts'
import type { City } from '../platform/cities.ts'

/** What the card sign-in of a real city still lacks, each with the way to it. Nothing is said of a demonstration. */
export function cardSignInFaults(city: City, cityFile: string): readonly string[] {
  if (city.demo) return []
  const provider = cardProvider(city)
  const place = `settings.identity.provider in ${cityFile}`
  if (provider === undefined)
    return [
      `Card sign-in answers 503 until an OpenID provider is set: issuer and clientId under ${place}, its secret in YANAGI_OPENID_CLIENT_SECRET. Register ${city.origins.portal}/sign-in/return there.`,
    ]
  if (provider.signing === undefined || provider.trustAnchors.length === 0)
    return [
      `Signing by card is not offered until signing (an address) and trustAnchors (certificates, PEM) are set: ${place}.`,
    ]
  return []
}

/** What a city enters itself before its first application, and where. */
export function firstSteps(city: City): readonly string[] {
  const at = (path: string): string => `${city.origins.office}${path}`
  return [
    'What the administrator enters then, in the office:',
    `  sections and posts       ${at('/organisation/sections')}`,
    `  people and their roles   ${at('/organisation/people')} (or all at once: ${at('/organisation/import')})`,
    `  registers                ${at('/catalogue')}`,
    `  closed days              ${at('/catalogue/closed-days')}`,
    `  who decides what         ${at('/approvals/matters')}`,
    `  open data                ${at('/datasets')} (a second person approves what is published)`,
  ]
}
