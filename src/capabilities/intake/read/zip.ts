import { crc32, inflateRawSync } from 'node:zlib'
import { FileRefused } from './refusal.ts'
import { safeEntryName } from './zip-names.ts'

/** A package of one application: a form, its picture as PDF, attachments, signatures. */
export const zipLimits = { entries: 200, entry: 20 * 1024 * 1024, total: 100 * 1024 * 1024, ratio: 200 } as const

export interface ZipEntry {
  /** Path inside the package, with `/`; checked: relative, no `..`, no control characters. */
  readonly name: string
  readonly size: number
  /** Unpacks it, held against its size and checksum. Throws `FileRefused`. */
  bytes(): Buffer
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/**
 * The files of a ZIP, by its central directory alone; nothing is unpacked yet and nothing touches the disk. Refuses what a
 * reader could understand in two ways: encrypted or overlapping entries, two of one name, paths that lead out, links,
 * sizes that do not fit, archives in several parts and ZIP64 (no package of one application needs four gigabytes).
 */
export function readZip(file: Buffer): readonly ZipEntry[] {
  if (file.length < 22 || file.readUInt32LE(0) !== LOCAL) throw new FileRefused('not-a-zip')
  const end = findEnd(file)
  const [disk, startDisk, here, count] = [4, 6, 8, 10].map((at) => file.readUInt16LE(end + at))
  const size = file.readUInt32LE(end + 12)
  const start = file.readUInt32LE(end + 16)
  if (disk !== 0 || startDisk !== 0 || here !== count || start + size > end) throw new FileRefused('zip-damaged')
  if (count === undefined || count > zipLimits.entries)
    throw new FileRefused('zip-too-many', { max: zipLimits.entries })
  const entries: (ZipEntry & { readonly from: number; readonly to: number })[] = []
  const names = new Set<string>()
  let total = 0
  let at = start
  for (let n = 0; n < count; n += 1) {
    const record = readCentral(file, at, end)
    at = record.next
    if (record.folder) continue
    const folded = record.entry.name.normalize('NFC').toLowerCase()
    if (names.has(folded)) throw new FileRefused('zip-double', { name: record.entry.name })
    names.add(folded)
    total += record.entry.size
    if (total > zipLimits.total) throw new FileRefused('zip-too-large', { max: '100MB' })
    entries.push(record.entry)
  }
  const inOrder = [...entries].sort((a, b) => a.from - b.from)
  if (inOrder.some((entry, n) => entry.to > (inOrder[n + 1]?.from ?? start))) throw new FileRefused('zip-overlap')
  return entries
}

function findEnd(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 65_557); at -= 1)
    if (file.readUInt32LE(at) === END && at + 22 + file.readUInt16LE(at + 20) === file.length) return at
  throw new FileRefused('zip-damaged')
}

function readCentral(file: Buffer, at: number, end: number) {
  if (at + 46 > end || file.readUInt32LE(at) !== CENTRAL) throw new FileRefused('zip-damaged')
  const flags = file.readUInt16LE(at + 8)
  const method = file.readUInt16LE(at + 10)
  const crc = file.readUInt32LE(at + 16)
  const packed = file.readUInt32LE(at + 20)
  const size = file.readUInt32LE(at + 24)
  const [nameLength = 0, extra = 0, comment = 0] = [28, 30, 32].map((each) => file.readUInt16LE(at + each))
  const from = file.readUInt32LE(at + 42)
  const next = at + 46 + nameLength + extra + comment
  if (next > end) throw new FileRefused('zip-damaged')
  const { name, folder } = safeEntryName(file.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0)
  // Of Unix: anything but a regular file (or nothing said) is a link or a device.
  const kind = (file.readUInt32LE(at + 38) >>> 16) & 0xf000
  if (!folder && kind !== 0 && kind !== 0x8000) throw new FileRefused('zip-link', { name })
  if ((flags & 0x2041) !== 0) throw new FileRefused('zip-encrypted')
  if (method !== 0 && method !== 8) throw new FileRefused('zip-method', { name })
  if (size > zipLimits.entry) throw new FileRefused('zip-too-large', { max: '20MB' })
  if (size > 1024 * 1024 && size > packed * zipLimits.ratio) throw new FileRefused('zip-bomb', { name })
  if (from + 30 > file.length || file.readUInt32LE(from) !== LOCAL) throw new FileRefused('zip-damaged')
  const data = from + 30 + file.readUInt16LE(from + 26) + file.readUInt16LE(from + 28)
  const to = data + packed
  if (to > file.length) throw new FileRefused('zip-damaged')
  const bytes = (): Buffer => unpack(file.subarray(data, to), { name, method, size, crc })
  return { folder, next, entry: { name, size, from, to, bytes } }
}

function unpack(
  packed: Buffer,
  { name, method, size, crc }: { name: string; method: number; size: number; crc: number },
): Buffer {
  if (method === 0 && packed.length !== size) throw new FileRefused('zip-damaged')
  const bytes = method === 0 ? packed : inflate(packed, size, name)
  if (bytes.length !== size || crc32(bytes) !== crc) throw new FileRefused('zip-damaged')
  return bytes
}

/** Never more than what was announced: the stream is cut there. */
function inflate(packed: Buffer, size: number, name: string): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new FileRefused('zip-bomb', { name })
    throw new FileRefused('zip-damaged')
  }
}
