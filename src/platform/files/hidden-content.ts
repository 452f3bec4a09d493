import type { FileType } from './file-type.ts'

/** The test signature that every scanner knows (EICAR). In two parts, so that no scanner stops this program. */
const EICAR = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-${'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`, 'latin1')

/** Known signatures, anywhere in the file. A real scanner may stand behind it; this one is always there. */
export function isKnownMalware(bytes: Buffer): boolean {
  return bytes.includes(EICAR)
}

const ZIP_END = Buffer.from('504b0506', 'hex')
/** An archive's directory may be followed by a comment of up to 64 KiB. */
const ZIP_TAIL = 65_557
const PROGRAMS = [Buffer.from('7f454c46', 'hex'), Buffer.from('MZ'), Buffer.from('#!'), Buffer.from('cafebabe', 'hex')]

/**
 * True when the file would be something else for another reader: an archive by its end, a PDF within its first kilobyte,
 * a web page or a program behind the image. Camera makers do put second pictures behind the first; those pass.
 */
export function looksMixed(bytes: Buffer, type: FileType): boolean {
  if (isArchive(bytes)) return true
  if (type === 'pdf') return false
  if (bytes.subarray(0, 1024).includes('%PDF-')) return true
  const behind = type === 'jpg' ? afterJpeg(bytes) : type === 'png' ? afterPng(bytes) : Buffer.alloc(0)
  if (type === 'png' && behind.length > 0) return true
  return (
    PROGRAMS.some((mark) => behind.subarray(0, mark.length).equals(mark)) ||
    behind.includes('%PDF-') ||
    /<(?:!doctype|html|script|svg|\?php|\?xml)/i.test(behind.toString('latin1'))
  )
}

function isArchive(bytes: Buffer): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - ZIP_TAIL))
  for (let at = tail.lastIndexOf(ZIP_END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(ZIP_END, at - 1)) {
    // Four bytes come up by chance in any photo: an end record also has to fit the file.
    if (at + 22 > tail.length) continue
    const directory = tail.readUInt32LE(at + 12)
    const comment = tail.readUInt16LE(at + 20)
    if (at + 22 + comment <= tail.length && directory <= bytes.length) return true
  }
  return false
}

/** What stands behind the first picture. Walks the segments, because the end mark also occurs inside a preview picture. */
function afterJpeg(bytes: Buffer): Buffer {
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return Buffer.alloc(0)
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return bytes.subarray(at + 2)
    if (marker === 0xff) at++
    else if (marker === 0xda) at = afterScan(bytes, at + 2 + bytes.readUInt16BE(at + 2))
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else at += 2 + bytes.readUInt16BE(at + 2)
  }
  return bytes.subarray(at, at + 2).equals(Buffer.from([0xff, 0xd9])) ? bytes.subarray(at + 2) : Buffer.alloc(0)
}

/** The next real marker after compressed data: there, 0xff is followed by 0 or by a restart mark. */
function afterScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

function afterPng(bytes: Buffer): Buffer {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return bytes.subarray(end)
    at = end
  }
  return Buffer.alloc(0)
}
