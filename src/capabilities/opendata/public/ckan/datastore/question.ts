import { parseJson } from '../../../../../platform/parse-json.ts'
import type { Column, DatasetDefinition } from '../../../language/dataset.ts'
import { type Condition, type RowQuery, rowNumber, type SortBy } from '../../query/row-query.ts'
import { wordedKinds } from '../../query/terms.ts'
import { listOf, type Parameters, textOf } from '../parameters.ts'
import { invalid } from '../problems.ts'
import { isNumeric } from './fields.ts'

/** A column of the answer; undefined stands for the row's number. */
export type Shown = Column | undefined

type Asked = Pick<RowQuery, 'conditions' | 'words' | 'sort'>

const mostWords = 20
/** Letters of all words: each pair of them is looked up. */
const mostLetters = 100
const mostValues = 200
/** Values of all fields together. */
const mostValuesInAll = 400
const mostColumns = 10

/** What `filters`, `q` and `sort` ask of the rows. Throws a validation error that names the parameter. */
export function questionOf(given: Parameters, definition: DatasetDefinition): Asked {
  const search = given.get('q')
  const byField = objectOf(search)
  const conditions = [
    ...filtersOf(given, definition),
    ...(byField === undefined ? [] : containsOf(byField, definition)),
  ]
  const words = byField === undefined ? wordsOf(textOf(given, 'q') ?? '') : []
  return { conditions, words, sort: sortOf(given, definition) }
}

/** The columns of the answer in their order: all with the number first, or those of `fields`. */
export function shownColumns(given: Parameters, definition: DatasetDefinition): readonly Shown[] {
  const asked = listOf(given, 'fields')
  if (asked === undefined) return [undefined, ...definition.columns]
  return asked.map((name) => columnOf(name, definition, 'fields'))
}

/** By its id or by its heading. */
function columnOf(name: string, { columns }: DatasetDefinition, parameter: string): Shown {
  if (name === rowNumber) return undefined
  const column = columns.find(({ id }) => id === name) ?? columns.find(({ title }) => title === name)
  if (column === undefined) throw invalid(parameter, 'A field is not in the table')
  return column
}

/** Shapes are neither equal nor before each other; `bbox` of OGC API - Features finds them. */
function comparable(column: Shown, parameter: string): Shown {
  if (column?.kind === 'shape') throw invalid(parameter, 'A field of shapes has no order and is not compared')
  return column
}

/** An object, or the text of one. */
function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const read = typeof value === 'string' && value.trimStart().startsWith('{') ? parseJson(value) : value
  return typeof read === 'object' && read !== null && !Array.isArray(read)
    ? (read as Record<string, unknown>)
    : undefined
}

function filtersOf(given: Parameters, definition: DatasetDefinition): readonly Condition[] {
  const value = given.get('filters')
  if (value === undefined || value === null || value === '') return []
  const filters = objectOf(value)
  if (filters === undefined) throw invalid('filters', 'Must be a dictionary')
  let all = 0
  return Object.entries(filters).map(([name, wanted]) => {
    all += Array.isArray(wanted) ? wanted.length : 1
    if (all > mostValuesInAll) throw invalid('filters', 'Too many values')
    const values = (Array.isArray(wanted) ? wanted : [wanted]).map((each) => cellOf(each))
    if (values.length > mostValues) throw invalid('filters', 'Too many values')
    return filterOf(comparable(columnOf(name, definition, 'filters'), 'filters'), values)
  })
}

/** A value of JSON as a cell holds it; `null` is an empty cell. */
function cellOf(value: unknown): string {
  if (value === null) return ''
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value)
  throw invalid('filters', 'A value is a text, a number or null')
}

function filterOf(column: Shown, values: readonly string[]): Condition {
  if (column === undefined) {
    if (!values.every((each) => /^\d{1,9}$/.test(each))) throw invalid('filters', 'A row is named by its number')
    return { kind: 'row', numbers: values.map(Number) }
  }
  if (!isNumeric(column)) return { kind: 'is', column: column.id, values }
  if (!values.every((each) => each === '' || /^-?\d{1,15}(?:\.\d{1,15})?$/.test(each)))
    throw invalid('filters', 'A number is needed')
  // 100 and 100.0 are the same number.
  return { kind: 'is', column: column.id, values, numeric: true }
}

function containsOf(byField: Readonly<Record<string, unknown>>, definition: DatasetDefinition): readonly Condition[] {
  return Object.entries(byField).flatMap(([name, said]) => {
    const column = columnOf(name, definition, 'q')
    if (column === undefined || typeof said !== 'string') throw invalid('q', 'Words are looked for in fields of text')
    return wordsOf(said).map((text) => ({
      kind: 'contains' as const,
      column: column.id,
      text,
      worded: wordedKinds.has(column.kind),
    }))
  })
}

/** `:*` is how PostgreSQL writes a beginning; words are found anywhere here. */
function wordsOf(text: string): readonly string[] {
  const words = text.split(/\s+/u).flatMap((word) => (word === '' ? [] : [word.replace(/:\*$/, '')]))
  if (text.length > mostLetters) throw invalid('q', 'Too many letters')
  if (words.length > mostWords) throw invalid('q', 'Too many words')
  return words
}

function sortOf(given: Parameters, definition: DatasetDefinition): readonly SortBy[] {
  const parts = listOf(given, 'sort') ?? []
  if (parts.length > mostColumns) throw invalid('sort', 'Too many fields')
  const sort = parts.map((part) => {
    const [, quoted, plain, direction] =
      /^(?:"([^"]+)"|(\S+))(?:\s+(asc|desc))?(?:\s+nulls\s+(?:first|last))?$/i.exec(part) ?? []
    const name = quoted ?? plain
    if (name === undefined) throw invalid('sort', 'A sort is written field asc or field desc')
    const column = comparable(columnOf(name, definition, 'sort'), 'sort')
    return {
      column: column?.id ?? rowNumber,
      descending: direction?.toLowerCase() === 'desc',
      numeric: column !== undefined && isNumeric(column),
    }
  })
  const at = sort.findIndex(({ column }) => column === rowNumber)
  // Numbers differ, so nothing behind them counts; and forwards is the order in any case.
  if (at < 0) return sort
  return sort.slice(0, sort[at]?.descending ? at + 1 : at)
}
