import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import { outputType } from '../../values/kinds.ts'
import { allowedValues } from '../metadata/table-schema.ts'
import type { Condition, RowQuery, SortBy } from '../query/row-query.ts'

/** Rows on a page of the table. */
export const rowsOnPage = 50
/** Columns that can be chosen from above the table. */
const mostFilters = 4

/** What a person asked of the table: in the address, so that it can be kept and sent on. */
export interface Ask {
  readonly words: string
  /** Column → value; only columns that can be filtered and values they can hold. */
  readonly chosen: ReadonlyMap<string, string>
  /** Column, with a minus for the other way round. */
  readonly sort: string
  /** From 1. */
  readonly page: number
}

export interface FilterColumn {
  readonly column: Column
  readonly values: readonly string[]
}

/** Columns whose values can be listed: first those the standard asks for, since others are often empty. */
export function filterColumns(definition: DatasetDefinition): readonly FilterColumn[] {
  const listed = definition.columns.flatMap((column) => {
    const values = column.kind === 'multi' ? column.values : allowedValues(column)
    return values === undefined ? [] : [{ column, values }]
  })
  const asked = listed.filter(({ column }) => column.need !== 'optional')
  return [...asked, ...listed.filter(({ column }) => column.need === 'optional')].slice(0, mostFilters)
}

/** Columns in whose order the rows may be read: names, numbers, days. */
export function sortColumns(definition: DatasetDefinition): readonly Column[] {
  const sortable = new Set(['kana', 'integer', 'decimal', 'date', 'time'])
  return definition.columns.filter(({ id, kind }) => sortable.has(kind) || id === definition.label)
}

/** Reads an address; what it does not understand is left out. */
export function readAsk(definition: DatasetDefinition, given: URLSearchParams): Ask {
  const chosen = filterColumns(definition).flatMap(({ column, values }) => {
    const value = given.get(`is.${column.id}`)
    return value !== null && values.includes(value) ? [[column.id, value] as const] : []
  })
  const sort = given.get('sort') ?? ''
  const page = Number(given.get('page') ?? '1')
  return {
    words: (given.get('q') ?? '').trim().slice(0, 100),
    chosen: new Map(chosen),
    sort: sortColumns(definition).some(({ id }) => id === sort.replace(/^-/, '')) ? sort : '',
    page: Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
  }
}

export function rowQueryOf(definition: DatasetDefinition, ask: Ask, versionKey: number): RowQuery {
  const kindOf = (id: string) => definition.columns.find((column) => column.id === id)?.kind ?? 'text'
  return {
    versionKey,
    conditions: [...ask.chosen].map(
      ([column, value]): Condition =>
        kindOf(column) === 'multi' ? { kind: 'includes', column, value } : { kind: 'is', column, values: [value] },
    ),
    words: ask.words.split(/[\s\u3000]+/).filter((word) => word !== ''),
    sort: sortOf(ask.sort, (id) => ['integer', 'number'].includes(outputType(kindOf(id)))),
    offset: (ask.page - 1) * rowsOnPage,
    limit: rowsOnPage,
  }
}

function sortOf(sort: string, numeric: (column: string) => boolean): readonly SortBy[] {
  if (sort === '') return []
  const column = sort.replace(/^-/, '')
  return [{ column, descending: sort.startsWith('-'), numeric: numeric(column) }]
}

/** The address of an ask, without what is usual. */
export function hrefOf(ask: Ask, page: number): string {
  const query = new URLSearchParams()
  if (ask.words !== '') query.set('q', ask.words)
  for (const [column, value] of ask.chosen) query.set(`is.${column}`, value)
  if (ask.sort !== '') query.set('sort', ask.sort)
  if (page > 1) query.set('page', String(page))
  return `?${query}#rows`
}
