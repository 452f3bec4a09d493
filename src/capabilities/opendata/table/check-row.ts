import type { Column, DatasetDefinition, Need, RowCheck } from '../language/dataset.ts'
import type { CellProblem } from '../values/outcome.ts'
import { readValue } from '../values/read-value.ts'
import { remembering } from '../values/remember.ts'

/** A row by the ids of the columns; what is not there is empty. */
export type Row = Readonly<Record<string, string>>

export interface RowProblem extends CellProblem {
  /** Column it stands in; absent: the row as a whole. */
  readonly column?: string
  readonly typed: string
}

export interface CheckedRow {
  /** As it can be kept: problem cells hold what was typed. */
  readonly row: Row
  readonly problems: readonly RowProblem[]
}

/** The same in the order of the dataset's columns. */
export interface CheckedCells {
  readonly cells: readonly string[]
  readonly problems: readonly RowProblem[]
}

/** Reads rows of one dataset; made once, asked for each row. */
export function rowChecker(dataset: DatasetDefinition, edition: string, cityCode: string): (typed: Row) => CheckedRow {
  const check = cellsChecker(dataset, edition, cityCode)
  return (typed) => {
    const { cells, problems } = check(dataset.columns.map(({ id }) => typed[id] ?? ''))
    return { row: Object.fromEntries(dataset.columns.map(({ id }, at) => [id, cells[at] ?? ''])), problems }
  }
}

/** As `rowChecker`, but cells in the order of the dataset's columns: for tables of a hundred thousand rows. */
export function cellsChecker(
  dataset: DatasetDefinition,
  edition: string,
  cityCode: string,
): (typed: readonly string[]) => CheckedCells {
  const needOf = needsOf(dataset, edition)
  const readers = dataset.columns.map((column) =>
    remembering(cellChecker(column, needOf.get(column.id) ?? 'optional', cityCode)),
  )
  const placeOf = new Map(dataset.columns.map(({ id }, at) => [id, at]))
  return (typed) => {
    const problems: RowProblem[] = []
    const cells = readers.map((read, at) => {
      const cell = read(typed[at] ?? '')
      for (const problem of cell.problems) problems.push(problem)
      return cell.value
    })
    for (const check of dataset.checks) {
      const broken = breaks(check, (id) => cells[placeOf.get(id) ?? -1] ?? '')
      if (broken) problems.push(broken)
    }
    return { cells, problems }
  }
}

/** One cell as it can be kept, with what is to be said of it. */
interface CheckedCell {
  readonly value: string
  readonly problems: readonly RowProblem[]
}

const nothing: readonly RowProblem[] = []

function cellChecker(column: Column, need: Need, cityCode: string): (cell: string) => CheckedCell {
  const context = { column, cityCode }
  return (cell) => {
    const outcome = readValue(cell, context)
    const value = 'value' in outcome ? outcome.value : cell
    const problems: RowProblem[] = []
    if ('problem' in outcome) problems.push({ ...outcome.problem, column: column.id, typed: cell })
    else if (value === '' && need !== 'optional' && column.kind !== 'flag') problems.push(missing(column, need))
    if (column.personal === 'name' && looksLikePerson(cell))
      problems.push({ code: 'person', level: 'warning', column: column.id, typed: cell })
    return { value, problems: problems.length === 0 ? nothing : problems }
  }
}

/** A layout may ask for more or less than the dataset. */
function needsOf(dataset: DatasetDefinition, edition: string): ReadonlyMap<string, Need> {
  const columns = dataset.editions[edition]?.columns ?? []
  return new Map(columns.flatMap(({ from, need }) => (from === undefined ? [] : [[from, need]])))
}

function missing(column: Column, need: Need): RowProblem {
  return need === 'required'
    ? { code: 'missing', level: 'error', column: column.id, typed: '' }
    : { code: 'recommended-missing', level: 'notice', column: column.id, typed: '' }
}

/** A name of two to six kanji with a space between, and no word of a body in it. */
function looksLikePerson(text: string): boolean {
  if (/(市|町|村|県|国|寺|院|神社|宮|社|会|組合|法人|財団|団体|保存|委員|学校|株式|有限|個人)/.test(text)) return false
  return /^[\u3400-\u9fff々]{1,3}[\s\u3000][\u3400-\u9fff々ぁ-んァ-ヶ]{1,4}$/.test(text.trim())
}

function breaks(check: RowCheck, cellOf: (column: string) => string): RowProblem | undefined {
  if (check.kind === 'order') {
    const [first, last] = check.columns
    const [from, to] = [cellOf(first), cellOf(last)]
    if (from === '' || to === '' || from <= to) return undefined
    return { code: 'order', level: check.level, column: last, typed: to, detail: first }
  }
  const parts = check.parts.map(cellOf)
  const total = cellOf(check.total)
  if (total === '' || parts.some((part) => !/^-?\d+(\.\d+)?$/.test(part)) || !/^\d+$/.test(total)) return undefined
  const sum = parts.reduce((all, part) => all + Number(part), 0)
  if (sum === Number(total)) return undefined
  return { code: 'sum', level: check.level, column: check.total, typed: total, detail: String(sum) }
}
