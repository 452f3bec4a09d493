/**
 * Which characters a TrueType font has shapes for, read from its `cmap` table (OpenType 1.9, cmap formats 4, 12 and 14).
 * Without this a missing shape would become an empty box on somebody's name.
 */
export interface FontCoverage {
  /** Whether the font draws this grapheme: one character, or one with a variation selector. */
  has(grapheme: string): boolean
}

export function readFontCoverage(font: Buffer): FontCoverage {
  const cmap = tableOffset(font, 'cmap')
  const known = new Set<number>()
  const variations = new Map<number, Set<number>>()
  const count = font.readUInt16BE(cmap + 2)
  for (let index = 0; index < count; index += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4)
    const format = font.readUInt16BE(subtable)
    if (format === 4) readFormat4(font, subtable, known)
    else if (format === 12) readFormat12(font, subtable, known)
    else if (format === 14) readFormat14(font, subtable, variations)
  }
  return { has: (grapheme) => covers(grapheme, known, variations) }
}

function covers(
  grapheme: string,
  known: ReadonlySet<number>,
  variations: ReadonlyMap<number, ReadonlySet<number>>,
): boolean {
  let base: number | undefined
  for (const character of grapheme) {
    const code = character.codePointAt(0) as number
    if (isVariationSelector(code)) {
      if (base !== undefined && variations.get(code)?.has(base) !== true) return false
      continue
    }
    base = code
    if (code >= 0x20 && code !== 0x7f && code !== 0x200b && code !== 0xfeff && !known.has(code)) return false
  }
  return true
}

function isVariationSelector(code: number): boolean {
  return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)
}

function tableOffset(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4)
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`font has no ${tag} table`)
}

function readFormat4(font: Buffer, at: number, known: Set<number>): void {
  const segments = font.readUInt16BE(at + 6) / 2
  const ends = at + 14
  const starts = ends + segments * 2 + 2
  for (let index = 0; index < segments; index += 1) {
    const start = font.readUInt16BE(starts + index * 2)
    const end = font.readUInt16BE(ends + index * 2)
    for (let code = start; code <= end && code !== 0xffff; code += 1) known.add(code)
  }
}

function readFormat12(font: Buffer, at: number, known: Set<number>): void {
  const groups = font.readUInt32BE(at + 12)
  for (let index = 0; index < groups; index += 1) {
    const group = at + 16 + index * 12
    const end = font.readUInt32BE(group + 4)
    for (let code = font.readUInt32BE(group); code <= end; code += 1) known.add(code)
  }
}

/** Default and non-default variation sequences: both are drawn. */
function readFormat14(font: Buffer, at: number, variations: Map<number, Set<number>>): void {
  const records = font.readUInt32BE(at + 6)
  for (let index = 0; index < records; index += 1) {
    const record = at + 10 + index * 11
    const bases = new Set<number>()
    const defaults = font.readUInt32BE(record + 3)
    if (defaults !== 0) {
      const ranges = font.readUInt32BE(at + defaults)
      for (let each = 0; each < ranges; each += 1) {
        const range = at + defaults + 4 + each * 4
        const first = font.readUIntBE(range, 3)
        for (let code = first; code <= first + font.readUInt8(range + 3); code += 1) bases.add(code)
      }
    }
    const others = font.readUInt32BE(record + 7)
    if (others !== 0) {
      const mappings = font.readUInt32BE(at + others)
      for (let each = 0; each < mappings; each += 1) bases.add(font.readUIntBE(at + others + 4 + each * 5, 3))
    }
    variations.set(font.readUIntBE(record, 3), bases)
  }
}
