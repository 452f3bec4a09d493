/** What a file is by its first bytes. `heif` covers HEIC and AVIF. */
export type FileType = 'pdf' | 'jpg' | 'png' | 'heif'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const HEIF_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif'])

/** Undefined for everything that we don't take. A PDF has to begin with its mark: readers look further, and so do attackers. */
export function recogniseType(bytes: Buffer): FileType | undefined {
  if (bytes.length >= 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpg'
  if (bytes.subarray(0, 8).equals(PNG)) return 'png'
  if (/^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8))) return 'pdf'
  if (
    bytes.length >= 12 &&
    bytes.toString('latin1', 4, 8) === 'ftyp' &&
    HEIF_BRANDS.has(bytes.toString('latin1', 8, 12))
  )
    return 'heif'
  return undefined
}
