import { Readable } from 'node:stream'
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { ZipBroken } from './zip-broken.ts'
import type { ZipSource } from './zip-source.ts'

/** Where the bytes of an entry lie, and what they must come to. */
export interface PackedEntry {
  readonly name: string
  readonly size: number
  readonly method: number
  readonly crc: number
  /** The local record. */
  readonly from: number
  /** The packed bytes. */
  readonly data: number
  readonly to: number
}

/** Never more than what was announced: the stream is cut there. */
export function unpackWhole(source: ZipSource, { name, size, method, crc, data, to }: PackedEntry): Buffer {
  if (method === 0 && to - data !== size) throw new ZipBroken('zip-damaged')
  const packed = source.read(data, to - data)
  const bytes = method === 0 ? packed : inflate(packed, size, name)
  if (bytes.length !== size || crc32(bytes) !== crc) throw new ZipBroken('zip-damaged')
  return bytes
}

function inflate(packed: Buffer, size: number, name: string): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new ZipBroken('zip-bomb', { name })
    throw new ZipBroken('zip-damaged')
  }
}

const pieceSize = 64 * 1024

/** The same in pieces. Memory does not grow with the entry; more than announced breaks off at once. */
export async function* chunksOfEntry(source: ZipSource, entry: PackedEntry): AsyncGenerator<Buffer> {
  let size = 0
  let crc = 0
  const pieces = entry.method === 0 ? packedPieces(source, entry) : inflated(source, entry)
  for await (const piece of pieces) {
    size += piece.length
    if (size > entry.size) throw new ZipBroken('zip-bomb', { name: entry.name })
    crc = crc32(piece, crc)
    yield piece
  }
  if (size !== entry.size || crc !== entry.crc) throw new ZipBroken('zip-damaged')
}

function* packedPieces(source: ZipSource, { data, to }: PackedEntry): Generator<Buffer> {
  for (let at = data; at < to; at += pieceSize) yield source.read(at, Math.min(pieceSize, to - at))
}

async function* inflated(source: ZipSource, entry: PackedEntry): AsyncGenerator<Buffer> {
  const packed = Readable.from(packedPieces(source, entry), { objectMode: false })
  const stream = createInflateRaw({ chunkSize: pieceSize })
  packed.on('error', (error) => stream.destroy(error))
  packed.pipe(stream)
  try {
    for await (const piece of stream) yield piece as Buffer
  } catch (error) {
    // Of zlib: Z_DATA_ERROR, Z_BUF_ERROR ...
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw new ZipBroken('zip-damaged')
    throw error
  } finally {
    packed.destroy()
    stream.destroy()
  }
}
