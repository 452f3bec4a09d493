import { breakLines, hasReadings, type Line, mmOfPoint, readingScale, type TextStyle } from './lines.ts'

/** How a box is written into, and so how it is read. */
export type Writing = 'digits' | 'characters' | 'kana' | 'text' | 'lines' | 'tick' | 'signature'

/** A place to write, relative to its block until it stands on a page. Millimetres. */
export interface Place {
  /** Answer path: `children.0.birth`; on a continuation sheet `children.*.birth` with `item`. */
  readonly path: string
  /** Part of the answer, as the form on the screen posts it: `''`, `family`, `year` … */
  readonly part: string
  /** The number printed beside the label. */
  readonly number: number
  readonly writing: Writing
  readonly box: Box
  /** One character each, from the left. */
  readonly cells?: { readonly count: number; readonly width: number }
  readonly lines?: number
  /** What a tick means. */
  readonly value?: string
  /** Which of several rows of one answer, from 0. */
  readonly row?: number
  /** Digits stand at the right end of their cells. */
  readonly align?: 'right'
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** What is drawn. `y` of a text is the top of its em box. */
export type Stroke =
  | {
      readonly k: 't'
      readonly x: number
      readonly y: number
      readonly s: number
      readonly w: string
      readonly b?: true
      /** Above a word: no words of its own for a screen reader. */
      readonly r?: true
      /** Level of a heading; the first line carries all its words. */
      readonly h?: 1 | 2 | 3
    }
  | {
      readonly k: 'r'
      readonly x: number
      readonly y: number
      readonly w: number
      readonly h: number
      readonly s: number
      readonly f?: true
    }
  | {
      readonly k: 'l'
      readonly x: number
      readonly y: number
      readonly x2: number
      readonly y2: number
      readonly s: number
      readonly d?: true
    }

export interface Block {
  readonly height: number
  readonly width: number
  readonly strokes: readonly Stroke[]
  readonly places: readonly Place[]
}

export const emptyBlock: Block = { height: 0, width: 0, strokes: [], places: [] }

/** Hundredths of a millimetre are enough, and make the same numbers everywhere. */
export const round = (mm: number): number => Math.round(mm * 100) / 100

export function moved(block: Block, dx: number, dy: number): Block {
  return {
    ...block,
    strokes: block.strokes.map((stroke) =>
      stroke.k === 'l'
        ? {
            ...stroke,
            x: round(stroke.x + dx),
            y: round(stroke.y + dy),
            x2: round(stroke.x2 + dx),
            y2: round(stroke.y2 + dy),
          }
        : { ...stroke, x: round(stroke.x + dx), y: round(stroke.y + dy) },
    ),
    places: block.places.map((place) => ({
      ...place,
      box: { ...place.box, x: round(place.box.x + dx), y: round(place.box.y + dy) },
    })),
  }
}

/** Blocks below each other. */
export function stacked(blocks: readonly Block[], gap: number): Block {
  let y = 0
  const parts: Block[] = []
  for (const block of blocks) {
    if (block.height === 0) continue
    if (parts.length > 0) y += gap
    parts.push(moved(block, 0, y))
    y += block.height
  }
  return joined(parts, Math.max(0, ...parts.map(({ width }) => width)), y)
}

/** Blocks beside each other, those that do not fit below; each line as high as its highest. */
export function flowing(blocks: readonly Block[], width: number, gap: number, lineGap: number): Block {
  const parts: Block[] = []
  let [x, y, line] = [0, 0, 0]
  for (const block of blocks) {
    if (x > 0 && x + block.width > width + 0.01) {
      y += line + lineGap
      x = 0
      line = 0
    }
    parts.push(moved(block, x, y))
    x += block.width + gap
    line = Math.max(line, block.height)
  }
  return joined(parts, width, y + line)
}

export function joined(parts: readonly Block[], width: number, height: number): Block {
  return {
    width,
    height: round(height),
    strokes: parts.flatMap(({ strokes }) => strokes),
    places: parts.flatMap(({ places }) => places),
  }
}

export interface WordsStyle extends TextStyle {
  readonly heading?: 1 | 2 | 3
  /** Distance of lines as a multiple of the size; a little more with readings. */
  readonly leading?: number
}

/** A text broken to a width. */
export function words(text: string, style: WordsStyle, width: number): Block {
  if (text === '') return emptyBlock
  const lines = breakLines(text, style, width)
  const em = style.size * mmOfPoint
  const ruby = hasReadings(text)
  const pitch = em * (ruby ? 1.78 : (style.leading ?? 1.42))
  const top = ruby ? em * 0.62 : em * 0.12
  return {
    width: Math.max(...lines.map((line) => line.width)),
    height: round(pitch * lines.length),
    strokes: lines.flatMap((line, index) => lineStrokes(line, style, top + pitch * index)),
    places: [],
  }
}

function lineStrokes(line: Line, style: WordsStyle, y: number): readonly Stroke[] {
  const plain = {
    k: 't' as const,
    s: style.size,
    ...(style.bold ? { b: true as const } : {}),
    ...(style.heading ? { h: style.heading } : {}),
  }
  if (line.units.every(({ reading }) => reading === undefined)) {
    const text = line.units.map(({ text }) => text).join('')
    return text.trim() === '' ? [] : [{ ...plain, x: 0, y: round(y), w: text }]
  }
  return ruledLine(line, style, y, plain)
}

/** Words with readings stand alone, so that the reading is centred above its word; what lies between is one text. */
function ruledLine(
  line: Line,
  style: WordsStyle,
  y: number,
  plain: { readonly k: 't'; readonly s: number; readonly b?: true; readonly h?: 1 | 2 | 3 },
): readonly Stroke[] {
  const strokes: Stroke[] = []
  const em = style.size * mmOfPoint
  let x = 0
  let run = { x: 0, text: '' }
  const flush = (): void => {
    if (run.text.trim() !== '') strokes.push({ ...plain, x: round(run.x), y: round(y), w: run.text })
    run = { x, text: '' }
  }
  for (const unit of line.units) {
    if (unit.reading === undefined) {
      if (run.text === '') run.x = x
      run.text += unit.text
      x += unit.width
      continue
    }
    flush()
    const measure = (text: string, size: number): number =>
      breakLines(text, { ...style, size }, Number.POSITIVE_INFINITY)[0]?.width ?? 0
    const [base, reading] = [measure(unit.text, style.size), measure(unit.reading, style.size * readingScale)]
    strokes.push({ ...plain, x: round(x + (unit.width - base) / 2), y: round(y), w: unit.text })
    strokes.push({
      k: 't',
      x: round(x + (unit.width - reading) / 2),
      y: round(y - em * 0.56),
      s: style.size * readingScale,
      w: unit.reading,
      r: true,
    })
    x += unit.width
  }
  flush()
  return strokes
}
