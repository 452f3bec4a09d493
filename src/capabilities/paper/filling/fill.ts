import { withoutReadings } from '../../../design/index.ts'
import { type Block, emptyBlock, moved, type Place, round, type Stroke, stacked, words } from '../layout/block.ts'
import { widthOf } from '../layout/lines.ts'
import type { LaidPage } from '../layout/sheets.ts'
import { pageHead, textChunks, writeSheets } from '../layout/sheets.ts'
import { contentWidth, type FormStyle } from '../layout/style.ts'
import { emOf } from '../layout/writing.ts'
import type { FormWords } from '../words/form-words.ja.ts'
import type { Values } from './values.ts'

/** Sizes a filled answer may have, in points; below the last it goes to the annex (別紙). */
const sizes = [11, 10, 9, 8, 7, 6.5] as const

interface TooLong {
  readonly number: number
  readonly label: string
  readonly text: string
}

/** The pages with the answers in their places, and an annex for what does not fit. No box moves. */
export function fillPages(
  pages: readonly LaidPage[],
  values: Values,
  name: string,
  { style, m }: { readonly style: FormStyle; readonly m: FormWords },
): readonly LaidPage[] {
  const long: TooLong[] = []
  const filled = pages.map((page) => {
    const strokes = page.places.flatMap((place): readonly Stroke[] => {
      const value = values(place, page.copy)
      if (value === undefined) return []
      const drawn = inPlace(place, value.text)
      if (drawn !== undefined) return drawn
      long.push({ number: place.number, label: withoutReadings(value.field?.label.ja ?? ''), text: value.text })
      return inPlace(place, m.annexMark) ?? []
    })
    return { ...page, strokes: [...page.strokes, ...strokes] }
  })
  return [...filled, ...annex(long, name, { style, m })]
}

/** Undefined: the text does not fit. */
function inPlace(place: Place, text: string): readonly Stroke[] | undefined {
  if (place.writing === 'tick') return text.split('\n').includes(place.value ?? '') ? checkMark(place) : []
  if (place.cells) return inCells(place, place.cells, text)
  return inBox(place, text)
}

function checkMark({ box: { x, y, w, h } }: Place): readonly Stroke[] {
  const line = (x1: number, y1: number, x2: number, y2: number): Stroke => ({
    k: 'l',
    x: round(x + w * x1),
    y: round(y + h * y1),
    x2: round(x + w * x2),
    y2: round(y + h * y2),
    s: 0.6,
  })
  return [line(0.15, 0.5, 0.42, 0.82), line(0.42, 0.82, 0.95, 0.05)]
}

function inCells(
  place: Place,
  cells: { readonly count: number; readonly width: number },
  text: string,
): readonly Stroke[] | undefined {
  const written = place.writing === 'digits' ? text.replace(/[^0-9]/g, '') : text.normalize('NFC').replace(/\s/g, '　')
  const all = [...written]
  const from = (place.row ?? 0) * cells.count
  const here = all.slice(from, from + cells.count)
  const last = place.row === undefined || from + cells.count >= all.length
  if (place.row === undefined && all.length > cells.count) return inBox(place, written)
  const start = place.align === 'right' && last ? cells.count - here.length : 0
  const size = 12
  return here.map((character, index) => ({
    k: 't',
    x: round(place.box.x + (start + index) * cells.width + (cells.width - widthOf(character, { size })) / 2),
    y: round(place.box.y + (place.box.h - emOf(size)) / 2),
    s: size,
    w: character,
  }))
}

function inBox({ box }: Place, text: string): readonly Stroke[] | undefined {
  const room = { w: box.w - 2, h: box.h - 0.8 }
  for (const size of sizes) {
    const block = words(plain(text), { size, leading: 1.25 }, room.w)
    if (block.height <= room.h && block.width <= room.w + 0.01)
      return moved(block, box.x + 1, box.y + (box.h - block.height) / 2).strokes
  }
  return undefined
}

/** What a person typed is never read as markup for readings. */
function plain(text: string): string {
  return text.replace(/[《》｜]/g, (mark) => ({ '《': '〈', '》': '〉', '｜': '|' })[mark] ?? mark).replace(/\r/g, '')
}

function annex(
  long: readonly TooLong[],
  name: string,
  { style, m }: { readonly style: FormStyle; readonly m: FormWords },
): readonly LaidPage[] {
  if (long.length === 0) return []
  const head = pageHead(m.continued(name), style)
  const writer = writeSheets(head, head)
  writer.put(words(m.annexTitle, { size: style.pageTitle, bold: true, heading: 2 }, contentWidth))
  for (const { number, label, text } of long) {
    const [first = emptyBlock, ...rest]: readonly Block[] = textChunks(plain(text), style.label)
    writer.put(
      stacked([words(`${number} ${label}`, { size: style.label, bold: true }, contentWidth), first], 1),
      style.gap * 2,
    )
    for (const line of rest) writer.put(line)
  }
  return writer.finish().map((page) => ({ kind: 'annex', page: 0, copy: 1, ...page }))
}
