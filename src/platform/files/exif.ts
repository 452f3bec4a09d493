/** Tags of the Exif standard (JEITA CP-3451). */
const EXIF_DIRECTORY = 0x8769
const DATE_TIME_ORIGINAL = 0x9003
const TYPE_ASCII = 2
/** More entries than any camera writes: a directory that claims more is not one. */
const MAX_ENTRIES = 512

/**
 * The moment the photo was taken, as the camera's clock said: `YYYY-MM-DDTHH:MM:SS`. Undefined when it is not there or is no
 * real moment. Reads from untrusted bytes and never throws.
 */
export function captureMoment(exif: Buffer | undefined): string | undefined {
  if (exif === undefined) return undefined
  const tiff = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
  const reader = tiffReader(tiff)
  if (reader === undefined) return undefined
  const directory = reader.entry(reader.u32(4), EXIF_DIRECTORY)
  if (directory === undefined) return undefined
  const taken = reader.entry(reader.u32(directory + 8), DATE_TIME_ORIGINAL)
  if (taken === undefined || reader.u16(taken + 2) !== TYPE_ASCII) return undefined
  const start = reader.u32(taken + 8)
  return start === undefined ? undefined : parseMoment(tiff.toString('latin1', start, start + 19))
}

function tiffReader(tiff: Buffer) {
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return undefined
  const little = order === 'II'
  const u16 = (at: number | undefined): number | undefined =>
    at === undefined || at + 2 > tiff.length ? undefined : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const u32 = (at: number | undefined): number | undefined =>
    at === undefined || at + 4 > tiff.length ? undefined : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
  /** Where the entry of a tag begins, in the directory at `start`. */
  const entry = (start: number | undefined, tag: number): number | undefined => {
    const count = u16(start)
    if (start === undefined || count === undefined || count > MAX_ENTRIES) return undefined
    for (let at = start + 2; at < start + 2 + count * 12; at += 12) if (u16(at) === tag) return at
    return undefined
  }
  return { u16, u32, entry }
}

function parseMoment(text: string): string | undefined {
  const parts = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})$/.exec(text)
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const read = new Date(`${iso}Z`)
  // The 31st of February turns into March: such a date was never taken.
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 19) !== iso ? undefined : iso
}
