import { chunksOfEntry, type PackedEntry, unpackWhole } from './unpack.ts'
import { ZipBroken } from './zip-broken.ts'
import { safeEntryName } from './zip-names.ts'
import { bufferSource, type ZipSource } from './zip-source.ts'

export interface ZipLimits {
  readonly entries: number
  /** Bytes of one file, unpacked. */
  readonly entry: number
  /** Bytes of all files, unpacked. */
  readonly total: number
  /** How many times larger than packed a file may become; small ones are not held to it. */
  readonly ratio: number
}

export interface ZipEntry {
  /** Path inside the package, with `/`; checked: relative, no `..`, no control characters. */
  readonly name: string
  readonly size: number
  /** Unpacks it, held against its size and checksum. Throws `ZipBroken`. */
  bytes(): Buffer
  /** The same piece by piece; size and checksum are known to be right only at the end. Throws `ZipBroken`. */
  chunks(): AsyncGenerator<Buffer>
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
/** The end record and the longest comment behind it. */
const longestEnd = 22 + 65_535

/**
 * The files of a ZIP, by its central directory alone; nothing is unpacked yet and nothing touches the disk. Refuses what a
 * reader could understand in two ways: encrypted or overlapping entries, two of one name, paths that lead out, links,
 * sizes that do not fit, archives in several parts or beyond four gigabytes.
 */
export function readZip(file: Buffer | ZipSource, limits: ZipLimits): readonly ZipEntry[] {
  const source = Buffer.isBuffer(file) ? bufferSource(file) : file
  if (source.length < 22 || source.read(0, 4).readUInt32LE(0) !== LOCAL) throw new ZipBroken('not-a-zip')
  const { count, start, end } = readEnd(source)
  if (count > limits.entries) throw new ZipBroken('zip-too-many', { max: limits.entries })
  const directory = source.read(start, end - start)
  const entries: PackedEntry[] = []
  const names = new Set<string>()
  let total = 0
  let at = 0
  for (let n = 0; n < count; n += 1) {
    const record = readCentral(source, directory, at, limits)
    at = record.next
    if (record.folder) continue
    const { entry } = record
    const folded = entry.name.normalize('NFC').toLowerCase()
    if (names.has(folded)) throw new ZipBroken('zip-double', { name: entry.name })
    names.add(folded)
    total += entry.size
    if (total > limits.total) throw new ZipBroken('zip-too-large', { max: megabytes(limits.total) })
    entries.push(entry)
  }
  const inOrder = [...entries].sort((a, b) => a.from - b.from)
  if (inOrder.some((entry, n) => entry.to > (inOrder[n + 1]?.from ?? start))) throw new ZipBroken('zip-overlap')
  return entries.map((entry) => ({
    name: entry.name,
    size: entry.size,
    bytes: () => unpackWhole(source, entry),
    chunks: () => chunksOfEntry(source, entry),
  }))
}

/** Where the central directory lies. Its start and size must lead exactly to the record of the end. */
function readEnd(source: ZipSource): { readonly count: number; readonly start: number; readonly end: number } {
  const tailStart = Math.max(0, source.length - longestEnd)
  const tail = source.read(tailStart, source.length - tailStart)
  let at = tail.length - 22
  while (at >= 0 && !(tail.readUInt32LE(at) === END && at + 22 + tail.readUInt16LE(at + 20) === tail.length)) at -= 1
  if (at < 0) throw new ZipBroken('zip-damaged')
  const [disk, startDisk, here, count = 0] = [4, 6, 8, 10].map((each) => tail.readUInt16LE(at + each))
  const size = tail.readUInt32LE(at + 12)
  const start = tail.readUInt32LE(at + 16)
  const end = tailStart + at
  if (disk !== 0 || startDisk !== 0 || here !== count || start + size > end) throw new ZipBroken('zip-damaged')
  return { count, start, end }
}

function readCentral(source: ZipSource, directory: Buffer, at: number, limits: ZipLimits) {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw new ZipBroken('zip-damaged')
  const flags = directory.readUInt16LE(at + 8)
  const method = directory.readUInt16LE(at + 10)
  const crc = directory.readUInt32LE(at + 16)
  const [nameLength = 0, extra = 0, comment = 0] = [28, 30, 32].map((each) => directory.readUInt16LE(at + each))
  const next = at + 46 + nameLength + extra + comment
  if (next > directory.length) throw new ZipBroken('zip-damaged')
  const { name, folder } = safeEntryName(directory.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0)
  const { packed, size, from } = readSizes(directory, at, directory.subarray(at + 46 + nameLength, next - comment))
  // Of Unix: anything but a regular file (or nothing said) is a link or a device.
  const kind = (directory.readUInt32LE(at + 38) >>> 16) & 0xf000
  if (!folder && kind !== 0 && kind !== 0x8000) throw new ZipBroken('zip-link', { name })
  if ((flags & 0x2041) !== 0) throw new ZipBroken('zip-encrypted')
  if (method !== 0 && method !== 8) throw new ZipBroken('zip-method', { name })
  if (size > limits.entry) throw new ZipBroken('zip-too-large', { max: megabytes(limits.entry) })
  if (size > 1024 * 1024 && size > packed * limits.ratio) throw new ZipBroken('zip-bomb', { name })
  if (from + 30 > source.length) throw new ZipBroken('zip-damaged')
  const local = source.read(from, 30)
  if (local.readUInt32LE(0) !== LOCAL) throw new ZipBroken('zip-damaged')
  const data = from + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  const to = data + packed
  if (to > source.length) throw new ZipBroken('zip-damaged')
  return { folder, next, entry: { name, size, from, data, to, method, crc } }
}

/** Some programs write 64-bit numbers (APPNOTE 4.5.3) into small files as well; they come in the order of the fields that are full. */
function readSizes(directory: Buffer, at: number, extra: Buffer) {
  const full = 0xffffffff
  const fields = {
    size: directory.readUInt32LE(at + 24),
    packed: directory.readUInt32LE(at + 20),
    from: directory.readUInt32LE(at + 42),
  }
  let wide: Buffer | undefined
  for (let here = 0; here + 4 <= extra.length; here += 4 + extra.readUInt16LE(here + 2))
    if (extra.readUInt16LE(here) === 1) wide = extra.subarray(here + 4, here + 4 + extra.readUInt16LE(here + 2))
  let read = 0
  for (const name of ['size', 'packed', 'from'] as const) {
    if (fields[name] !== full) continue
    if (wide === undefined || read + 8 > wide.length) throw new ZipBroken('zip-damaged')
    const value = wide.readBigUInt64LE(read)
    read += 8
    if (value >= BigInt(full)) throw new ZipBroken('zip-damaged')
    fields[name] = Number(value)
  }
  return fields
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)}MB`
