import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, opendir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolderSoon } from '../make-folder.ts'
import { decryptStream, encryptStream, newFileKey } from './cipher-stream.ts'
import { FileMissing, WrongAddress } from './file-faults.ts'
import type { FileStore, StoredFile } from './file-store.ts'

/** Where a file lies until it is whole and has its name, in the folder of its city. No backup holds it. */
export const ARRIVING = '.arriving'

/** A store in a folder that can also stream: `put` and `get` of the contract hold one file in memory, these do not. */
export interface FolderFileStore extends FileStore {
  putStream(cityId: string, plaintext: AsyncIterable<Uint8Array>): Promise<StoredFile>
  /** Bytes come as they are authenticated; a fault shows as a thrown `SealBroken` in the middle. */
  getStream(cityId: string, address: string, key: Uint8Array): AsyncIterable<Buffer>
}

/** Ciphertexts under `<folder>/<city>/<aa>/<address>`. What is named by its hash can be neither overwritten nor mixed up. */
export function createFileStore(folder: string): FolderFileStore {
  // Both become parts of a path: nothing but what they are made of may pass.
  const folderOf = (cityId: string): string => {
    if (!/^[a-z0-9]+$/.test(cityId)) throw new Error('Not the id of a city.')
    return join(folder, cityId)
  }
  const pathOf = (cityId: string, address: string): string => {
    const city = folderOf(cityId)
    if (!/^[0-9a-f]{64}$/.test(address)) throw new FileMissing(address)
    return join(city, address.slice(0, 2), address)
  }

  const readCiphertext = async (cityId: string, address: string): Promise<Buffer> => {
    const bytes = await readFile(pathOf(cityId, address)).catch((error: unknown) => missing(error, address))
    if (createHash('sha256').update(bytes).digest('hex') !== address) throw new WrongAddress(address)
    return bytes
  }

  /** Written aside, on disk, then named: a crash leaves the whole file, or a piece that `removeUnfinished` takes away. */
  const writeCiphertext = async (
    cityId: string,
    pieces: AsyncIterable<Uint8Array>,
    expected?: string,
  ): Promise<string> => {
    const aside = join(folderOf(cityId), ARRIVING, randomBytes(12).toString('hex'))
    await makeFolderSoon(dirname(aside))
    const file = await open(aside, 'wx', 0o600)
    const hash = createHash('sha256')
    try {
      for await (const piece of pieces) {
        hash.update(piece)
        await file.write(piece)
      }
      await file.sync()
    } catch (error) {
      await file.close()
      await rm(aside, { force: true })
      throw error
    }
    await file.close()
    const address = hash.digest('hex')
    if (expected !== undefined && address !== expected) {
      await rm(aside, { force: true })
      throw new WrongAddress(expected)
    }
    const path = pathOf(cityId, address)
    await makeFolderSoon(dirname(path))
    await rename(aside, path)
    await syncFolder(dirname(path))
    return address
  }

  const store: FolderFileStore = {
    put: (cityId, plaintext) => store.putStream(cityId, once(plaintext)),
    putStream: async (cityId, plaintext) => {
      const key = newFileKey()
      const sha256 = createHash('sha256')
      let bytes = 0
      const counted = async function* () {
        for await (const piece of plaintext) {
          sha256.update(piece)
          bytes += piece.byteLength
          yield piece
        }
      }
      const address = await writeCiphertext(cityId, encryptStream(key, counted()))
      return { address, key, bytes, sha256: sha256.digest('hex') }
    },
    get: async (cityId, address, key) => {
      const ciphertext = await readCiphertext(cityId, address)
      const pieces: Buffer[] = []
      for await (const piece of decryptStream(key, [ciphertext])) pieces.push(piece)
      return Buffer.concat(pieces)
    },
    getStream: async function* (cityId, address, key) {
      const path = pathOf(cityId, address)
      await stat(path).catch((error: unknown) => missing(error, address))
      yield* decryptStream(key, createReadStream(path))
    },
    has: async (cityId, address) => (await store.storedAt(cityId, address)) !== undefined,
    storedAt: async (cityId, address) => {
      const found = await stat(pathOf(cityId, address)).catch(() => undefined)
      return found === undefined ? undefined : found.mtime
    },
    getCiphertext: readCiphertext,
    putCiphertext: async (cityId, address, ciphertext) => {
      pathOf(cityId, address)
      if (!(await store.has(cityId, address))) await writeCiphertext(cityId, once(ciphertext), address)
      else if (createHash('sha256').update(ciphertext).digest('hex') !== address) throw new WrongAddress(address)
    },
    remove: (cityId, address) => rm(pathOf(cityId, address), { force: true }),
    removeUnfinished: async (cityId, before) => {
      const arriving = join(folderOf(cityId), ARRIVING)
      let removed = 0
      for await (const piece of entries(arriving)) {
        const found = await stat(join(arriving, piece)).catch(() => undefined)
        if (found === undefined || found.mtime > before) continue
        await rm(join(arriving, piece), { force: true })
        removed += 1
      }
      return removed
    },
    list: async function* (cityId) {
      const city = folderOf(cityId)
      for await (const group of entries(city)) {
        if (!/^[0-9a-f]{2}$/.test(group)) continue
        for await (const address of entries(join(city, group))) if (/^[0-9a-f]{64}$/.test(address)) yield address
      }
    },
  }
  return store
}

async function* entries(folder: string): AsyncGenerator<string> {
  const directory = await opendir(folder).catch(() => undefined)
  if (directory === undefined) return
  for await (const entry of directory) yield entry.name
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function missing(error: unknown, address: string): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new FileMissing(address)
  throw error
}

async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
