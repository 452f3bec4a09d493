import type { Column, DatasetDefinition, EditionColumn } from '../../language/dataset.ts'
import type { ValueKindName } from '../../values/kinds.ts'

/** A field of a Table Schema (Data Package 2.0). */
export interface SchemaField {
  readonly name: string
  readonly title: string
  readonly type: 'string' | 'integer' | 'number' | 'date'
  readonly format?: 'uri' | 'email'
  readonly description?: string
  readonly constraints?: {
    readonly required?: true
    readonly pattern?: string
    readonly minimum?: number
    readonly maximum?: number
    readonly enum?: readonly string[]
  }
}

export interface TableSchema {
  readonly fields: readonly SchemaField[]
  readonly missingValues: readonly string[]
  readonly primaryKey?: readonly string[]
}

/**
 * Kinds that are not plain text. Codes are texts with a pattern, or a program that guesses makes numbers of them and loses their
 * zeros. A time is a text too: 24:00 closes many doors and is no time of day to ISO 8601-1:2019 or its readers.
 */
const kinds: Partial<
  Record<ValueKindName, Pick<SchemaField, 'type'> & { format?: 'uri' | 'email'; pattern?: string }>
> = {
  'government-code': { type: 'string', pattern: '^[0-9]{6}$' },
  'town-id': { type: 'string', pattern: '^[0-9]{7}$' },
  'corporate-number': { type: 'string', pattern: '^[0-9]{13}$' },
  postcode: { type: 'string', pattern: '^[0-9]{7}$' },
  'poi-code': { type: 'string', pattern: '^[0-9]{4}[a-z]?$' },
  time: { type: 'string', pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' },
  integer: { type: 'integer' },
  decimal: { type: 'number' },
  latitude: { type: 'number' },
  longitude: { type: 'number' },
  shape: { type: 'string', pattern: '^(MULTI)?(POINT|LINESTRING|POLYGON) \\(.*\\)$' },
  date: { type: 'date' },
  url: { type: 'string', format: 'uri' },
  email: { type: 'string', format: 'email' },
}

/** The columns of a layout as the standard names them, with what is known of their values. */
export function tableSchemaOf(definition: DatasetDefinition, layout: string): TableSchema {
  const written = definition.editions[layout]?.columns ?? []
  const byId = new Map(definition.columns.map((column) => [column.id, column]))
  const headerOf = (id: string): string | undefined => written.find(({ from }) => from === id)?.header
  const key = definition.key.map(headerOf)
  return {
    fields: written.map((each) => fieldOf(each, byId.get(each.from ?? ''), isAlwaysThere(definition, each.from))),
    missingValues: [''],
    ...(key.every((name) => name !== undefined) ? { primaryKey: key as string[] } : {}),
  }
}

/**
 * Rows are checked against the layout they came in, and given out in all: only what every layout demands is in every row. A schema that
 * demanded more would call the city's own file broken.
 */
function isAlwaysThere({ editions }: DatasetDefinition, id: string | undefined): boolean {
  return Object.values(editions).every(({ columns }) => columns.find(({ from }) => from === id)?.need === 'required')
}

function fieldOf({ header }: EditionColumn, column: Column | undefined, filled: boolean): SchemaField {
  const { pattern, ...known } = kinds[column?.kind ?? 'text'] ?? { type: 'string' as const }
  const constraints = column === undefined ? {} : constraintsOf(column, filled, pattern)
  return {
    name: header,
    title: column?.title ?? header,
    ...known,
    ...(column?.unit === undefined ? {} : { description: `単位：${column.unit}` }),
    ...(column?.kind === 'shape' ? { description: '図形（WKT、JGD2011/WGS84の経度・緯度）' } : {}),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  }
}

function constraintsOf(
  column: Column,
  filled: boolean,
  pattern: string | undefined,
): NonNullable<SchemaField['constraints']> {
  const allowed = allowedValues(column)
  const shape = column.kind === 'digits' && column.digits !== undefined ? `^[0-9]{${column.digits}}$` : pattern
  return {
    // An empty flag says no.
    ...(filled && column.kind !== 'flag' ? { required: true as const } : {}),
    ...(shape === undefined ? {} : { pattern: shape }),
    ...(column.min === undefined ? {} : { minimum: column.min }),
    ...(column.max === undefined ? {} : { maximum: column.max }),
    ...(allowed === undefined ? {} : { enum: allowed }),
  }
}

/** What a cell may hold when that can be listed; of several values in one cell it can't. */
export function allowedValues(column: Column): readonly string[] | undefined {
  if (column.kind === 'flag') return ['1']
  if (column.kind === 'presence') return ['有', '無']
  return column.kind === 'choice' ? column.values : undefined
}
