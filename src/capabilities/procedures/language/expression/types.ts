/** Types of the expressions: what an answer, a value or a setting is to the checker. Every type may also be `null` (not answered). */
export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'number' }
  | { readonly kind: 'text'; readonly literal?: string; readonly among?: readonly string[] }
  | { readonly kind: 'date' }
  | { readonly kind: 'month' }
  | { readonly kind: 'time' }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'record'; readonly what: string; readonly fields: Readonly<Record<string, Type>> }

export const any: Type = { kind: 'any' }
export const bool: Type = { kind: 'bool' }
export const number: Type = { kind: 'number' }
export const text: Type = { kind: 'text' }
export const date: Type = { kind: 'date' }
export const month: Type = { kind: 'month' }
export const time: Type = { kind: 'time' }
export const nothing: Type = { kind: 'null' }

export function listOf(of: Type): Type {
  return { kind: 'list', of }
}

export function record(what: string, fields: Readonly<Record<string, Type>>): Type {
  return { kind: 'record', what, fields }
}

const names: Record<Type['kind'], string> = {
  any: '何でも',
  null: '空（null）',
  bool: 'はい・いいえ',
  number: '数',
  text: '文字',
  date: '日付',
  month: '年月',
  time: '時刻',
  list: '並び',
  record: 'ひとまとまりの答え',
}

/** The type in a clerk's words. */
export function typeName(type: Type): string {
  return type.kind === 'list' && type.of.kind !== 'any' ? `${names[type.of.kind]}の並び` : names[type.kind]
}

const literalShapes: Partial<Record<Type['kind'], RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
}

/** Whether values of the two types may be compared. A quoted date counts as a date. */
export function comparable(a: Type, b: Type): boolean {
  if (a.kind === 'any' || b.kind === 'any' || a.kind === 'null' || b.kind === 'null') return true
  if (a.kind === 'list' && b.kind === 'list') return comparable(a.of, b.of)
  if (a.kind === b.kind) return a.kind !== 'record'
  return literalFits(a, b) || literalFits(b, a)
}

function literalFits(literal: Type, other: Type): boolean {
  if (literal.kind !== 'text' || literal.literal === undefined) return false
  return literalShapes[other.kind]?.test(literal.literal) ?? false
}

/** Whether a value of type `given` may stand where `wanted` is asked for. */
export function fits(given: Type, wanted: Type): boolean {
  if (wanted.kind === 'any' || given.kind === 'any' || given.kind === 'null') return true
  if (wanted.kind === 'list') return given.kind === 'list' && fits(given.of, wanted.of)
  if (wanted.kind === 'text' && (given.kind === 'date' || given.kind === 'month' || given.kind === 'time')) return true
  return given.kind === wanted.kind || literalFits(given, wanted)
}

/** The common type of two branches. */
export function join(a: Type, b: Type): Type {
  if (a.kind === 'null') return b
  if (b.kind === 'null') return a
  if (a.kind === 'text' && b.kind === 'text') return text
  if (a.kind === b.kind && a.kind !== 'list' && a.kind !== 'record') return a
  if (a.kind === 'list' && b.kind === 'list') return listOf(join(a.of, b.of))
  if (literalFits(a, b)) return b
  if (literalFits(b, a)) return a
  return any
}
