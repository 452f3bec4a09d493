import { randomBytes, webcrypto } from 'node:crypto'
import { writeHolder } from '../card/holder.ts'
import type { CertificateHolder } from '../card/signature.ts'

/** A key pair and its certificate, as they are kept: PKCS#8 and X.509, both DER. */
export interface IssuedKey {
  readonly privateKey: Buffer
  readonly certificate: Buffer
  /** Hex, lower case. */
  readonly serial: string
}

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const yearMs = 365.25 * 24 * 3_600_000

/** The library is loaded only where certificates are made: in a demonstration city. */
async function x509() {
  await import('reflect-metadata')
  return import('@peculiar/x509')
}

/** Makes the demonstration authority of a city. Its name says that it is one. */
export async function makeAuthority(cityName: string, at: Date): Promise<IssuedKey> {
  const lib = await x509()
  const keys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify'])
  const serial = newSerial()
  const certificate = await lib.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial,
    name: `CN=${escapeName(`見本認証局 ${cityName}`)}, O=DEMO ONLY`,
    notBefore: new Date(at.getTime() - 24 * 3_600_000),
    notAfter: new Date(at.getTime() + 20 * yearMs),
    signingAlgorithm: ecdsa,
    keys,
    extensions: [
      new lib.BasicConstraintsExtension(true, 0, true),
      new lib.KeyUsagesExtension(lib.KeyUsageFlags.keyCertSign | lib.KeyUsageFlags.cRLSign, true),
    ],
  })
  return toIssued(keys.privateKey, Buffer.from(certificate.rawData), serial)
}

/** Issues a signing certificate with the four facts of the holder, for five years (署名用電子証明書の有効期間). */
export async function issueCertificate(
  authority: Pick<IssuedKey, 'privateKey' | 'certificate'>,
  holder: CertificateHolder,
  from: Date,
  to: Date = new Date(from.getTime() + 5 * yearMs),
): Promise<IssuedKey> {
  const lib = await x509()
  const keys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify'])
  const issuer = new lib.X509Certificate(new Uint8Array(authority.certificate))
  const signingKey = await webcrypto.subtle.importKey('pkcs8', new Uint8Array(authority.privateKey), ecdsa, false, [
    'sign',
  ])
  const serial = newSerial()
  const certificate = await lib.X509CertificateGenerator.create({
    serialNumber: serial,
    subject: `CN=${serial}, O=DEMO ONLY`,
    issuer: issuer.subject,
    notBefore: from,
    notAfter: to,
    signingAlgorithm: ecdsa,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new lib.BasicConstraintsExtension(false, undefined, true),
      new lib.KeyUsagesExtension(lib.KeyUsageFlags.nonRepudiation | lib.KeyUsageFlags.digitalSignature, true),
      new lib.Extension('2.5.29.17', false, new Uint8Array(writeHolder(holder))),
      await lib.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await lib.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return toIssued(keys.privateKey, Buffer.from(certificate.rawData), serial)
}

async function toIssued(key: webcrypto.CryptoKey, certificate: Buffer, serial: string): Promise<IssuedKey> {
  return { privateKey: Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)), certificate, serial }
}

/** Positive and without a leading zero byte, so that every reader writes it the same. */
function newSerial(): string {
  const bytes = randomBytes(16)
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f)
  return bytes.toString('hex')
}

function escapeName(text: string): string {
  return text.replace(/[,+"\\<>;=#]/g, ' ')
}
