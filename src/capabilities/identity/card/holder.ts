import { type DerNode, derTag, readDer, writeDer, writeOid } from './der.ts'
import type { CertificateHolder } from './signature.ts'

/**
 * 基本4情報 stand in the subject alternative name as other names, under the identifiers of the 署名用電子証明書
 * (公的個人認証サービス 証明書プロファイル). The certificates of the simulator have the same layout.
 */
const oids = {
  name: '1.2.392.200149.8.5.5.1',
  sex: '1.2.392.200149.8.5.5.3',
  birth: '1.2.392.200149.8.5.5.4',
  address: '1.2.392.200149.8.5.5.5',
} as const

const subjectAlternativeName = writeOid('2.5.29.17')
const sexDigit = { male: '1', female: '2', unspecified: '3' } as const

/** Value of the subject alternative name extension for a holder. */
export function writeHolder(holder: CertificateHolder): Buffer {
  const other = (oid: string, text: string): Buffer =>
    writeDer(
      derTag.context0,
      writeOid(oid),
      writeDer(derTag.context0, writeDer(derTag.utf8, Buffer.from(text, 'utf8'))),
    )
  return writeDer(
    derTag.sequence,
    other(oids.name, holder.name),
    other(oids.sex, sexDigit[holder.sex]),
    other(oids.birth, holder.birth.replaceAll('-', '')),
    other(oids.address, holder.address),
  )
}

/** The holder that a certificate (DER) names, or null when one of the four facts is missing. Throws `DerUnreadable`. */
export function readHolder(certificate: Buffer): CertificateHolder | null {
  const names = readDer(certificate)
    .children()[0]
    ?.children()
    .find((node) => node.tag === derTag.context3)
  const extension = names
    ?.children()[0]
    ?.children()
    .find((node) => sameOid(node.children()[0], subjectAlternativeName))
  const value = extension?.children().find((node) => node.tag === derTag.octets)
  if (value === undefined) return null
  const texts = new Map<string, string>()
  for (const other of readDer(value.content).children()) {
    if (other.tag !== derTag.context0) continue
    const [oid, wrapped] = other.children()
    const text = wrapped?.children()[0]
    if (oid !== undefined && text?.tag === derTag.utf8)
      texts.set(oid.content.toString('hex'), text.content.toString('utf8'))
  }
  const of = (oid: string): string | undefined => texts.get(writeOid(oid).subarray(2).toString('hex'))
  const [name, address, birth] = [of(oids.name), of(oids.address), of(oids.birth)]
  if (name === undefined || address === undefined || birth === undefined || !/^\d{8}$/.test(birth)) return null
  return {
    name,
    address,
    birth: `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}`,
    sex: of(oids.sex) === '1' ? 'male' : of(oids.sex) === '2' ? 'female' : 'unspecified',
  }
}

function sameOid(node: DerNode | undefined, written: Buffer): boolean {
  return node?.tag === derTag.oid && node.content.equals(written.subarray(2))
}
