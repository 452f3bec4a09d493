/** A JSON Schema (2020-12) as plain data. `true` takes everything. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** Keywords of our own: what JSON Schema can't say. Each is a note to people and programs and refuses nothing. */
export const ownKeywords = [
  'x-title-en',
  'x-type',
  'x-labels',
  'x-when',
  'x-required-when',
  'x-choices-when',
  'x-minimum',
  'x-maximum',
  'x-max-letters',
  'x-check',
  'x-register',
  'x-register-where',
  'x-register-entries',
  'x-consent-text',
  'x-max-megabytes',
  'x-rules',
  'x-procedure',
  'x-version',
] as const

/** Leaves out what is undefined, so that a schema has no empty keywords. */
export function schemaOf(parts: Readonly<Record<string, unknown>>): JsonSchema {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

/** `if` and `then`. Made from pairs: an object written with a `then` looks like a promise to tools. */
export function ifThen(condition: JsonSchema, then: JsonSchema): JsonSchema {
  return Object.fromEntries([
    ['if', condition],
    ['then', then],
  ])
}
