import { type Block, joined, moved, type Place, round, type Stroke, words } from './block.ts'
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

/** Collects chunks on pages; a chunk is never cut. */
export interface SheetWriter {
  put(chunk: Block, gap?: number): void
  breakPage(): void
  finish(): readonly { readonly strokes: readonly Stroke[]; readonly places: readonly Place[] }[]
}

/** Width left of the code for what stands at the head of a page. */
export const headWidth = sheet.code.x - sheet.left - 4

export const bodyHeight = sheet.bottom - sheet.top

/** `first` stands at the head of the first page, `later` of the following ones; both beside the code. */
export function writeSheets(first: Block, later: Block): SheetWriter {
  const pages: { strokes: Stroke[]; places: Place[] }[] = []
  let y = 0
  const begin = (head: Block): void => {
    const placed = moved(head, sheet.left, sheet.code.y)
    pages.push({ strokes: [...placed.strokes], places: [...placed.places] })
    y = Math.max(sheet.top, sheet.code.y + head.height + 2)
  }
  begin(first)
  return {
    put(chunk, gap = 0) {
      if (chunk.height === 0) return
      const empty = y <= sheet.top
      if (y + (empty ? 0 : gap) + chunk.height > sheet.bottom && !empty) begin(later)
      else if (!empty) y += gap
      const placed = moved(chunk, sheet.left, round(y))
      const page = pages[pages.length - 1]
      page?.strokes.push(...placed.strokes)
      page?.places.push(...placed.places)
      y += chunk.height
    },
    breakPage() {
      if (y > sheet.top) begin(later)
    },
    finish: () => pages,
  }
}

/** The lines of a long text, each a chunk of its own. */
export function textChunks(text: string, size: number): readonly Block[] {
  return breakLines(text, { size }, contentWidth).map((line) => {
    const plain = line.units.map((unit) => (unit.reading === undefined ? unit.text : `｜${unit.text}《${unit.reading}》`)).join('')
    return words(plain, { size }, contentWidth + 1)
  })
}

/** A text in a room of fixed size: the letters become smaller until it fits, never below 5 points. */
export function fitted(text: string, size: number, width: number, height: number): Block {
  for (let smaller = size; ; smaller -= 0.5) {
    const block = words(text, { size: smaller }, width)
    if ((block.height <= height && block.width <= width) || smaller <= 5) return { ...block, height, width }
  }
}

export function pageHead(text: string, style: FormStyle): Block {
  const lines = words(text, { size: Math.min(style.hint, 12) }, headWidth)
  return joined([lines], headWidth, Math.min(lines.height, sheet.code.size))
}

/** The height of one line at a size. */
export const lineHeight = (size: number): number => size * mmOfPoint * 1.42
