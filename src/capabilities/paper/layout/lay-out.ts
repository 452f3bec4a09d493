import type { Group } from '../../procedures/index.ts'
import type { FormPlan, PlannedField, PlannedGroup, PlannedPage } from '../plan/plan.ts'
import { formWords } from '../words/form-words.ts'
import { type Block, emptyBlock, moved, stacked, words } from './block.ts'
import { textIn } from './controls.ts'
import { closing, firstHead, openingRows } from './own-parts.ts'
import { fieldRow, instruction, type RowContext } from './rows.ts'
import {
  bodyHeight,
  type LaidPage,
  pageHead,
  type SheetKind,
  type SheetWriter,
  textChunks,
  writeSheets,
} from './sheets.ts'
import { contentWidth, type FormKind, type FormStyle, formStyles } from './style.ts'
import { cells, inLine, said } from './writing.ts'

/** What the city puts on its forms; nothing of it moves a box. */
export interface CityWords {
  readonly to: string
  readonly sendTo: string
}

/** How the items of a repeated group are spread over the sheets. */
export interface Repeat {
  readonly first: number
  readonly perSheet: number
  readonly max: number
}

export interface FormLayout {
  readonly kind: FormKind
  readonly pages: readonly LaidPage[]
  readonly repeats: Readonly<Record<string, Repeat>>
}

/**
 * Lays out a form: pages, groups and fields in their order, then the sheet for 個人番号, then one continuation sheet for
 * each repeated group that may have more items than fit. `copies` is how many of each a filled form needs.
 */
export function layOut(
  plan: FormPlan,
  kind: FormKind,
  city: CityWords,
  copies: ReadonlyMap<string, number> = new Map(),
): FormLayout {
  const style = formStyles[kind]
  const m = formWords[style.locale]
  const context = { style, m }
  const text = textIn(style)
  const name = text(plan.definition.name)
  const later = pageHead(m.continued(name), style)
  const repeats: Record<string, Repeat> = {}

  const main = writeSheets(firstHead(plan, city, context), later)
  for (const row of openingRows(plan, context)) main.put(row)
  for (const page of plan.pages) putPage(page, context, main, repeats)
  for (const chunk of closing(plan, city, context)) main.put(chunk, style.gap * 2)
  const pages: LaidPage[] = laid(main, 'main', 1, 1)

  if (plan.individualNumbers.length > 0)
    pages.push(...laid(numberSheet(plan, context, later), 'individual-number', pages.length + 1, 1))

  let last = pages.length
  for (const group of plan.pages.flatMap(({ groups }) => groups)) {
    const repeat = repeats[group.group.id]
    if (repeat === undefined || repeat.perSheet === 0) continue
    // Its pages are counted also where none is printed: a page number means the same on every copy of the form.
    for (let copy = 1; copy <= Math.max(1, copies.get(group.group.id) ?? 1); copy += 1) {
      const sheets = laid(continuation(group, repeat, name, context), 'continuation', last + 1, copy)
      if (copies.get(group.group.id) !== 0) pages.push(...sheets)
      if (copy === Math.max(1, copies.get(group.group.id) ?? 1)) last += sheets.length
    }
  }
  return { kind, pages, repeats }
}

function laid(writer: SheetWriter, kind: SheetKind, first: number, copy: number): LaidPage[] {
  return writer.finish().map((page, index) => ({ kind, page: first + index, copy, ...page }))
}

function putPage(page: PlannedPage, context: RowContext, writer: SheetWriter, repeats: Record<string, Repeat>): void {
  const { style } = context
  const text = textIn(style)
  let head = stacked(
    [
      heading(text(page.title), style.pageTitle, 2),
      instruction(page.when, context, contentWidth),
      words(page.lead === undefined ? '' : text(page.lead), { size: style.hint }, contentWidth),
    ],
    0.6,
  )
  for (const group of page.groups) {
    const alone = page.groups.length === 1 && text(group.group.title) === text(page.title)
    const title = stacked(
      [
        alone ? emptyBlock : heading(text(group.group.title), style.groupTitle, 3),
        instruction(group.when, context, contentWidth),
        words(group.group.hint === undefined ? '' : text(group.group.hint), { size: style.hint }, contentWidth),
      ],
      0.6,
    )
    head = stacked([head, title], style.gap)
    const chunks = group.group.repeat
      ? itemChunks(group, context, repeats)
      : group.fields.flatMap((field) => fieldChunks(field, `${field.path}`, context))
    putWithHead(head, chunks, writer, style)
    head = emptyBlock
  }
}

/** A heading never stands alone at the foot of a page. */
function putWithHead(head: Block, chunks: readonly Block[], writer: SheetWriter, style: FormStyle): void {
  const [first = emptyBlock, ...rest] = chunks
  const together = stacked([head, first], style.gap)
  if (together.height <= bodyHeight) writer.put(together, style.gap * 3)
  else {
    writer.put(head, style.gap * 3)
    writer.put(first)
  }
  for (const chunk of rest) writer.put(chunk)
}

/** One field; a text to agree to, or to know, flows line by line before its boxes. */
function fieldChunks(planned: PlannedField, path: string, context: RowContext): readonly Block[] {
  const { style, m } = context
  const { field } = planned
  const text = textIn(style)
  if (field.type === 'notice') {
    const note = planned.when === undefined ? '' : `（${m.tickOnlyWhen(text(planned.when))}）`
    const label = words(`${text(field.label)}${note}`, { size: style.label, bold: true }, contentWidth)
    return [label, ...(field.hint === undefined ? [] : textChunks(text(field.hint), style.hint))]
  }
  if (field.type !== 'consent' || field.consent === undefined) return [fieldRow(planned, path, context)]
  return [...textChunks(text(field.consent.text), style.hint), fieldRow(planned, path, context)]
}

/** The items of a repeated group, as many as fit on one sheet; an item stays whole where a sheet can hold it. */
function itemChunks(group: PlannedGroup, context: RowContext, repeats: Record<string, Repeat>): readonly Block[] {
  const { repeat, id } = group.group
  if (!repeat) return []
  const height = stacked(itemRows(group, 0, `${id}.0`, context), 0).height
  const first = Math.min(repeat.max, fitting(bodyHeight, height))
  const perSheet = Math.min(
    repeat.max - first,
    fitting(bodyHeight - continuationHead(group, 1, '', context).height, height),
  )
  repeats[id] = { first, perSheet: Math.max(0, perSheet), max: repeat.max }
  return Array.from({ length: first }, (_, index) => itemRows(group, index, `${id}.${index}`, context)).flatMap(whole)
}

const fitting = (room: number, height: number): number => Math.max(1, Math.floor(room / (height + 0.01)))

function whole(rows: readonly Block[]): readonly Block[] {
  const together = stacked(rows, 0)
  if (together.height <= bodyHeight * 0.75) return [together]
  const [first = emptyBlock, second = emptyBlock, ...rest] = rows
  return [stacked([first, second], 0), ...rest]
}

function itemRows(group: PlannedGroup, index: number | undefined, path: string, context: RowContext): readonly Block[] {
  const { style, m } = context
  const item = textIn(style)(group.group.repeat?.item ?? group.group.title)
  const title = index === undefined ? m.itemEmpty(item) : m.item(item, index + 1)
  const head = stacked(
    [moved(words('', { size: style.label }, 1), 0, 0), heading(`■ ${title}`, style.groupTitle, 3)],
    0,
  )
  const rows = group.fields.flatMap((field) => fieldChunks(field, `${path}.${field.field.id}`, context))
  return [{ ...head, height: head.height + 1.6, strokes: moved(head, 0, 1.2).strokes }, ...rows]
}

function continuationHead({ group }: PlannedGroup, perSheet: number, name: string, { style, m }: RowContext): Block {
  const item = textIn(style)(group.repeat?.item ?? group.title)
  const number = inLine(
    [
      said(m.sheetNumber, style),
      cells({ path: `sheet.${group.id}`, number: 0, style, width: contentWidth }, '', 2, 'digits', { align: 'right' }),
    ],
    2,
  )
  return stacked(
    [
      words(name, { size: style.hint }, contentWidth),
      heading(m.continuationTitle(item), style.pageTitle, 2),
      words(m.continuationNote(perSheet), { size: style.hint }, contentWidth),
      number,
    ],
    style.gap,
  )
}

/** The paths of a continuation sheet hold `*` for the item: which one it is depends on the number of the sheet. */
function continuation(group: PlannedGroup, repeat: Repeat, name: string, context: RowContext): SheetWriter {
  const { style, m } = context
  const head = pageHead(m.continued(name), style)
  const writer = writeSheets(head, head)
  writer.put(continuationHead(group, repeat.perSheet, '', context))
  for (let index = 0; index < repeat.perSheet; index += 1) {
    const rows = itemRows(group, undefined, `${group.group.id}.*${index}`, context)
    for (const chunk of whole(rows)) writer.put(chunk)
  }
  return writer
}

function numberSheet(plan: FormPlan, context: RowContext, later: Block): SheetWriter {
  const { style, m } = context
  const writer = writeSheets(later, later)
  writer.put(heading(m.numbersTitle, style.pageTitle, 2))
  writer.put(words(m.numbersNote, { size: style.hint }, contentWidth), style.gap)
  for (const planned of plan.individualNumbers) {
    const { group, field } = planned
    const items = group.repeat ? group.repeat.max : 1
    for (let index = 0; index < items; index += 1) {
      const path = group.repeat ? `${group.id}.${index}.${field.id}` : planned.path
      const prefix = group.repeat ? `${m.item(itemOf(group, style), index + 1)}　` : ''
      // The instruction stands once; below it only the numbers follow.
      writer.put(fieldRow(index === 0 ? planned : bare(planned), path, context, prefix))
    }
  }
  return writer
}

/** Only the number and the label. */
function bare(planned: PlannedField): PlannedField {
  const { when: _when, field, ...rest } = planned
  const { hint: _hint, ...plain } = field
  return { ...rest, field: plain }
}

const itemOf = (group: Group, style: FormStyle): string => textIn(style)(group.repeat?.item ?? group.title)

function heading(text: string, size: number, level: 2 | 3): Block {
  return words(text, { size, bold: true, heading: level }, contentWidth)
}
