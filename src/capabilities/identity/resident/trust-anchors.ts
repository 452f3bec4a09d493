import { X509Certificate } from 'node:crypto'
import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { identitySettings } from '../settings.ts'
import { demoIssuer } from './openid.ts'
import type { ResidentTables } from './tables.ts'

/** Issuers whose certificates count in this city, DER: the configured ones, or the demonstration authority. */
export async function trustAnchors(services: ZoneServices, city: City): Promise<readonly Buffer[]> {
  const configured = identitySettings(city).provider
  if (configured !== undefined) return configured.trustAnchors.map((pem) => new X509Certificate(pem).raw)
  if (!services.config.demo || demoIssuer(city) === null) return []
  const rows = await services.db
    .city<ResidentTables>(city.id)
    .selectFrom('demo_authority')
    .select('certificate')
    .execute()
  return rows.map((row) => row.certificate)
}
