import { pieces } from '../../../design/index.ts'
import { textWidth } from '../../../platform/typesetter/text-width.ts'

/** Millimetres of one typographic point. */
export const mmOfPoint = 25.4 / 72

/** A piece of a line that stays whole: a character, a Latin word, or a word with its reading above it. */
export interface Unit {
  readonly text: string
  readonly reading?: string
  /** Millimetres. */
  readonly width: number
}

export interface Line {
  readonly units: readonly Unit[]
  readonly width: number
}

export interface TextStyle {
  /** Points. */
  readonly size: number
  readonly bold?: boolean
}

/** A reading stands above its word at half the size. */
export const readingScale = 0.5

const noLineStart = new Set(
  '、。，．,.・：；:;？！?!）)」』】〕〉》｝}ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〜…％%',
)
const noLineEnd = new Set('（(「『【〔〈《｛{')
const latin = /^[0-9A-Za-z.,:/@%+\-~'’"]+/

export function widthOf(text: string, style: TextStyle): number {
  return textWidth(style.bold ? 'bold' : 'regular').em(text) * style.size * mmOfPoint
}

/**
 * Breaks a text into lines no wider than `width` millimetres, by the rules of Japanese line breaking (行頭・行末禁則),
 * Latin words and words with a reading kept whole. `\n` begins a new line. A word wider than the line is cut.
 */
export function breakLines(text: string, style: TextStyle, width: number): readonly Line[] {
  return text.split('\n').flatMap((part) => breakOne(unitsOf(part, style, width), width))
}

function breakOne(units: readonly Unit[], width: number): readonly Line[] {
  const lines: Line[] = []
  let at = 0
  while (at < units.length) {
    let end = at
    let sum = 0
    while (end < units.length && sum + (units[end] as Unit).width <= width + 0.001) {
      sum += (units[end] as Unit).width
      end += 1
    }
    if (end === at) end = at + 1
    if (end < units.length) end = allowedBreak(units, at, end)
    lines.push(lineOf(units.slice(at, end)))
    at = end
    while (at < units.length && units[at]?.text === ' ') at += 1
  }
  return lines.length === 0 ? [{ units: [], width: 0 }] : lines
}

/** Moves a break back to where it may be; when nowhere is, it stays. */
function allowedBreak(units: readonly Unit[], at: number, end: number): number {
  for (let cut = end; cut > at; cut -= 1) {
    const next = units[cut]?.text ?? ''
    const last = units[cut - 1]?.text ?? ''
    if (!noLineStart.has(next) && !noLineEnd.has(last)) return cut
  }
  return end
}

function lineOf(units: readonly Unit[]): Line {
  let end = units.length
  while (end > 0 && units[end - 1]?.text === ' ') end -= 1
  const kept = units.slice(0, end)
  return { units: kept, width: kept.reduce((sum, unit) => sum + unit.width, 0) }
}

function unitsOf(text: string, style: TextStyle, width: number): readonly Unit[] {
  const units: Unit[] = []
  const add = (part: string): void => {
    units.push({ text: part, width: widthOf(part, style) })
  }
  for (const piece of pieces(text)) {
    if (piece.kind === 'ruby') {
      const wide = widthOf(piece.reading, { ...style, size: style.size * readingScale })
      units.push({ text: piece.base, reading: piece.reading, width: Math.max(widthOf(piece.base, style), wide) })
      continue
    }
    let rest = piece.text
    while (rest !== '') {
      const word = latin.exec(rest)?.[0]
      if (word !== undefined && widthOf(word, style) <= width) {
        add(word)
        rest = rest.slice(word.length)
        continue
      }
      const character = graphemeAt(rest)
      add(character)
      rest = rest.slice(character.length)
    }
  }
  return units
}

/** One character with the variation selector or combining mark that belongs to it. */
function graphemeAt(text: string): string {
  return /^.\p{Mn}*/su.exec(text)?.[0] ?? text.charAt(0)
}

/** Whether any word of the text carries a reading: its lines need more height. */
export function hasReadings(text: string): boolean {
  return text.includes('《')
}
