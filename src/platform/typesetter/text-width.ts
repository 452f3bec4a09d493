import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** How wide a text is when the typesetter draws it with kerning and ligatures off. */
export interface TextWidth {
  /** Width in em; a character without a shape counts as one em. */
  em(text: string): number
}

const weights = { regular: '400Regular/NotoSansJP_400Regular.ttf', bold: '700Bold/NotoSansJP_700Bold.ttf' } as const
const measures = new Map<keyof typeof weights, TextWidth>()

/** The measure of one of the typesetter's fonts. The font is read once; 130 KB of widths are kept. */
export function textWidth(weight: keyof typeof weights): TextWidth {
  const known = measures.get(weight)
  if (known) return known
  const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-jp/package.json'))
  const made = readTextWidth(readFileSync(join(folder, weights[weight])))
  measures.set(weight, made)
  return made
}

/** Advance widths by character from `cmap` (format 12) and `hmtx` (OpenType 1.9). */
export function readTextWidth(font: Buffer): TextWidth {
  const unitsPerEm = font.readUInt16BE(tableOffset(font, 'head') + 18)
  const measured = font.readUInt16BE(tableOffset(font, 'hhea') + 34)
  const hmtx = tableOffset(font, 'hmtx')
  const plane = new Uint16Array(0x10000).fill(unitsPerEm)
  const beyond = new Map<number, number>()
  eachGlyph(font, (code, glyph) => {
    const advance = font.readUInt16BE(hmtx + Math.min(glyph, measured - 1) * 4)
    if (code < 0x10000) plane[code] = advance
    else if (advance !== unitsPerEm) beyond.set(code, advance)
  })
  return {
    em(text) {
      let sum = 0
      for (const character of text) {
        const code = character.codePointAt(0) as number
        if (isVariationSelector(code)) continue
        sum += (code < 0x10000 ? plane[code] : beyond.get(code)) ?? unitsPerEm
      }
      return sum / unitsPerEm
    },
  }
}

function isVariationSelector(code: number): boolean {
  return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)
}

function eachGlyph(font: Buffer, visit: (code: number, glyph: number) => void): void {
  const cmap = tableOffset(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  for (let index = 0; index < count; index += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4)
    if (font.readUInt16BE(subtable) !== 12) continue
    const groups = font.readUInt32BE(subtable + 12)
    for (let each = 0; each < groups; each += 1) {
      const at = subtable + 16 + each * 12
      const [first, last, glyph] = [font.readUInt32BE(at), font.readUInt32BE(at + 4), font.readUInt32BE(at + 8)]
      for (let code = first; code <= last; code += 1) visit(code, glyph + code - first)
    }
    return
  }
  throw new Error('font has no cmap of format 12')
}

function tableOffset(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4)
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`font has no ${tag} table`)
}
