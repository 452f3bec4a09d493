import type { FormPlan } from '../plan/plan.ts'
import { type Block, joined, moved, stacked, words } from './block.ts'
import { controlOf, textIn } from './controls.ts'
import type { CityWords } from './lay-out.ts'
import { ownRow, type RowContext } from './rows.ts'
import { fitted, headWidth, lineHeight } from './sheets.ts'
import { contentWidth } from './style.ts'
import { boxLine, freeBox, ticks } from './writing.ts'

/** Head of the first page: to whom, what, its name in the law. */
export function firstHead(plan: FormPlan, city: CityWords, { style }: RowContext): Block {
  const text = textIn(style)
  const { definition } = plan
  return stacked(
    [
      fitted(city.to, style.hint, headWidth, lineHeight(style.hint) * (style.locale === 'easy' ? 1.3 : 1)),
      words(text(definition.name), { size: style.title, bold: true, heading: 1 }, headWidth),
      words(definition.officialName, { size: style.kind === 'large' ? style.hint : 8 }, headWidth),
    ],
    0.8,
  )
}

/** How to write, the day, and who files. */
export function openingRows(plan: FormPlan, context: RowContext): readonly Block[] {
  const { style, m } = context
  const text = textIn(style)
  const how = words(m.how, { size: style.hint }, contentWidth)
  const day = ownRow(plan.own.filedOn, m.filedOn, (width) => dayBoxes(plan.own.filedOn, width, context), context)
  const number = plan.own.filer
  if (number === undefined) return [how, day]
  const filer = ownRow(
    number,
    m.filer,
    (width) =>
      ticks(
        { path: 'filing.filer', number, style, width },
        plan.filers.map(({ kind, label }) => ({ part: '', value: kind, label: text(label) })),
      ),
    context,
  )
  return [{ ...how, height: how.height + style.gap }, day, filer]
}

function dayBoxes(number: number, width: number, { style, m }: RowContext): Block {
  const field = { id: 'filedOn', type: 'date', label: { ja: m.filedOn } } as const
  const group = { id: 'filing', title: { ja: m.filedOn } }
  return controlOf({
    planned: { number, path: 'filing.filedOn', group, field, choices: [] },
    asked: { path: 'filing.filedOn', number, style, width },
    m,
    text: textIn(style),
  })
}

/** Declaration and signature, where to send it, and a place for the city's stamp. Its size is the same for every city. */
export function closing(plan: FormPlan, city: CityWords, context: RowContext): readonly Block[] {
  const { style, m } = context
  const number = plan.own.signature
  const signature = ownRow(
    number,
    m.signature,
    (width) => freeBox({ path: 'filing.signature', number, style, width }, '', width, { writing: 'signature' }),
    context,
  )
  const declaration = words(m.declaration, { size: style.label }, contentWidth)
  return [stacked([declaration, signature], style.gap), destination(city, context)]
}

function destination(city: CityWords, { style, m }: RowContext): Block {
  const stampWidth = style.kind === 'large' ? 60 : 50
  const height = style.kind === 'large' ? 40 : 24
  const room = contentWidth - stampWidth - 6
  const title = words(m.sendTo, { size: style.hint, bold: true }, room)
  const text = fitted(city.sendTo, style.hint, room, height - title.height - 1)
  const stampTitle = words(m.officeUse, { size: style.hint }, stampWidth - 3)
  const stamp: Block = {
    width: stampWidth,
    height,
    strokes: [{ k: 'r', x: 0, y: 0, w: stampWidth, h: height, s: boxLine }, ...moved(stampTitle, 1.5, 1).strokes],
    places: [],
  }
  return joined([stacked([title, text], 1), moved(stamp, contentWidth - stampWidth, 0)], contentWidth, height)
}
