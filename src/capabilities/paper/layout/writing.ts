import { type Block, type Box, flowing, moved, type Place, round, stacked, words } from './block.ts'
import { mmOfPoint } from './lines.ts'
import type { FormStyle } from './style.ts'

/** One answer while its boxes are made: where it belongs and how much room there is. */
export interface Asked {
  readonly path: string
  readonly number: number
  readonly style: FormStyle
  /** Millimetres. */
  readonly width: number
}

/** Thickness of the lines of boxes and of the lines between cells. */
export const boxLine = 0.3
const cellLine = 0.15

/** A row of cells, one character each. */
export function cells(
  { path, number, style }: Asked,
  part: string,
  count: number,
  writing: 'digits' | 'characters' | 'kana' = 'digits',
  more: Pick<Place, 'align' | 'row'> = {},
): Block {
  const { width, height } = style.cell
  const box: Box = { x: 0, y: 0, w: round(width * count), h: height }
  return {
    width: box.w,
    height,
    strokes: [
      { k: 'r', ...box, s: boxLine },
      ...Array.from({ length: count - 1 }, (_, index) => {
        const x = round(width * (index + 1))
        return { k: 'l' as const, x, y: 0, x2: x, y2: height, s: cellLine }
      }),
    ],
    places: [{ path, part, number, writing, box, cells: { count, width }, ...more }],
  }
}

/** As many rows of cells as an answer of that length takes. */
export function cellRows(asked: Asked, part: string, count: number, writing: 'digits' | 'characters' | 'kana'): Block {
  const perRow = Math.min(count, Math.floor((asked.width + 0.01) / asked.style.cell.width))
  const rows = Math.ceil(count / perRow)
  if (rows === 1) return cells(asked, part, count, writing)
  return stacked(
    Array.from({ length: rows }, (_, row) => cells(asked, part, perRow, writing, { row })),
    1,
  )
}

/** A free box for one line of writing. */
export function freeBox({ path, number, style }: Asked, part: string, width: number, more: Partial<Place> = {}): Block {
  const box: Box = { x: 0, y: 0, w: round(width), h: style.box }
  return {
    width: box.w,
    height: box.h,
    strokes: [{ k: 'r', ...box, s: boxLine }],
    places: [{ path, part, number, writing: 'text', box, ...more }],
  }
}

/** A box with lines for longer texts. */
export function linedBox({ path, number, style }: Asked, part: string, width: number, lines: number): Block {
  const box: Box = { x: 0, y: 0, w: round(width), h: round(style.ruling * lines) }
  return {
    width: box.w,
    height: box.h,
    strokes: [
      { k: 'r', ...box, s: boxLine },
      ...Array.from({ length: lines - 1 }, (_, index) => {
        const y = round(style.ruling * (index + 1))
        return { k: 'l' as const, x: 2, y, x2: round(width - 2), y2: y, s: 0.12, d: true as const }
      }),
    ],
    places: [{ path, part, number, writing: 'lines', box, lines }],
  }
}

export interface Option {
  readonly part: string
  readonly value: string
  readonly label: string
  /** A smaller line below: when it may be ticked. */
  readonly note?: string
}

/** A box to tick with its words. */
export function tick({ path, number, style, width }: Asked, option: Option): Block {
  const { tick: size } = style
  const box: Box = { x: 0, y: 0, w: size, h: size }
  const room = width - size - 1.4
  const label = words(option.label, { size: style.label }, room)
  const note = words(option.note ?? '', { size: style.hint }, room)
  const text = stacked([label, note], 0)
  const line = label.height / Math.max(1, linesOf(label, style.label))
  const dy = Math.max(0, (line - size) / 2)
  const mark: Block = {
    width: size,
    height: size,
    strokes: [{ k: 'r', ...box, s: boxLine }],
    places: [{ path, part: option.part, number, writing: 'tick', box, value: option.value }],
  }
  const parts = [
    moved(mark, 0, round(dy + (size > line ? 0 : line - size > 0 ? (line - size) * 0.02 : 0))),
    moved(text, size + 1.4, Math.max(0, (size - line) / 2)),
  ]
  return {
    width: round(size + 1.4 + text.width + 0.2),
    height: Math.max(text.height, size, dy + size),
    strokes: parts.flatMap(({ strokes }) => strokes),
    places: parts.flatMap(({ places }) => places),
  }
}

function linesOf(block: Block, size: number): number {
  const tops = new Set(block.strokes.flatMap((stroke) => (stroke.k === 't' && stroke.s === size ? [stroke.y] : [])))
  return tops.size
}

/** Ticks beside and below each other. */
export function ticks(asked: Asked, options: readonly Option[]): Block {
  const { style } = asked
  return flowing(
    options.map((option) => tick(asked, option)),
    asked.width,
    style.tick,
    style.gap * 0.8,
  )
}

/** Blocks in one line, standing on the middle of the highest; a text between boxes is `said`. */
export function inLine(blocks: readonly Block[], gap: number): Block {
  const height = Math.max(...blocks.map((block) => block.height))
  let x = 0
  const parts = blocks.map((block) => {
    const placed = moved(block, x, (height - block.height) / 2)
    x += block.width + gap
    return placed
  })
  return {
    width: round(x - gap),
    height: round(height),
    strokes: parts.flatMap(({ strokes }) => strokes),
    places: parts.flatMap(({ places }) => places),
  }
}

/** Words beside a box: a unit, 年, 〒. */
export function said(text: string, style: FormStyle, size = style.label): Block {
  return words(text, { size, leading: 1.2 }, Number.POSITIVE_INFINITY)
}

/** A caption before its box; the box takes what is left of the width. */
export function captioned(caption: string, width: number, style: FormStyle, box: (room: number) => Block): Block {
  const text = said(caption, style, style.hint)
  return inLine([text, box(width - text.width - 1.2)], 1.2)
}

export const emOf = (size: number): number => size * mmOfPoint
