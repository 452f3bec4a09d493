import type { LocalText } from '../../../platform/i18n/local-text.ts'
import { hintOnPaper, type PlannedField } from '../plan/plan.ts'
import type { FormWords } from '../words/form-words.ja.ts'
import { type Block, emptyBlock, joined, moved, stacked, words } from './block.ts'
import { controlOf, textIn } from './controls.ts'
import { contentWidth, type FormStyle } from './style.ts'

/** Everything a row is made with. */
export interface RowContext {
  readonly style: FormStyle
  readonly m: FormWords
}

const padding = 1.3
/** Room for the number of a box before its label. */
const numberWidth = (style: FormStyle): number => style.label * 0.82

/** A row: number, label, instruction, hint, and the boxes beside or below. `path` is the answer path with its item. */
export function fieldRow(planned: PlannedField, path: string, { style, m }: RowContext, prefix = ''): Block {
  const text = textIn(style)
  const { field } = planned
  const aside = style.labelWidth > 0
  const room = aside ? contentWidth - style.labelWidth - 2 : contentWidth - numberWidth(style)
  const label = labelOf(planned, { style, m }, prefix, aside ? style.labelWidth : contentWidth)
  const control = controlOf({
    planned,
    asked: { path, number: planned.number ?? 0, style, width: room },
    m,
    text,
  })
  const body = aside
    ? joined([label, moved(control, style.labelWidth + 2, 0)], contentWidth, Math.max(label.height, control.height))
    : stacked([label, moved(control, numberWidth(style), 0)], style.gap)
  return field.type === 'notice' ? emptyBlock : ruled(body)
}

/** A row of a form's own: a date, who files, a signature. */
export function ownRow(
  number: number,
  label: string,
  control: (room: number) => Block,
  { style }: RowContext,
  note = '',
): Block {
  const aside = style.labelWidth > 0
  const room = aside ? contentWidth - style.labelWidth - 2 : contentWidth - numberWidth(style)
  const width = aside ? style.labelWidth : contentWidth
  const head = numbered(
    number,
    [
      words(label, { size: style.label, bold: true }, width - numberWidth(style)),
      words(note, { size: style.hint }, width - numberWidth(style)),
    ],
    style,
  )
  const boxes = control(room)
  return ruled(
    aside
      ? joined([head, moved(boxes, style.labelWidth + 2, 0)], contentWidth, Math.max(head.height, boxes.height))
      : stacked([head, moved(boxes, numberWidth(style), 0)], style.gap),
  )
}

function labelOf(planned: PlannedField, { style, m }: RowContext, prefix: string, width: number): Block {
  const text = textIn(style)
  const { field, when, number } = planned
  const room = width - numberWidth(style) - 1
  const hint = hintOnPaper(field)
  const optional = field.required === false ? m.optional : ''
  return numbered(
    number,
    [
      words(`${prefix}${text(field.label)}${optional}`, { size: style.label, bold: true }, room),
      instruction(when, { style, m }, room),
      words(hint === undefined ? '' : onPaper(text(hint)), { size: style.hint }, room),
    ],
    style,
  )
}

/** 「…のときだけ書いてください」 with a mark that stands out without colour. */
export function instruction(when: LocalText | undefined, { style, m }: RowContext, width: number): Block {
  if (when === undefined) return emptyBlock
  return words(`▶ ${m.onlyWhen(textIn(style)(when))}`, { size: style.hint, bold: true }, width)
}

/** A hint of the screen speaks of typing; on paper it is writing. */
function onPaper(hint: string): string {
  return hint
    .replace(/入れてください/g, '書いてください')
    .replace(/入れられます/g, '書けます')
    .replace(/入《い》れて ください/g, '書《か》いて ください')
}

function numbered(number: number | undefined, blocks: readonly Block[], style: FormStyle): Block {
  const mark = number === undefined ? emptyBlock : words(String(number), { size: style.label, bold: true }, 30)
  const text = stacked(blocks, 0.4)
  // With readings the label's first line stands lower; its number stands beside it.
  const first = text.strokes.find((stroke) => stroke.k === 't' && stroke.r !== true)
  const own = mark.strokes[0]
  const dy = first && own && first.y > own.y ? first.y - own.y : 0
  return joined(
    [moved(mark, 0, dy), moved(text, numberWidth(style), 0)],
    text.width + numberWidth(style),
    Math.max(text.height, mark.height + dy),
  )
}

function ruled(body: Block): Block {
  const inner = moved(body, 0, padding)
  return {
    ...inner,
    width: contentWidth,
    height: body.height + padding * 2,
    strokes: [{ k: 'l', x: 0, y: 0, x2: contentWidth, y2: 0, s: 0.1 }, ...inner.strokes],
  }
}
