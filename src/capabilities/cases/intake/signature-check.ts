import { verify, X509Certificate } from 'node:crypto'
import type { SignatureEvidence } from '../../exchange/index.ts'

/**
 * The office looks again at what the portal says it verified: the key in the certificate made this signature over these
 * bytes. Whether the certificate was valid and not revoked at signing is the portal's word, kept with the case.
 */
export function signatureHolds(evidence: SignatureEvidence): boolean {
  if (evidence.result !== 'valid') return false
  try {
    const certificate = new X509Certificate(Buffer.from(evidence.certificate, 'base64'))
    const bytes = Buffer.from(evidence.signedBytes, 'base64')
    const signature = Buffer.from(evidence.signature, 'base64')
    const dsaEncoding = signature.length === 64 ? 'ieee-p1363' : 'der'
    return verify('sha256', bytes, { key: certificate.publicKey, dsaEncoding }, signature)
  } catch {
    return false
  }
}
