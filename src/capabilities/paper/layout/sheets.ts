import { type Block, moved, type Place, round, type Stroke, words } from './block.ts'
import { breakLines, mmOfPoint } from './lines.ts'
import { contentWidth, type FormStyle, sheet } from './style.ts'

export type SheetKind = 'main' | 'individual-number' | 'continuation' | 'annex'

/** One page as it is drawn. `page` is its number in the form's map; a continuation sheet may come several times. */
export interface LaidPage {
  readonly kind: SheetKind
  readonly page: number
  /** 1, or which copy of a continuation sheet this is. */
  readonly copy: number
  readonly strokes: readonly Stroke[]
  readonly places: readonly Place[]
}

/** Collects chunks on pages; only what is higher than a page is cut, where nothing stands. */
export interface SheetWriter {
  put(chunk: Block, gap?: number): void
  finish(): readonly { readonly strokes: readonly Stroke[]; readonly places: readonly Place[] }[]
}

/** Width left of the code for what stands at the head of a page. */
export const headWidth = sheet.code.x - sheet.left - 4

export const bodyHeight = sheet.bottom - sheet.top

/** `first` stands at the head of the first page, `later` of the following ones; both beside the code. */
export function writeSheets(first: Block, later: Block): SheetWriter {
  const pages: { strokes: Stroke[]; places: Place[] }[] = []
  let y = 0
  let empty = true
  const begin = (head: Block): void => {
    const placed = moved(head, sheet.left, sheet.code.y)
    pages.push({ strokes: [...placed.strokes], places: [...placed.places] })
    y = Math.max(sheet.top, sheet.code.y + head.height + 2)
    empty = true
  }
  begin(first)
  const put = (chunk: Block, gap = 0): void => {
    if (chunk.height === 0) return
    if (!empty && y + gap + chunk.height > sheet.bottom) begin(later)
    else if (!empty) y += gap
    const rest = y + chunk.height > sheet.bottom + 0.01 ? cut(chunk, sheet.bottom - y) : undefined
    const here = rest?.upper ?? chunk
    const placed = moved(here, sheet.left, round(y))
    const page = pages[pages.length - 1]
    page?.strokes.push(...placed.strokes)
    page?.places.push(...placed.places)
    y += here.height
    empty = false
    if (rest) put(rest.lower)
  }
  return {
    put,
    finish: () => pages,
  }
}

/** The lines of a long text, each a chunk of its own. */
export function textChunks(text: string, size: number): readonly Block[] {
  return breakLines(text, { size }, contentWidth).map((line) => {
    const plain = line.units
      .map((unit) => (unit.reading === undefined ? unit.text : `｜${unit.text}《${unit.reading}》`))
      .join('')
    return words(plain, { size }, contentWidth + 1)
  })
}

/** A text in a room of fixed size: the letters become smaller until it fits, never below 5 points. */
export function fitted(text: string, size: number, width: number, height: number): Block {
  for (let smaller = size; ; smaller -= 0.5) {
    const block = words(text, { size: smaller }, width)
    if ((block.height <= height + 0.05 && block.width <= width) || smaller <= 5) return { ...block, height, width }
  }
}

export function pageHead(text: string, style: FormStyle): Block {
  return fitted(text, style.hint, headWidth, sheet.code.size + 2)
}

/** The height of one line at a size. */
export const lineHeight = (size: number): number => size * mmOfPoint * 1.42

/** Cuts a block at the lowest line above `height` that nothing crosses; undefined where there is none. */
function cut(block: Block, height: number): { readonly upper: Block; readonly lower: Block } | undefined {
  const spans = [
    ...block.strokes.map((stroke) => ({ from: stroke.y, to: bottomOf(stroke) })),
    ...block.places.map(({ box }) => ({ from: box.y, to: box.y + box.h })),
  ]
  const at = spans
    .map(({ to }) => to + 0.01)
    .filter((y) => y <= height && !spans.some(({ from, to }) => from < y && y < to))
    .reduce((lowest, y) => Math.max(lowest, y), 0)
  if (at === 0 || spans.every(({ to }) => to <= at)) return undefined
  const above = {
    strokes: block.strokes.filter((stroke) => bottomOf(stroke) <= at),
    places: block.places.filter(({ box }) => box.y + box.h <= at),
  }
  const below = {
    strokes: block.strokes.filter((stroke) => bottomOf(stroke) > at),
    places: block.places.filter(({ box }) => box.y + box.h > at),
  }
  return {
    upper: { width: block.width, height: at, ...above },
    lower: moved({ width: block.width, height: block.height - at, ...below }, 0, -at),
  }
}

function bottomOf(stroke: Stroke): number {
  if (stroke.k === 't') return stroke.y + stroke.s * mmOfPoint
  return stroke.k === 'r' ? stroke.y + stroke.h : Math.max(stroke.y, stroke.y2)
}
