import { isDeepStrictEqual } from 'node:util'
import type { PostedForm } from '../../../platform/http/index.ts'
import type { YamlPath } from '../../procedures/index.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { cellOfWords, wordsOfCell } from './cell-words.ts'
import { messages } from './messages.ja.ts'
import { type ColumnView, conditionCell, type RowLike } from './table-shape.ts'

const words = messages.edition.problems
export const spareRows = 3
/** More changes than this are written as one: each of them reads the whole text again. */
const mostEdits = 60

export type RowsReading =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

interface ReadRow {
  /** Place in the list that was shown; undefined for a new row. */
  readonly was: number | undefined
  readonly order: number
  readonly when: Readonly<Record<string, string>>
  readonly gives: Readonly<Record<string, string | number | boolean>>
}

/** A word of the language; written as a variable so that nobody takes the object for a promise. */
const then = 'then'

/** A row as the definition has it. */
export function rowValue(when: ReadRow['when'], gives: ReadRow['gives']): YamlValue {
  return { when, [then]: gives }
}

/** Rows `rows.<n>.when.<input>`, `.then.<column>`, `.order`, `.remove` as the changes of what stands at `path`. */
export function readRows(
  form: PostedForm,
  kept: readonly RowLike[],
  inputs: readonly ColumnView[],
  outputs: readonly ColumnView[],
  path: YamlPath,
): RowsReading {
  const problems: Record<string, string> = {}
  const rows: ReadRow[] = []
  for (let n = 0; n < kept.length + spareRows; n += 1) {
    const before = kept[n]
    const at = `rows.${n}`
    const typed = [...inputs.map(({ name }) => `when.${name}`), ...outputs.map(({ name }) => `then.${name}`)]
    const empty = typed.every((name) => form.text(`${at}.${name}`).trim() === '')
    if (form.text(`${at}.remove`) === 'yes' || (before === undefined && empty)) continue
    const order = Number(form.text(`${at}.order`).trim().normalize('NFKC')) || n + 1
    rows.push({
      was: before === undefined ? undefined : n,
      order,
      when: Object.fromEntries(inputs.map((column) => [column.name, readCondition(form, n, column, before, problems)])),
      gives: Object.fromEntries(outputs.map((column) => [column.name, readResult(form, n, column, before, problems)])),
    })
  }
  if (rows.length === 0) problems['rows.0.order'] = words.none
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const sorted = rows.toSorted((a, b) => a.order - b.order)
  const edits = editsOf(sorted, kept, path)
  if (edits.length <= mostEdits) return { ok: true, edits }
  const whole = sorted.map(({ when, gives }) => rowValue(when, gives))
  return { ok: true, edits: [{ do: 'set', path: [...path, 'rows'], value: whole }] }
}

function readCondition(
  form: PostedForm,
  n: number,
  column: ColumnView,
  before: RowLike | undefined,
  problems: Record<string, string>,
): string {
  const name = `rows.${n}.when.${column.name}`
  const typed = form.text(name).trim()
  // What was not touched stays as it is written.
  if (before && typed.normalize('NFKC') === conditionCell(before, column, wordsOfCell).normalize('NFKC')) {
    return String(before.when?.[column.name] ?? '-')
  }
  if (column.kind === 'boolean' && (typed === messages.yes || typed === messages.no))
    return String(typed === messages.yes)
  const cell = cellOfWords(typed, column.names)
  if (cell === undefined) problems[name] = words.cell(n + 1, column.label)
  return cell ?? '-'
}

function readResult(
  form: PostedForm,
  n: number,
  column: ColumnView,
  before: RowLike | undefined,
  problems: Record<string, string>,
): string | number | boolean {
  const name = `rows.${n}.then.${column.name}`
  const typed = form.text(name).trim()
  if (column.kind === 'boolean') return typed === messages.yes || typed === 'true'
  if (column.kind === 'text') {
    const kept = before?.then?.[column.name]
    if (typed === '') problems[name] = words.missing(n + 1, column.label)
    return typed === String(kept ?? '') && kept !== undefined ? (kept as string) : typed.slice(0, 200)
  }
  const number = typed.normalize('NFKC').replaceAll(',', '').replace(/円$/u, '')
  if (!/^-?\d{1,13}$/.test(number)) problems[name] = words.number(n + 1, column.label)
  return Number(number)
}

/** The smallest changes, so that comments stay with their rows: cells, then places, then what goes, then what comes. */
function editsOf(rows: readonly ReadRow[], kept: readonly RowLike[], path: YamlPath): readonly Edit[] {
  const list = [...path, 'rows']
  const edits: Edit[] = []
  for (const { was, when, gives } of rows) {
    if (was === undefined) continue
    for (const [part, cells] of [
      ['when', when],
      [then, gives],
    ] as const) {
      for (const [name, value] of Object.entries(cells)) {
        const before = kept[was]?.[part]?.[name]
        const same = part === 'when' ? String(before ?? '-') === value : isDeepStrictEqual(before, value)
        if (!same) edits.push({ do: 'set', path: [...list, was, part, name], value })
      }
    }
  }
  const places = kept.map((_, n) => n)
  const stay = rows.flatMap(({ was }) => (was === undefined ? [] : [was]))
  for (const gone of places.filter((n) => !stay.includes(n)).toReversed()) {
    edits.push({ do: 'set', path: [...list, places.indexOf(gone)], value: undefined })
    places.splice(places.indexOf(gone), 1)
  }
  stay.forEach((was, target) => {
    for (let at = places.indexOf(was); at > target; at -= 1) {
      edits.push({ do: 'swap', path: list, index: at - 1 })
      places.splice(at - 1, 2, was, places[at - 1] ?? was)
    }
  })
  rows.forEach(({ was, when, gives }, index) => {
    if (was === undefined) edits.push({ do: 'insert', path: list, index, value: rowValue(when, gives) })
  })
  return edits
}
