import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import { whyUnfit } from '../make-folder.ts'
import { OperatorError } from '../operator-error.ts'

const BLOCK = 512

/** Writes a tar archive (POSIX ustar) entry by entry. It gets its name when it is whole. */
export interface TarWriter {
  add(name: string, content: Buffer): void
  finish(): void
  abandon(): void
}

export function writeTar(file: string, modifiedAt: Date): TarWriter {
  const part = `${file}.part`
  const fd = openNew(part)
  const seconds = Math.floor(modifiedAt.getTime() / 1000)
  return {
    add: (name, content) => {
      writeAll(fd, header(name, content.length, seconds))
      writeAll(fd, content)
      writeAll(fd, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK))
    },
    finish: () => {
      writeAll(fd, Buffer.alloc(2 * BLOCK))
      fsyncSync(fd)
      closeSync(fd)
      renameSync(part, file)
    },
    abandon: () => {
      closeSync(fd)
      rmSync(part, { force: true })
    },
  }
}

/** Where an entry's content lies in the archive. */
export interface TarPlace {
  readonly at: number
  readonly size: number
}

export interface TarEntry {
  readonly name: string
  readonly place: TarPlace
  readonly content: Buffer
}

/** Reads the entries one after the other; one entry at a time is in memory. Throws when the archive ends too early. */
export async function* readTar(file: string): AsyncGenerator<TarEntry> {
  const handle = await open(file, 'r')
  try {
    let at = 0
    for (;;) {
      const head = await readExactly(handle, at, BLOCK)
      if (head.every((byte) => byte === 0)) return
      const entry = parseHeader(head)
      at += BLOCK
      const place = { at, size: entry.size }
      const content = await readExactly(handle, at, entry.size)
      at += Math.ceil(entry.size / BLOCK) * BLOCK
      yield { name: entry.name, place, content }
    }
  } finally {
    await handle.close()
  }
}

/** Reads the contents at some places, in the order given. */
export async function* readPlaces(file: string, places: readonly TarPlace[]): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r')
  try {
    for (const { at, size } of places) yield await readExactly(handle, at, size)
  } finally {
    await handle.close()
  }
}

function header(name: string, size: number, seconds: number): Buffer {
  const [prefix, base] = splitName(name)
  const block = Buffer.alloc(BLOCK)
  block.write(base, 0)
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write(`${seconds.toString(8).padStart(11, '0')}\0`, 136)
  block.write('0', 156)
  block.write('ustar\u000000', 257)
  block.write(prefix, 345)
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** A long name is divided at a slash: 155 bytes before it, 100 after. */
function splitName(name: string): readonly [string, string] {
  if (Buffer.byteLength(name) <= 100) return ['', name]
  const at = name.lastIndexOf('/', 155)
  const [prefix, base] = [name.slice(0, at), name.slice(at + 1)]
  if (at < 0 || Buffer.byteLength(base) > 100) throw new Error('A name is too long for the archive.')
  return [prefix, base]
}

/** The sum of all bytes of the header, its own field counted as spaces. */
function checksum(block: Buffer): number {
  let sum = 0
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 32 : (block[at] ?? 0)
  return sum
}

function parseHeader(block: Buffer): { name: string; size: number } {
  const field = (from: number, to: number): string => block.toString('utf8', from, to).replace(/\0.*$/s, '')
  const size = Number.parseInt(field(124, 136), 8)
  if (Number.parseInt(field(148, 156), 8) !== checksum(block) || !Number.isSafeInteger(size))
    throw new Error('The archive is damaged.')
  const prefix = field(345, 500)
  return { name: prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`, size }
}

async function readExactly(handle: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  let done = 0
  while (done < bytes) {
    const { bytesRead } = await handle.read(buffer, done, bytes - done, at + done)
    if (bytesRead === 0) throw new Error('The archive ends too early.')
    done += bytesRead
  }
  return buffer
}

function writeAll(fd: number, content: Buffer): void {
  for (let done = 0; done < content.length; ) done += writeSync(fd, content, done)
}

function openNew(file: string): number {
  try {
    return openSync(file, 'w', 0o600)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOSPC') throw cause
    const folder = path.dirname(path.resolve(file))
    const why = existsSync(folder) ? whyUnfit(folder, cause) : 'is not there'
    throw new OperatorError(`The folder ${folder} ${why}. Write the backup to another place.`, { cause })
  }
}
