/** Kinds of values of the national standard (データ項目定義書の形式). */
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
export type OutputType = 'string' | 'integer' | 'number' | 'date' | 'time'

const outputs: Partial<Record<ValueKindName, OutputType>> = {
  integer: 'integer',
  decimal: 'number',
  latitude: 'number',
  longitude: 'number',
  date: 'date',
  time: 'time',
}

export function outputType(kind: ValueKindName): OutputType {
  return outputs[kind] ?? 'string'
}

/** A stored cell as JSON says it: numbers as numbers, an empty cell as null. */
export function jsonValue(kind: ValueKindName, cell: string): string | number | null {
  if (cell === '') return null
  const type = outputType(kind)
  return type === 'integer' || type === 'number' ? Number(cell) : cell
}
