import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { FileStore } from '../../src/platform/files/file-store.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A file store in memory for tests: same promises (address is the hash of the ciphertext, a key per file), no disk. */
export function memoryFiles(): FileStore {
  const kept = new Map<string, Buffer>()
  const storedAt = new Map<string, Date>()
  const at = (cityId: string, address: string): string => `${cityId}/${address}`
  const ciphertext = async (cityId: string, address: string): Promise<Buffer> => {
    const found = kept.get(at(cityId, address))
    if (found === undefined) throw new Error('FileMissing')
    return found
  }
  return {
    put: async (cityId, plaintext) => {
      const key = randomBytes(32)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const box = Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
      const address = sha256(box)
      kept.set(at(cityId, address), box)
      storedAt.set(at(cityId, address), new Date())
      return { address, key, bytes: plaintext.byteLength, sha256: sha256(plaintext) }
    },
    get: async (cityId, address, key) => {
      const box = await ciphertext(cityId, address)
      const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12))
      decipher.setAuthTag(box.subarray(-16))
      return Buffer.concat([decipher.update(box.subarray(12, -16)), decipher.final()])
    },
    has: async (cityId, address) => kept.has(at(cityId, address)),
    getCiphertext: ciphertext,
    putCiphertext: async (cityId, address, bytes) => {
      if (sha256(bytes) !== address) throw new Error('The bytes do not match the address.')
      kept.set(at(cityId, address), Buffer.from(bytes))
      storedAt.set(at(cityId, address), new Date())
    },
    storedAt: async (cityId, address) =>
      kept.has(at(cityId, address)) ? storedAt.get(at(cityId, address)) : undefined,
    remove: async (cityId, address) => {
      kept.delete(at(cityId, address))
    },
    removeUnfinished: async () => 0,
    list: async function* (cityId) {
      for (const name of kept.keys()) if (name.startsWith(`${cityId}/`)) yield name.slice(cityId.length + 1)
    },
  }
}
