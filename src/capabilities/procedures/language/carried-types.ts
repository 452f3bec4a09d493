import type { FieldType } from './definition.ts'

/**
 * Answers that no other application begins with: a 個人番号 is asked anew each time (番号法14条), a consent is given anew, a
 * document belongs to what it was attached to, and an entry of a register may be over.
 */
export const neverCarried: ReadonlySet<FieldType> = new Set<FieldType>([
  'individual-number',
  'consent',
  'file',
  'photo',
  'register-choice',
  'notice',
])
