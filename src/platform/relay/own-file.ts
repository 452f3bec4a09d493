import { FileMissing, WrongAddress } from '../files/file-faults.ts'
import type { FileStore } from '../files/file-store.ts'

/**
 * A ciphertext that one of our envelopes names; undefined when it is gone or spoiled. Such an envelope can't be sent
 * whole any more: a person has to look, and the others must not wait for it.
 */
export async function readOwnFile(files: FileStore, cityId: string, address: string): Promise<Buffer | undefined> {
  try {
    return await files.getCiphertext(cityId, address)
  } catch (error) {
    if (error instanceof FileMissing || error instanceof WrongAddress) return undefined
    throw error
  }
}
