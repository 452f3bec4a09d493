import { readInteger, readNumber, toHalfWidth } from '../../../civic/digits.ts'
import { fault, type ValueContext, type ValueOutcome, written } from './outcome.ts'

/** 無料 in an amount is 0 yen. */
const free = /^(無料|なし|0円)$/

export function readIntegerCell(typed: string, { column }: ValueContext): ValueOutcome {
  const plain = bareNumber(typed, column.unit)
  const number = column.unit === '円' && free.test(plain) ? 0 : readInteger(plain)
  if (number === undefined) return fault('not-a-number')
  return limited(typed, number, String(number), { column })
}

export function readDecimalCell(typed: string, { column }: ValueContext): ValueOutcome {
  const number = readNumber(bareNumber(typed, column.unit))
  if (number === undefined) return fault('not-a-number')
  return limited(typed, number, String(number), { column })
}

function limited(typed: string, number: number, text: string, { column }: Pick<ValueContext, 'column'>): ValueOutcome {
  if (column.min !== undefined && number < column.min) return fault('too-small', { detail: String(column.min) })
  if (column.max !== undefined && number > column.max) return fault('too-large', { detail: String(column.max) })
  return written(typed, text)
}

/** Without the unit and what people write around a number: `約50人`, `1,200円`. */
function bareNumber(typed: string, unit: string | undefined): string {
  const plain = toHalfWidth(typed).trim()
  const without = unit !== undefined && plain.endsWith(unit) ? plain.slice(0, -unit.length) : plain
  return without.replace(/^[¥\\]/, '').replace(/(人|名|床|台|基|か所|箇所|世帯|室|枚|mm|㎜|m|ｍ)$/, '')
}

/** Decimal degrees. Degrees, minutes and seconds (`34°1'6.5"`) are converted; at most 7 decimals are kept (RFC 7946 §11.2). */
export function readDegrees(typed: string, limit: 90 | 180): ValueOutcome {
  const plain = toHalfWidth(typed).trim()
  const bare = /^-?\d{1,3}(\.\d{1,20})?$/.test(plain)
  const parts = bare ? null : /^(\d{1,3})[°度]\s*(\d{1,2})['′分]\s*(\d{1,2}(?:\.\d+)?)(?:["″秒]|'')?$/.exec(plain)
  const degrees = parts
    ? Number(parts[1]) + Number(parts[2]) / 60 + Number(parts[3]) / 3600
    : bare
      ? Number(plain)
      : undefined
  if (degrees === undefined || Math.abs(degrees) > limit) return fault('not-a-coordinate')
  return written(typed, shortest(degrees, parts ? undefined : plain))
}

/** As typed where it is short enough; otherwise 7 decimals, about a centimetre. */
function shortest(degrees: number, typed: string | undefined): string {
  const point = typed?.indexOf('.') ?? -1
  return typed !== undefined && point >= 0 && typed.length - point <= 8 ? typed : String(Number(degrees.toFixed(7)))
}
