import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipChanges {
  /** General purpose flags; 0x800 says the names are UTF-8. */
  readonly flags?: number
  readonly method?: number
  /** Uncompressed size that is announced instead of the true one. */
  readonly size?: number
  /** External attributes of the entries (Unix mode in the upper half). */
  readonly attributes?: number
  /** Every central record points to the first local one. */
  readonly overlap?: boolean
  readonly names?: (name: string) => Buffer
}

/** A ZIP written by hand, so that tests can also write what no honest program would. */
export function zipOf(files: readonly (readonly [string, Buffer | string])[], changes: ZipChanges = {}): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let at = 0
  for (const [name, given] of files) {
    const bytes = Buffer.from(given)
    const packed = deflateRawSync(bytes)
    const raw = changes.names?.(name) ?? Buffer.from(name)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(changes.flags ?? 0x800, 2)
    head.writeUInt16LE(changes.method ?? 8, 4)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(changes.size ?? bytes.length, 18)
    head.writeUInt16LE(raw.length, 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), head, raw, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(changes.attributes ?? 0, 6)
    tail.writeUInt32LE(changes.overlap ? 0 : at, 10)
    centrals.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), head, tail, raw]))
    locals.push(local)
    at += local.length
  }
  const central = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, central, end])
}
