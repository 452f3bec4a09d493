import { fstatSync, readSync } from 'node:fs'

/** The bytes of an archive, in memory or in an open file, read where they are needed. */
export interface ZipSource {
  readonly length: number
  /** Exactly these bytes; the caller stays within the length. */
  read(from: number, length: number): Buffer
}

export function bufferSource(bytes: Buffer): ZipSource {
  return { length: bytes.length, read: (from, length) => bytes.subarray(from, from + length) }
}

/** An open file, which the caller closes. Its length is the one it has now. */
export function fileSource(descriptor: number): ZipSource {
  return {
    length: fstatSync(descriptor).size,
    read: (from, length) => {
      const bytes = Buffer.allocUnsafe(length)
      let read = 0
      while (read < length) {
        const got = readSync(descriptor, bytes, read, length - read, from + read)
        if (got === 0) throw new Error('The file became shorter while it was read.')
        read += got
      }
      return bytes
    },
  }
}
