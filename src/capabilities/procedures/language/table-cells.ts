import type { Value } from './expression/value.ts'

/** What one cell of a decision table asks of its input. */
export type Cell =
  | { readonly kind: 'any' }
  | { readonly kind: 'compare'; readonly sign: '>=' | '<=' | '>' | '<' | '=' | '!='; readonly to: Literal }
  | { readonly kind: 'range'; readonly from: number | string; readonly to: number | string }
  | { readonly kind: 'among'; readonly values: readonly Literal[] }
  | { readonly kind: 'expression'; readonly source: string }

export type Literal = null | boolean | number | string

const number = /^-?\d{1,15}$/
const comparison = /^(>=|<=|!=|>|<)\s*(.+)$/
const range = /^(-?\d{1,15}|\d{4}-\d{2}(?:-\d{2})?)\s*\.\.\s*(-?\d{1,15}|\d{4}-\d{2}(?:-\d{2})?)$/
const among = /^in\s*\[(.*)\]$/

/** Reads a cell: `-`, a literal, `>=3`, `!=x`, `18..22` (both ends), `in [a, b]`, or `= expression over value`. */
export function parseCell(text: string): Cell {
  const cell = text.trim()
  if (cell === '-') return { kind: 'any' }
  if (cell.startsWith('=')) return { kind: 'expression', source: cell.replace(/^==?/, '').trim() }
  const between = range.exec(cell)
  if (between) return { kind: 'range', from: bound(between[1]), to: bound(between[2]) }
  const list = among.exec(cell)
  if (list) return { kind: 'among', values: (list[1] ?? '').split(',').map((part) => literal(part)) }
  const compared = comparison.exec(cell)
  if (compared) return { kind: 'compare', sign: signOf(compared[1]), to: literal(compared[2] ?? '') }
  return { kind: 'compare', sign: '=', to: literal(cell) }
}

function signOf(sign: string | undefined): '>=' | '<=' | '>' | '<' | '!=' {
  return sign === '>=' || sign === '<=' || sign === '>' || sign === '<' ? sign : '!='
}

function bound(text: string | undefined): number | string {
  const value = text ?? ''
  return number.test(value) ? Number(value) : value
}

function literal(text: string): Literal {
  const value = text.trim()
  if (value === 'null') return null
  if (value === 'true' || value === 'false') return value === 'true'
  if (number.test(value)) return Number(value)
  return value.replace(/^(["'])(.*)\1$/, '$2')
}

/** Whether an input satisfies the cell; `undefined` for cells that are expressions. */
export function cellHolds(cell: Exclude<Cell, { kind: 'expression' }>, value: Value): boolean {
  switch (cell.kind) {
    case 'any':
      return true
    case 'among':
      return cell.values.some((x) => x === value)
    case 'range':
      return ordered(value, cell.from, (a, b) => a >= b) && ordered(value, cell.to, (a, b) => a <= b)
    case 'compare':
      return compare(cell.sign, value, cell.to)
  }
}

function compare(sign: '>=' | '<=' | '>' | '<' | '=' | '!=', value: Value, to: Literal): boolean {
  switch (sign) {
    case '=':
      return value === to
    case '!=':
      return value !== to
    case '>=':
      return ordered(value, to, (a, b) => a >= b)
    case '<=':
      return ordered(value, to, (a, b) => a <= b)
    case '>':
      return ordered(value, to, (a, b) => a > b)
    case '<':
      return ordered(value, to, (a, b) => a < b)
  }
}

function ordered(a: Value, b: Literal, holds: (a: number | string, b: number | string) => boolean): boolean {
  if (typeof a === 'number' && typeof b === 'number') return holds(a, b)
  return typeof a === 'string' && typeof b === 'string' && holds(a, b)
}
