import type { Column, DatasetDefinition } from '../../../language/dataset.ts'
import { jsonValue, outputType } from '../../../values/kinds.ts'
import { type FoundRow, rowNumber } from '../../query/row-query.ts'

const types = { string: 'text', integer: 'int', number: 'numeric', date: 'date', time: 'time', shape: 'json' } as const

export interface Field {
  readonly id: string
  /** As PostgreSQL calls it. */
  readonly type: string
  readonly info?: { readonly label: string; readonly notes: string; readonly type_override: string }
}

export function fieldOf({ id, title, kind, unit }: Column): Field {
  return { id, type: types[outputType(kind)], info: { label: title, notes: unit ?? '', type_override: '' } }
}

export function fieldsOf({ columns }: DatasetDefinition): readonly Field[] {
  return [{ id: rowNumber, type: 'int' }, ...columns.map(fieldOf)]
}

export function isNumeric({ kind }: Column): boolean {
  return ['integer', 'number'].includes(outputType(kind))
}

/** A cell as JSON gives it; no column: the row's number. */
export function cellValue(row: FoundRow, column: Column | undefined): ReturnType<typeof jsonValue> {
  return column === undefined ? row.rowNo : jsonValue(column.kind, row.cells[column.id] ?? '')
}
