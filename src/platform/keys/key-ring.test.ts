import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createKeyRing } from './create-key-ring.ts'
import { decryptWithDataKey, encryptWithDataKey } from './data-key.ts'
import { exportPublicKeys, importPublicKeys, listKeys, rotateKeys } from './manage.ts'
import { ringPath } from './ring-folder.ts'
import { SealBroken } from './seal-broken.ts'
import { asSealedFor } from './sealed.ts'
import { unwrapKeyRing, wrapKeyRing } from './wrap.ts'

const cities = ['yanai', 'mihon']
const now = new Date('2026-11-22T00:00:00Z')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yanagi-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function flip(bytes: Uint8Array, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ (1 << (at % 8))
  return changed
}

describe('the ring at first start', () => {
  it('writes secrets that only the owner of the process can read', () => {
    createKeyRing(folder, 'office', cities, now)
    expect(statSync(ringPath(folder, 'office')).mode & 0o777).toBe(0o600)
  })

  it('keeps its keys at the second start, and makes those of a new city', () => {
    const first = createKeyRing(folder, 'office', ['yanai'], now)
    const box = first.encrypt('yanai', 'case', Buffer.from('柳'), 'row 1')
    const second = createKeyRing(folder, 'office', cities, now)
    expect(second.decrypt('yanai', 'case', box, 'row 1').toString()).toBe('柳')
    expect(second.encrypt('mihon', 'case', Buffer.from('見'), 'row 1').length).toBeGreaterThan(0)
  })

  it('refuses a damaged file and says which, without quoting it', () => {
    createKeyRing(folder, 'office', cities, now)
    const text = readFileSync(ringPath(folder, 'office'), 'utf8')
    rmSync(ringPath(folder, 'office'))
    createKeyRing(folder, 'internet', cities, now)
    const secret = /"key": "([^"]+)"/.exec(text)?.[1] ?? ''
    writeFileSync(ringPath(folder, 'office'), text.slice(0, -20))
    expect(() => createKeyRing(folder, 'office', cities, now)).toThrowError(/office\.keys\.json/)
    try {
      createKeyRing(folder, 'office', cities, now)
    } catch (error) {
      expect(String(error)).not.toContain(secret)
    }
  })
})

describe('boxes', () => {
  it('open for the same city, purpose and context only, and never after one changed bit', () => {
    const ring = createKeyRing(folder, 'office', cities, now)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.nat(), (bytes, context, at) => {
        const box = ring.encrypt('yanai', 'case', bytes, context)
        expect(ring.decrypt('yanai', 'case', box, context)).toEqual(Buffer.from(bytes))
        expect(() => ring.decrypt('yanai', 'case', box, `${context}!`)).toThrow(SealBroken)
        expect(() => ring.decrypt('yanai', 'copy', box, context)).toThrow(SealBroken)
        expect(() => ring.decrypt('mihon', 'case', box, context)).toThrow(SealBroken)
        expect(() => ring.decrypt('yanai', 'case', flip(box, at), context)).toThrow(SealBroken)
      }),
      { numRuns: 200 },
    )
  })

  it('are never the same twice', () => {
    const ring = createKeyRing(folder, 'office', cities, now)
    const one = ring.encrypt('yanai', 'case', Buffer.from('a'), 'x')
    expect(one.equals(ring.encrypt('yanai', 'case', Buffer.from('a'), 'x'))).toBe(false)
  })

  it('refuse garbage of any length with SealBroken, not with another error', () => {
    const ring = createKeyRing(folder, 'office', cities, now)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        expect(() => ring.decrypt('yanai', 'case', bytes, 'x')).toThrow(SealBroken)
        expect(() => ring.openSealed('yanai', asSealedFor('office', bytes))).toThrow(SealBroken)
        expect(ring.verify('office', 'yanai', Buffer.from('m'), 'ffffffff', bytes)).toBe(false)
      }),
    )
  })
})

describe('data keys', () => {
  it('erase what they sealed when the wrapped key is gone', () => {
    const ring = createKeyRing(folder, 'office', cities, now)
    const { key, wrapped } = ring.newDataKey('yanai', 'case 1')
    const box = encryptWithDataKey(key, Buffer.from('申請内容'), 'case 1 answers')
    const again = ring.unwrapDataKey('yanai', wrapped, 'case 1')
    expect(decryptWithDataKey(again, box, 'case 1 answers').toString()).toBe('申請内容')
    expect(() => ring.unwrapDataKey('yanai', wrapped, 'case 2')).toThrow(SealBroken)
    expect(() => decryptWithDataKey(ring.newDataKey('yanai', 'case 1').key, box, 'case 1 answers')).toThrow(SealBroken)
  })
})

describe('seals between zones', () => {
  it('open in the zone and city they were made for, and in no other', () => {
    const internet = createKeyRing(folder, 'internet', cities, now)
    const office = createKeyRing(folder, 'office', cities, now)
    const sealed = internet.sealTo('office', 'yanai', Buffer.from('罹災'))
    expect(office.openSealed('yanai', sealed).toString()).toBe('罹災')
    expect(() => office.openSealed('mihon', sealed)).toThrow(SealBroken)
    expect(() => internet.openSealed('yanai', asSealedFor('internet', sealed))).toThrow(SealBroken)
    for (let at = 0; at < sealed.length; at++) {
      expect(() => office.openSealed('yanai', asSealedFor('office', flip(sealed, at)))).toThrow(SealBroken)
    }
  })

  it('of one moment share a pair of keys and nothing else; those of the next have another', () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      const internet = createKeyRing(folder, 'internet', cities, now)
      const office = createKeyRing(folder, 'office', cities, now)
      const seal = () => internet.sealTo('office', 'yanai', Buffer.from('罹災'))
      const [one, two] = [seal(), seal()]
      vi.advanceTimersByTime(500)
      const later = seal()
      const pairOf = (sealed: Buffer) => sealed.toString('hex', 5, 37)
      const nonceOf = (sealed: Buffer) => sealed.toString('hex', 37, 61)
      expect(pairOf(two)).toBe(pairOf(one))
      expect(pairOf(later)).not.toBe(pairOf(one))
      expect(new Set([one, two, later].map(nonceOf)).size).toBe(3)
      for (const sealed of [one, two, later]) expect(office.openSealed('yanai', sealed).toString()).toBe('罹災')
    } finally {
      vi.useRealTimers()
    }
  })

  it('refuse a public key with which anybody would share a secret', () => {
    const internet = createKeyRing(folder, 'internet', cities, now)
    const office = createKeyRing(folder, 'office', cities, now)
    const sealed = internet.sealTo('office', 'yanai', Buffer.from('x'))
    sealed.fill(0, 5, 37)
    expect(() => office.openSealed('yanai', sealed)).toThrow(SealBroken)
  })

  it('need the public key first in a split installation, and say how to get it', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'yanagi-keys-'))
    const internet = createKeyRing(folder, 'internet', cities, now)
    const office = createKeyRing(elsewhere, 'office', cities, now)
    expect(() => internet.sealTo('office', 'yanai', Buffer.from('x'))).toThrow(/keys import/)
    const carried = importPublicKeys(folder, exportPublicKeys(elsewhere, 'office'))
    expect(carried).toEqual({ ok: true, zone: 'office', cities })
    expect(office.openSealed('yanai', internet.sealTo('office', 'yanai', Buffer.from('x'))).toString()).toBe('x')
    rmSync(elsewhere, { recursive: true })
  })

  it('refuse a public file that is none, is ours, or forgets a known key', () => {
    createKeyRing(folder, 'internet', cities, now)
    const elsewhere = mkdtempSync(join(tmpdir(), 'yanagi-keys-'))
    createKeyRing(elsewhere, 'office', cities, now)
    importPublicKeys(folder, exportPublicKeys(elsewhere, 'office'))
    rmSync(elsewhere, { recursive: true })
    createKeyRing(elsewhere, 'office', cities, now)
    expect(importPublicKeys(folder, exportPublicKeys(elsewhere, 'office'))).toEqual({ ok: false, refusal: 'lost-keys' })
    expect(importPublicKeys(folder, exportPublicKeys(folder, 'internet'))).toEqual({ ok: false, refusal: 'own-zone' })
    expect(importPublicKeys(folder, 'hello')).toEqual({ ok: false, refusal: 'not-a-public-key-file' })
    rmSync(elsewhere, { recursive: true })
  })
})

describe('signatures', () => {
  it('hold for zone, city, message and key id together', () => {
    const internet = createKeyRing(folder, 'internet', cities, now)
    const office = createKeyRing(folder, 'office', cities, now)
    const message = Buffer.from('envelope')
    const { keyId, signature } = internet.sign('yanai', message)
    expect(office.verify('internet', 'yanai', message, keyId, signature)).toBe(true)
    expect(office.verify('office', 'yanai', message, keyId, signature)).toBe(false)
    expect(office.verify('internet', 'mihon', message, keyId, signature)).toBe(false)
    expect(office.verify('internet', 'yanai', Buffer.from('envelopf'), keyId, signature)).toBe(false)
    expect(office.verify('internet', 'yanai', message, keyId, flip(signature, 13))).toBe(false)
  })
})

describe('rotation', () => {
  it('makes new keys, reads the old boxes, and is noticed by a running process', () => {
    const running = createKeyRing(folder, 'office', cities, now)
    const old = running.encrypt('yanai', 'case', Buffer.from('old'), 'x')
    const token = running.token('yanai', 'search', 'やなぎ')
    const seal = running.sealTo('office', 'yanai', Buffer.from('sealed before'))
    const made = rotateKeys(folder, 'office', 'yanai', new Date('2026-12-01T00:00:00Z'))
    expect(made).toHaveLength(10)
    const after = createKeyRing(folder, 'office', cities, now)
    expect(after.decrypt('yanai', 'case', old, 'x').toString()).toBe('old')
    expect(after.openSealed('yanai', seal).toString()).toBe('sealed before')
    expect(after.token('yanai', 'search', 'やなぎ')).toEqual(token)
    const fresh = after.encrypt('yanai', 'case', Buffer.from('new'), 'x')
    expect(fresh.subarray(1, 5)).not.toEqual(old.subarray(1, 5))
    expect(running.decrypt('yanai', 'case', fresh, 'x').toString()).toBe('new')
    const { keyId, signature } = after.sign('yanai', Buffer.from('m'))
    expect(running.verify('office', 'yanai', Buffer.from('m'), keyId, signature)).toBe(true)
    expect(listKeys(folder).filter((line) => line.cityId === 'yanai')).toHaveLength(20)
  })
})

describe('the backup of the ring', () => {
  it('opens with its passphrase only, into a folder without keys', async () => {
    const ring = createKeyRing(folder, 'office', cities, now)
    const box = ring.encrypt('yanai', 'evidence', Buffer.from('証跡'), 'x')
    const wrapped = await wrapKeyRing(folder, '柳の下のどじょう 2026')
    const target = mkdtempSync(join(tmpdir(), 'yanagi-keys-'))
    await expect(unwrapKeyRing(target, wrapped, '柳の下のどじょう 2027')).rejects.toMatchObject({
      fault: 'wrong-passphrase',
    })
    await expect(unwrapKeyRing(folder, wrapped, '柳の下のどじょう 2026')).rejects.toThrow(/already holds keys/)
    await unwrapKeyRing(target, wrapped, '柳の下のどじょう 2026')
    expect(createKeyRing(target, 'office', cities, now).decrypt('yanai', 'evidence', box, 'x').toString()).toBe('証跡')
    rmSync(target, { recursive: true })
  })

  it('shows no secret in the clear', async () => {
    createKeyRing(folder, 'office', cities, now)
    const wrapped = await wrapKeyRing(folder, 'a passphrase')
    const secret = /"tokens": "([^"]+)"/.exec(readFileSync(ringPath(folder, 'office'), 'utf8'))?.[1] ?? 'none'
    expect(wrapped).not.toContain(secret)
  })
})

describe('tokens', () => {
  it('are the same for the same text, and differ by city and purpose', () => {
    const ring = createKeyRing(folder, 'office', cities, now)
    const token = ring.token('yanai', 'search', 'やま')
    expect(token).toHaveLength(32)
    expect(ring.token('yanai', 'search', 'やま')).toEqual(token)
    expect(ring.token('yanai', 'session', 'やま')).not.toEqual(token)
    expect(ring.token('mihon', 'search', 'やま')).not.toEqual(token)
  })
})
