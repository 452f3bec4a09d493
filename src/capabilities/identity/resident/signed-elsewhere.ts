import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { SignedDocument } from '../card/signature.ts'
import { serialOf, verifySignature } from '../card/verify-signature.ts'
import { providerAddress } from './openid.ts'
import { signingProvider } from './signing-provider.ts'
import { trustAnchors } from './trust-anchors.ts'

/**
 * Checks a signature that was made outside these pages, by the same rules: issuer, time, the issuer's word on revocation,
 * and the key over exactly these bytes. Only `check.result` `valid` counts; when the issuer can't be asked it is `unknown`.
 */
export async function checkSignedElsewhere(
  services: ZoneServices,
  city: City,
  signed: { readonly bytes: Buffer; readonly signature: Buffer; readonly certificate: Buffer },
  now: Date,
): Promise<SignedDocument> {
  const address = providerAddress(services, city)
  const provider = address === null ? null : signingProvider(services, address)
  const serial = serialOf(signed.certificate)
  const word = serial === null || provider === null ? 'unknown' : await provider.revocation(serial)
  const check = verifySignature(signed, await trustAnchors(services, city), now, word)
  return { ...signed, algorithm: 'ecdsa-p256-sha256', signedAt: now, check }
}
