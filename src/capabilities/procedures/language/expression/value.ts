/** What an expression works with. Numbers are safe integers (map points apart); `null` is "not answered". */
export type Value = null | boolean | number | string | readonly Value[] | ValueRecord
export interface ValueRecord {
  readonly [field: string]: Value
}

/** What an expression sees while it runs. `item`, `entry` and `cell` change as lists are walked. */
export interface Scope {
  readonly groups: { readonly [id: string]: Value }
  readonly filing: ValueRecord
  readonly settings: ValueRecord
  condition(id: string): boolean
  value(id: string): Value
  isClosedDay(day: string): boolean
  item: Value
  index: number | null
  entry: Value
  cell: Value
  /** What the office knows of the case, in export columns. */
  kase: Value
  readonly locals: Value[]
  /** Set when a comparison, a function or arithmetic met `null`: the result hangs on a missing answer. */
  sawNull: boolean
}

/** An expression ready to run. */
export type Program = (scope: Scope) => Value

export function isRecord(value: Value): value is ValueRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** Equality by content. */
export function same(a: Value, b: Value): boolean {
  if (a === b) return true
  if (isList(a) && isList(b)) return a.length === b.length && a.every((x, i) => same(x, b[i] ?? null))
  if (isRecord(a) && isRecord(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)])
    for (const key of keys) if (!same(a[key] ?? null, b[key] ?? null)) return false
    return true
  }
  return false
}

/** A value as a person reads it in a refusal or a finding. */
export function valueText(value: Value): string {
  if (value === null) return '（入力なし）'
  if (value === true) return 'はい'
  if (value === false) return 'いいえ'
  if (isList(value)) return value.map(valueText).join('、')
  if (isRecord(value))
    return Object.values(value)
      .filter((part) => part !== null)
      .map(valueText)
      .join(' ')
  return String(value)
}
