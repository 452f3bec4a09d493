import type { Shape } from '../../../civic/shapes/shape.ts'
import { readWkt } from '../../../civic/shapes/wkt.ts'

/** Kinds of values of the national standard (データ項目定義書の形式), and `shape`: a line or an area as well-known text. */
export const valueKindNames = [
  'text',
  'long-text',
  'kana',
  'latin',
  'identifier',
  'government-code',
  'town-id',
  'digits',
  'integer',
  'decimal',
  'latitude',
  'longitude',
  'shape',
  'date',
  'time',
  'weekdays',
  'presence',
  'flag',
  'choice',
  'multi',
  'phone',
  'email',
  'url',
  'postcode',
  'corporate-number',
  'poi-code',
] as const
export type ValueKindName = (typeof valueKindNames)[number]

/** Type in JSON and in Table Schema. Codes are strings: a leading zero is part of them. */
export type OutputType = 'string' | 'integer' | 'number' | 'date' | 'time' | 'shape'

const outputs: Partial<Record<ValueKindName, OutputType>> = {
  integer: 'integer',
  decimal: 'number',
  latitude: 'number',
  longitude: 'number',
  shape: 'shape',
  date: 'date',
  time: 'time',
}

export function outputType(kind: ValueKindName): OutputType {
  return outputs[kind] ?? 'string'
}

/** A stored cell as JSON says it: numbers as numbers, shapes as GeoJSON, an empty cell as null. */
export function jsonValue(kind: ValueKindName, cell: string): string | number | Shape | null {
  if (cell === '') return null
  const type = outputType(kind)
  if (type === 'shape') return readWkt(cell) ?? null
  return type === 'integer' || type === 'number' ? Number(cell) : cell
}
