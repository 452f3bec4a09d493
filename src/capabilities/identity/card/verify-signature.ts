import { verify, X509Certificate } from 'node:crypto'
import { readHolder } from './holder.ts'
import type { SignatureCheck, SignatureResult } from './signature.ts'

/** What the issuer says about a serial number; `unknown` when it could not be asked. */
export type RevocationWord = 'good' | 'revoked' | 'unknown'

export interface SignatureToVerify {
  /** The exact bytes that were shown and signed. */
  readonly bytes: Uint8Array
  /** ECDSA P-256 with SHA-256, r and s of 32 bytes each (IEEE P1363). */
  readonly signature: Uint8Array
  /** Signer's certificate, DER. */
  readonly certificate: Uint8Array
}

/**
 * Checks a signature as 公的個人認証法 asks of a 署名検証者: the certificate comes from a trusted issuer, is within
 * its time, is not revoked, and its key made the signature over these bytes. `revocation` is the issuer's word about
 * the serial number; without a word the result is `unknown`, which must not pass.
 */
export function verifySignature(
  signed: SignatureToVerify,
  trustAnchors: readonly Uint8Array[],
  at: Date,
  revocation: RevocationWord,
): SignatureCheck {
  const certificate = readCertificate(signed.certificate)
  if (certificate === null) return { result: 'unreadable', checkedAt: at }
  const serial = certificate.serialNumber.toLowerCase()
  if (!isIssued(certificate, trustAnchors, at)) return { result: 'unknown-issuer', checkedAt: at, serial }
  const holder = holderOf(signed.certificate)
  if (holder === null) return { result: 'unreadable', checkedAt: at, serial }
  const result = judge(certificate, signed, at, revocation)
  return { result, checkedAt: at, serial, holder }
}

/** Serial number of a certificate in hex, to ask its issuer about; null when it can't be read. */
export function serialOf(certificate: Uint8Array): string | null {
  return readCertificate(certificate)?.serialNumber.toLowerCase() ?? null
}

function judge(
  certificate: X509Certificate,
  signed: SignatureToVerify,
  at: Date,
  revocation: RevocationWord,
): SignatureResult {
  if (at < new Date(certificate.validFrom)) return 'not-yet-valid'
  if (at > new Date(certificate.validTo)) return 'expired'
  if (!keySigned(certificate, signed)) return 'bad-signature'
  return revocation === 'good' ? 'valid' : revocation
}

function readCertificate(der: Uint8Array): X509Certificate | null {
  try {
    const certificate = new X509Certificate(der)
    // Node also reads PEM and ignores what follows; what is kept as evidence has to be exactly the certificate.
    return certificate.raw.equals(der) ? certificate : null
  } catch {
    return null
  }
}

function holderOf(der: Uint8Array): SignatureCheck['holder'] | null {
  try {
    return readHolder(Buffer.from(der))
  } catch {
    return null
  }
}

/** A card's certificate is an end of the chain; one that may issue others is not a signature of a person. */
function isIssued(certificate: X509Certificate, trustAnchors: readonly Uint8Array[], at: Date): boolean {
  if (certificate.ca) return false
  return trustAnchors.some((der) => {
    const anchor = readCertificate(der)
    return (
      anchor?.ca === true &&
      new Date(anchor.validFrom) <= at &&
      at <= new Date(anchor.validTo) &&
      certificate.checkIssued(anchor) &&
      certificate.verify(anchor.publicKey)
    )
  })
}

function keySigned(certificate: X509Certificate, signed: SignatureToVerify): boolean {
  const { publicKey } = certificate
  if (publicKey.asymmetricKeyType !== 'ec' || publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false
  if (signed.signature.length !== 64) return false
  return verify('sha256', signed.bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signed.signature)
}
