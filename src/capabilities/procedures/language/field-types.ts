import type { FieldType } from './definition.ts'

/** Every field type of the language, in the order of the reference. */
export const fieldTypes = [
  'text',
  'long-text',
  'kana',
  'name',
  'date',
  'year-month',
  'time',
  'address',
  'phone',
  'email',
  'account',
  'individual-number',
  'number',
  'money',
  'choice',
  'multi-choice',
  'yes-no',
  'file',
  'photo',
  'map-point',
  'map-shape',
  'consent',
  'register-choice',
  'notice',
] as const satisfies readonly FieldType[]

/** What a `map-shape` may be. */
export const shapeKinds = ['point', 'line', 'area'] as const
