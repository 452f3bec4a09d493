import { type LocalText, pickText } from '../../../platform/i18n/local-text.ts'
import { type Field, mostFiles, offersRegistered, patterns } from '../../procedures/index.ts'
import type { PlannedField } from '../plan/plan.ts'
import type { FormWords } from '../words/form-words.ja.ts'
import { accountBoxes } from './account-boxes.ts'
import { type Block, emptyBlock, flowing, stacked, words } from './block.ts'
import type { FormStyle } from './style.ts'
import { type Asked, captioned, cellRows, cells, freeBox, inLine, linedBox, said, ticks } from './writing.ts'

/** What the boxes of one field need. */
export interface ControlContext {
  readonly planned: PlannedField
  readonly asked: Asked
  readonly m: FormWords
  readonly text: (words: LocalText) => string
}

export function textIn(style: FormStyle): (words: LocalText) => string {
  return (words) => pickText(words, style.locale).text
}

/** The boxes of one field; every type has its own kind. */
export function controlOf(context: ControlContext): Block {
  return controls[context.planned.field.type](context)
}

/** Registers are chosen from by writing the name: the entries of a day would make another form every day. */
const quantityRows = 5

const controls: Readonly<Record<Field['type'], (context: ControlContext) => Block>> = {
  text: ({ planned: { field }, asked }) => textBoxes(field, asked),
  'long-text': ({ planned: { field }, asked }) =>
    linedBox(asked, '', asked.width, Math.min(8, Math.max(3, Math.ceil((field.maxLength ?? 200) / 40)))),
  kana: ({ asked }) => cells(asked, '', Math.min(24, Math.floor(asked.width / asked.style.cell.width)), 'kana'),
  name: ({ asked, m }) => pair(asked, [m.family, 'family'], [m.given, 'given']),
  date: ({ asked, m }) => dateBoxes(asked, m, true),
  'year-month': ({ asked, m }) => dateBoxes(asked, m, false),
  time: ({ asked, m }) =>
    stacked([cells(asked, '', 4), words(m.timeHint, { size: asked.style.hint }, asked.width)], asked.style.gap / 2),
  address: ({ asked, m }) => addressBoxes(asked, m),
  phone: ({ asked, m }) =>
    stacked([cells(asked, '', 11), words(m.phoneHint, { size: asked.style.hint }, asked.width)], asked.style.gap / 2),
  email: ({ asked }) => freeBox(asked, '', asked.width),
  account: ({ planned: { field }, asked, m }) => accountBoxes(asked, m, offersRegistered(field)),
  'individual-number': ({ asked }) => cells(asked, '', 12),
  number: ({ planned: { field }, asked, text }) =>
    withUnit(cells(asked, '', digitsOf(field, 6), 'digits', { align: 'right' }), field.unit && text(field.unit), asked),
  money: ({ planned: { field }, asked, m }) =>
    withUnit(cells(asked, '', digitsOf(field, 9), 'digits', { align: 'right' }), m.yen, asked),
  choice: (context) => choiceTicks(context),
  'multi-choice': (context) =>
    stacked(
      [words(context.m.several, { size: context.asked.style.hint }, context.asked.width), choiceTicks(context)],
      context.asked.style.gap / 2,
    ),
  'yes-no': ({ asked, m }) =>
    ticks(asked, [
      { part: '', value: 'yes', label: m.yes },
      { part: '', value: 'no', label: m.no },
    ]),
  file: (context) => attachment(context),
  photo: (context) => attachment(context),
  'map-point': ({ asked, m }) => placeInWords(asked, m.map),
  'map-shape': ({ asked, m }) => placeInWords(asked, m.mapShape),
  consent: ({ planned: { field }, asked, m }) =>
    ticks(asked, [
      { part: 'agreed', value: 'yes', label: m.agree },
      ...(field.consent?.refusable ? [{ part: 'agreed', value: 'no', label: m.disagree }] : []),
    ]),
  'register-choice': ({ planned: { field }, asked, m }) =>
    field.register?.quantity ? quantityBoxes(asked, m) : freeBox(asked, 'words', asked.width),
  notice: () => emptyBlock,
}

/** A pattern of digits gives cells; other texts get a free box as long as their answer. */
function textBoxes(field: Field, asked: Asked): Block {
  const count = cellsOfPattern[field.pattern ?? '']
  if (count !== undefined) {
    const numeric = patterns[field.pattern ?? '']?.inputMode === 'numeric'
    return cellRows(asked, '', count, numeric ? 'digits' : 'characters')
  }
  const length = field.maxLength ?? 100
  if (length <= 60) return freeBox(asked, '', length <= 12 ? Math.min(asked.width, asked.style.label * 6) : asked.width)
  return linedBox(asked, '', asked.width, length <= 120 ? 2 : 3)
}

const cellsOfPattern: Readonly<Record<string, number>> = {
  'insured-number': 10,
  'insurer-number': 6,
  'health-insurer-number': 8,
  'insurance-branch': 2,
  'office-number': 10,
  'corporate-number': 13,
  microchip: 15,
  'postal-code': 7,
}

function pair(asked: Asked, ...parts: readonly (readonly [string, string])[]): Block {
  const { style, width } = asked
  const each = style.kind === 'large' ? width : (width - style.gap * 2) / parts.length
  return flowing(
    parts.map(([caption, part]) => captioned(caption, each, style, (room) => freeBox(asked, part, room))),
    width,
    style.gap * 2,
    style.gap,
  )
}

/** 和暦 by ticking the era; four cells for the year, so that a western year fits as well. */
function dateBoxes(asked: Asked, m: FormWords, withDay: boolean): Block {
  const { style } = asked
  const eras = ticks(
    asked,
    Object.entries(m.era).map(([value, label]) => ({ part: 'era', value, label })),
  )
  const number = (part: string, count: number, unit: string): Block =>
    inLine([cells(asked, part, count, 'digits', { align: 'right' }), said(unit, style)], 0.8)
  const parts = [number('year', 4, m.year), number('month', 2, m.month), ...(withDay ? [number('day', 2, m.day)] : [])]
  return stacked([eras, flowing(parts, asked.width, style.gap * 1.5, style.gap)], style.gap)
}

function addressBoxes(asked: Asked, m: FormWords): Block {
  const { style, width } = asked
  const postcode = inLine([said(m.postcodeMark, style), cells(asked, 'postcode', 7)], 1)
  return stacked(
    [
      postcode,
      pair(asked, [m.prefecture, 'prefecture'], [m.municipality, 'city']),
      pair(asked, [m.town, 'town'], [m.block, 'block']),
      captioned(m.building, width, style, (room) => freeBox(asked, 'building', room)),
    ],
    style.gap,
  )
}

function digitsOf(field: Field, otherwise: number): number {
  return typeof field.max === 'number' && field.max > 0 ? String(field.max).length : otherwise
}

function withUnit(block: Block, unit: string | undefined, asked: Asked): Block {
  return unit === undefined ? block : inLine([block, said(unit, asked.style)], 1)
}

function choiceTicks({ planned, asked, m, text }: ControlContext): Block {
  return ticks(
    asked,
    planned.choices.map(({ choice, when }) => ({
      part: '',
      value: choice.id,
      label: text(choice.label),
      ...(when === undefined ? {} : { note: m.tickOnlyWhen(text(when)) }),
    })),
  )
}

/** A document to hand in: the ways of doing so, the paper itself first. */
function attachment({ planned: { field }, asked, m }: ControlContext): Block {
  const ways = field.alternatives ?? []
  const boxes = ticks(asked, [
    { part: 'how', value: 'attached', label: m.attached },
    ...(ways.includes('counter') ? [{ part: 'how', value: 'counter', label: m.counter }] : []),
    ...(ways.includes('register') ? [{ part: 'how', value: 'register', label: m.register }] : []),
  ])
  const most = field.maxFiles ?? mostFiles
  const note =
    most > 1 && most < mostFiles ? words(m.copies(most), { size: asked.style.hint }, asked.width) : emptyBlock
  return stacked([boxes, note], asked.style.gap / 2)
}

/** A place is described; what is drawn on the screen is drawn on a map that comes with the paper. */
function placeInWords(asked: Asked, how: string): Block {
  return stacked(
    [words(how, { size: asked.style.hint }, asked.width), linedBox(asked, 'words', asked.width, 2)],
    asked.style.gap / 2,
  )
}

/** Several things with a number of each. */
function quantityBoxes(asked: Asked, m: FormWords): Block {
  const { style, width } = asked
  return stacked(
    Array.from({ length: quantityRows }, (_, row) => {
      const amount = inLine(
        [said(m.quantity, style, style.hint), cells(asked, `${row}.quantity`, 2, 'digits', { align: 'right' })],
        1,
      )
      const name = captioned(m.entry, width - amount.width - style.gap * 2, style, (room) =>
        freeBox(asked, `${row}.entry`, room),
      )
      return inLine([name, amount], style.gap * 2)
    }),
    style.gap,
  )
}
