import { codeModules, codeText, type PageCode } from '../code/page-code.ts'
import type { Stroke } from '../layout/block.ts'
import { round, words } from '../layout/block.ts'
import type { LaidPage } from '../layout/sheets.ts'
import { type FormStyle, sheet } from '../layout/style.ts'

/** Consecutive strokes of one heading become one heading for a screen reader. */
export type Drawn = Stroke | { readonly k: 'h'; readonly h: 1 | 2 | 3; readonly parts: readonly Stroke[] }

export interface DrawnForm {
  readonly title: string
  readonly author: string
  readonly lang: 'ja' | 'en'
  readonly pages: readonly { readonly strokes: readonly Drawn[] }[]
}

/** A page as it is printed: its own strokes, the marks in its corners, the code, and its number among all pages. */
export function drawPage(
  page: LaidPage,
  code: PageCode,
  place: { readonly number: string; readonly foot: string },
  style: FormStyle,
): { readonly strokes: readonly Drawn[] } {
  return {
    strokes: [
      ...markStrokes(),
      ...codeStrokes(codeText(code)),
      ...grouped(page.strokes),
      ...at(words(place.number, { size: style.hint }, 60).strokes, sheet.width / 2 - 8, sheet.bottom + 4),
      ...at(words(place.foot, { size: 6 }, 120).strokes, sheet.left, sheet.bottom + 7),
    ],
  }
}

function at(strokes: readonly Stroke[], x: number, y: number): readonly Stroke[] {
  return strokes.map((stroke) => ({ ...stroke, x: round(stroke.x + x), y: round(stroke.y + y) }))
}

function markStrokes(): readonly Stroke[] {
  return sheet.marks.map(({ x, y }) => ({ k: 'r', x, y, w: sheet.mark, h: sheet.mark, s: 0, f: true }))
}

/** Runs of dark modules as bars: a third of the strokes that single modules would take. */
function codeStrokes(text: string): readonly Stroke[] {
  const modules = codeModules(text)
  const size = sheet.code.size / modules.length
  return modules.flatMap((row, y) =>
    runsOf(row).map(
      ({ from, length }): Stroke => ({
        k: 'r',
        x: sheet.code.x + from * size,
        y: sheet.code.y + y * size,
        w: size * length,
        // A hair over the next row, so that no white line shows between two.
        h: size * 1.02,
        s: 0,
        f: true,
      }),
    ),
  )
}

function runsOf(row: readonly boolean[]): readonly { readonly from: number; readonly length: number }[] {
  const runs: { from: number; length: number }[] = []
  row.forEach((dark, x) => {
    const last = runs[runs.length - 1]
    if (dark && last && last.from + last.length === x) last.length += 1
    else if (dark) runs.push({ from: x, length: 1 })
  })
  return runs
}

function grouped(strokes: readonly Stroke[]): readonly Drawn[] {
  const drawn: Drawn[] = []
  let heading: { h: 1 | 2 | 3; parts: Stroke[] } | undefined
  for (const stroke of strokes) {
    const level = stroke.k === 't' && stroke.r !== true ? stroke.h : undefined
    const reading = stroke.k === 't' && stroke.r === true
    if (level !== undefined && heading?.h === level) heading.parts.push(stroke)
    else if (level !== undefined) {
      heading = { h: level, parts: [stroke] }
      drawn.push({ k: 'h', ...heading })
    } else {
      if (!reading) heading = undefined
      drawn.push(stroke)
    }
  }
  return drawn
}
