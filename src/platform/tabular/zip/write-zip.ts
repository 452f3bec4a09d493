import { once } from 'node:events'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface NewZipEntry {
  /** ASCII or UTF-8, with `/`. */
  readonly name: string
  readonly content: Iterable<string | Buffer> | AsyncIterable<string | Buffer>
}

/** Sizes come behind the bytes; names are UTF-8. */
const flags = 0x0808
const deflated = 8
/** 1980-01-01: the same content gives the same file. */
const day = 0x0021
const largest = 0xffffffff

interface Written {
  readonly name: Buffer
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly from: number
}

/**
 * A ZIP as it is made, piece by piece; entries are asked for one after the other, so a later one may tell what came before. Memory does
 * not grow with it. Throws where a file would pass four gigabytes.
 */
export async function* writeZip(entries: Iterable<NewZipEntry> | AsyncIterable<NewZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let at = 0
  for await (const { name, content } of entries) {
    const raw = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(deflated, 8)
    local.writeUInt16LE(day, 12)
    local.writeUInt16LE(raw.length, 26)
    yield Buffer.concat([local, raw])
    const sums = { crc: 0, packed: 0, size: 0 }
    for await (const piece of deflate(content, sums)) yield piece
    const behind = Buffer.alloc(16)
    behind.writeUInt32LE(0x08074b50, 0)
    writeSums(behind, 4, sums)
    yield behind
    written.push({ name: raw, from: at, ...sums })
    at += 30 + raw.length + sums.packed + 16
    if (at > largest) throw new RangeError('A ZIP of more than four gigabytes is not written.')
  }
  yield directory(written, at)
}

async function* deflate(
  content: NewZipEntry['content'],
  sums: { crc: number; packed: number; size: number },
): AsyncGenerator<Buffer> {
  const stream = createDeflateRaw()
  const gone = new AbortController()
  const feed = (async () => {
    for await (const each of content) {
      const piece = Buffer.from(each)
      sums.crc = crc32(piece, sums.crc)
      sums.size += piece.length
      if (sums.size > largest) throw new RangeError('A file of more than four gigabytes is not written into a ZIP.')
      if (!stream.write(piece)) await once(stream, 'drain', { signal: gone.signal })
    }
    stream.end()
  })()
  feed.catch((error: Error) => stream.destroy(error))
  try {
    for await (const piece of stream) {
      sums.packed += (piece as Buffer).length
      yield piece as Buffer
    }
    await feed
  } finally {
    // Whoever reads may have gone: the content is let go of as well.
    gone.abort()
    stream.destroy()
    await feed.catch(() => {})
  }
}

function directory(written: readonly Written[], start: number): Buffer {
  const records = written.map(({ name, from, ...sums }) => {
    const record = Buffer.alloc(46)
    record.writeUInt32LE(0x02014b50, 0)
    record.writeUInt16LE(20, 4)
    record.writeUInt16LE(20, 6)
    record.writeUInt16LE(flags, 8)
    record.writeUInt16LE(deflated, 10)
    record.writeUInt16LE(day, 14)
    writeSums(record, 16, sums)
    record.writeUInt16LE(name.length, 28)
    record.writeUInt32LE(from, 42)
    return Buffer.concat([record, name])
  })
  const central = Buffer.concat(records)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(written.length, 8)
  end.writeUInt16LE(written.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(start, 16)
  return Buffer.concat([central, end])
}

function writeSums(into: Buffer, at: number, { crc, packed, size }: Pick<Written, 'crc' | 'packed' | 'size'>): void {
  into.writeUInt32LE(crc, at)
  into.writeUInt32LE(packed, at + 4)
  into.writeUInt32LE(size, at + 8)
}
