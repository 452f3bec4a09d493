import { createPrivateKey, sign } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type IssuedKey, issueCertificate, makeAuthority } from '../simulator/authority.ts'
import type { CertificateHolder } from './signature.ts'
import { serialOf, verifySignature } from './verify-signature.ts'

const now = new Date('2026-11-22T10:00:00+09:00')
const bytes = Buffer.from('児童手当の認定を請求します。\n申請者 見本　花子\n', 'utf8')
const holder: CertificateHolder = {
  name: '見本　花子𠮷',
  address: '山口県柳井市見本町一丁目２番３号　見本荘１０１',
  birth: '1990-04-12',
  sex: 'female',
}
let authority: IssuedKey
let card: IssuedKey

const signWith = (key: IssuedKey, data: Uint8Array): Buffer =>
  sign('sha256', data, {
    key: createPrivateKey({ key: key.privateKey, format: 'der', type: 'pkcs8' }),
    dsaEncoding: 'ieee-p1363',
  })

beforeAll(async () => {
  authority = await makeAuthority('柳井市', new Date('2026-01-02T00:00:00+09:00'))
  card = await issueCertificate(authority, holder, new Date('2026-01-01T00:00:00+09:00'))
})

const check = (
  over: Partial<{
    data: Buffer
    signature: Buffer
    certificate: Buffer
    anchors: Buffer[]
    at: Date
    word: 'good' | 'revoked' | 'unknown'
  }> = {},
) =>
  verifySignature(
    {
      bytes: over.data ?? bytes,
      signature: over.signature ?? signWith(card, bytes),
      certificate: over.certificate ?? card.certificate,
    },
    over.anchors ?? [authority.certificate],
    over.at ?? now,
    over.word ?? 'good',
  )

describe('checking a signature', () => {
  it('passes when everything holds, and names the holder byte for byte', () => {
    expect(check()).toEqual({ result: 'valid', checkedAt: now, serial: card.serial, holder })
    expect(serialOf(card.certificate)).toBe(card.serial)
  })

  it('does not pass when the issuer could not be asked, or says revoked', () => {
    expect(check({ word: 'unknown' }).result).toBe('unknown')
    expect(check({ word: 'revoked' }).result).toBe('revoked')
  })

  it('refuses one changed byte of the text or of the signature', () => {
    const changed = Buffer.from(bytes)
    changed[0] = (changed[0] ?? 0) ^ 1
    expect(check({ data: changed }).result).toBe('bad-signature')
    const broken = signWith(card, bytes)
    broken[40] = (broken[40] ?? 0) ^ 1
    expect(check({ signature: broken }).result).toBe('bad-signature')
    expect(check({ signature: Buffer.alloc(0) }).result).toBe('bad-signature')
    expect(check({ signature: Buffer.alloc(64) }).result).toBe('bad-signature')
  })

  it('refuses a certificate of another issuer, of no issuer, and one with an authority’s powers', async () => {
    const stranger = await makeAuthority('柳井市', now)
    const forged = await issueCertificate(stranger, holder, new Date('2026-01-01T00:00:00+09:00'))
    expect(check({ certificate: forged.certificate, signature: signWith(forged, bytes) }).result).toBe('unknown-issuer')
    expect(check({ anchors: [] }).result).toBe('unknown-issuer')
    expect(check({ certificate: authority.certificate, signature: signWith(authority, bytes) }).result).toBe(
      'unknown-issuer',
    )
    const viaCard = await issueCertificate(card, holder, new Date('2026-01-01T00:00:00+09:00'))
    expect(
      check({ certificate: viaCard.certificate, signature: signWith(viaCard, bytes), anchors: [card.certificate] })
        .result,
    ).toBe('unknown-issuer')
  })

  it('holds to the second of its time', async () => {
    const short = await issueCertificate(
      authority,
      holder,
      new Date('2026-11-20T00:00:00Z'),
      new Date('2026-11-21T00:00:00Z'),
    )
    const at = (moment: string) =>
      check({ certificate: short.certificate, signature: signWith(short, bytes), at: new Date(moment) }).result
    expect(at('2026-11-19T23:59:59Z')).toBe('not-yet-valid')
    expect(at('2026-11-20T00:00:00Z')).toBe('valid')
    expect(at('2026-11-21T00:00:00Z')).toBe('valid')
    expect(at('2026-11-21T00:00:01Z')).toBe('expired')
  })

  it('refuses bytes that are no certificate, or a certificate with something behind it', () => {
    expect(check({ certificate: Buffer.from('nothing') }).result).toBe('unreadable')
    expect(check({ certificate: Buffer.concat([card.certificate, Buffer.from([0])]) }).result).toBe('unreadable')
  })
})
