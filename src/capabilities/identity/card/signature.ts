/** What a signing certificate says about its holder: 基本4情報. */
export interface CertificateHolder {
  readonly name: string
  readonly address: string
  readonly birth: string
  readonly sex: 'male' | 'female' | 'unspecified'
}

/**
 * Result of checking a signature. Only `valid` may pass; `unknown` (the issuer's word on revocation could not be
 * had) must not.
 */
export type SignatureResult =
  | 'valid'
  | 'bad-signature'
  | 'unreadable'
  | 'unknown-issuer'
  | 'not-yet-valid'
  | 'expired'
  | 'revoked'
  | 'unknown'

export interface SignatureCheck {
  readonly result: SignatureResult
  readonly checkedAt: Date
  /** Present when the certificate could be read and its issuer is trusted. */
  readonly holder?: CertificateHolder
  /** Serial number of the certificate, hex. */
  readonly serial?: string
}

/** A signature as it is kept with a case. Everything is base64; `certificate` and `issuers` are DER. */
export interface SignedDocument {
  /** The exact bytes that were shown and signed. */
  readonly bytes: Buffer
  readonly signature: Buffer
  readonly certificate: Buffer
  readonly algorithm: 'ecdsa-p256-sha256'
  readonly signedAt: Date
  readonly check: SignatureCheck
}
