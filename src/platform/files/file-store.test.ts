import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SealBroken } from '../keys/seal-broken.ts'
import { decryptStream, encryptStream, newFileKey } from './cipher-stream.ts'
import { FileMissing, WrongAddress } from './file-faults.ts'
import { createFileStore, type FolderFileStore } from './folder-file-store.ts'
import { removeOrphans } from './orphans.ts'

let folder: string
let store: FolderFileStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yanagi-files-'))
  store = createFileStore(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function all(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const piece of pieces) parts.push(piece)
  return Buffer.concat(parts)
}

describe('the cipher stream', () => {
  it('gives back any bytes, however they are cut into pieces, around every chunk border', async () => {
    const sizes = fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 200_000)
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 70_000 }), async (size, step) => {
        const plain = Buffer.alloc(size, 'やなぎ')
        const cut = (bytes: Buffer) =>
          Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => bytes.subarray(i * step, (i + 1) * step))
        const key = newFileKey()
        const cipher = await all(encryptStream(key, cut(plain)))
        expect((await all(decryptStream(key, cut(cipher)))).equals(plain)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('shows every changed bit, every cut, every exchange', async () => {
    const key = newFileKey()
    const cipher = await all(encryptStream(key, [Buffer.alloc(150_000, 7)]))
    const opens = (bytes: Buffer) => all(decryptStream(key, [bytes]))
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: cipher.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(cipher)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        await expect(opens(changed)).rejects.toThrow(SealBroken)
        await expect(opens(cipher.subarray(0, bit >> 3))).rejects.toThrow(SealBroken)
      }),
      { numRuns: 60 },
    )
    const chunk = 65_536 + 17
    const exchanged = Buffer.concat([
      cipher.subarray(0, 24),
      cipher.subarray(24 + chunk, 24 + 2 * chunk),
      cipher.subarray(24, 24 + chunk),
      cipher.subarray(24 + 2 * chunk),
    ])
    await expect(opens(exchanged)).rejects.toThrow(SealBroken)
    await expect(opens(Buffer.concat([cipher, cipher.subarray(24)]))).rejects.toThrow(SealBroken)
    await expect(opens(cipher.subarray(0, 24 + 2 * chunk))).rejects.toThrow(SealBroken)
    await expect(all(decryptStream(newFileKey(), [cipher]))).rejects.toThrow(SealBroken)
  })
})

describe('the store', () => {
  it('keeps ciphertext only, under the hash of it', async () => {
    const plain = Buffer.from('診断書の写し'.repeat(1000))
    const stored = await store.put('yanai', plain)
    expect(stored.bytes).toBe(plain.length)
    expect((await store.get('yanai', stored.address, stored.key)).equals(plain)).toBe(true)
    expect(
      (await all(store.getStream('yanai', stored.address, stored.key) as AsyncIterable<Buffer>)).equals(plain),
    ).toBe(true)
    const onDisk = readFileSync(join(folder, 'yanai', stored.address.slice(0, 2), stored.address))
    expect(onDisk.includes(Buffer.from('診断書'))).toBe(false)
    expect(readdirSync(join(folder, 'yanai', '.arriving'))).toEqual([])
  })

  it('gives two uploads of one file two addresses: nobody sees that they are equal', async () => {
    const plain = Buffer.from('same')
    expect((await store.put('yanai', plain)).address).not.toBe((await store.put('yanai', plain)).address)
  })

  it('moves ciphertexts to another store only under their own address', async () => {
    const stored = await store.put('yanai', Buffer.from('x'))
    const other = createFileStore(join(folder, 'other'))
    const ciphertext = await store.getCiphertext('yanai', stored.address)
    await other.putCiphertext('yanai', stored.address, ciphertext)
    await other.putCiphertext('yanai', stored.address, ciphertext)
    expect((await other.get('yanai', stored.address, stored.key)).toString()).toBe('x')
    await expect(other.putCiphertext('yanai', 'a'.repeat(64), ciphertext)).rejects.toThrow(WrongAddress)
    await expect(other.putCiphertext('yanai', stored.address, Buffer.from('y'))).rejects.toThrow(WrongAddress)
    expect(await other.has('yanai', 'a'.repeat(64))).toBe(false)
  })

  it('says so when a file is missing, rotten, of another city, or not an address at all', async () => {
    const stored = await store.put('yanai', Buffer.from('x'))
    await expect(store.get('mihon', stored.address, stored.key)).rejects.toThrow(FileMissing)
    await expect(store.get('yanai', '../../../etc/passwd', stored.key)).rejects.toThrow(FileMissing)
    await expect(store.put('../yanai', Buffer.from('x'))).rejects.toThrow(/Not the id/)
    writeFileSync(join(folder, 'yanai', stored.address.slice(0, 2), stored.address), 'rot')
    await expect(store.get('yanai', stored.address, stored.key)).rejects.toThrow(WrongAddress)
  })
})

describe('the sweep', () => {
  it('removes nothing when the list of what is in use breaks off', async () => {
    const named = await store.put('yanai', Buffer.from('named'))
    const inUse = async function* () {
      yield 'a'.repeat(64)
      throw new Error('the database went away')
    }
    const later = new Date(Date.now() + 49 * 3_600_000)
    await expect(removeOrphans(store, { cityId: 'yanai', now: later, inUse: inUse() })).rejects.toThrow('went away')
    expect(await store.has('yanai', named.address)).toBe(true)
  })

  it('removes what no row names, after the grace time, and nothing else', async () => {
    const named = await store.put('yanai', Buffer.from('named'))
    const orphan = await store.put('yanai', Buffer.from('orphan'))
    const other = await store.put('mihon', Buffer.from('orphan elsewhere'))
    const inUse = async function* () {
      yield named.address
    }
    const now = new Date()
    expect(await removeOrphans(store, { cityId: 'yanai', now, inUse: inUse() })).toBe(0)
    const later = new Date(now.getTime() + 49 * 3_600_000)
    expect(await removeOrphans(store, { cityId: 'yanai', now: later, inUse: inUse() })).toBe(1)
    expect(await store.has('yanai', named.address)).toBe(true)
    expect(await store.has('yanai', orphan.address)).toBe(false)
    expect(await store.has('mihon', other.address)).toBe(true)
  })

  it('removes what never became whole, and not what is arriving now', async () => {
    const arriving = join(folder, 'yanai', '.arriving')
    mkdirSync(arriving, { recursive: true })
    for (const piece of ['old', 'new']) writeFileSync(join(arriving, piece), 'piece')
    const now = new Date()
    const longAgo = new Date(now.getTime() - 49 * 3_600_000)
    utimesSync(join(arriving, 'old'), longAgo, longAgo)
    const inUse = async function* () {}
    expect(await removeOrphans(store, { cityId: 'yanai', now, inUse: inUse() })).toBe(1)
    expect(readdirSync(arriving)).toEqual(['new'])
  })
})
