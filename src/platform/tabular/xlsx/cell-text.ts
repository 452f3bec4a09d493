import type { CellFormat } from './number-format.ts'
import { serialText } from './serial-date.ts'

/** A number of a cell as people see it there: a date by its format, kept leading zeros, without the noise of binary fractions. */
export function numberText(raw: string, format: CellFormat, calendar: 1900 | 1904): string {
  const number = Number(raw)
  if (raw === '' || !Number.isFinite(number)) return raw
  if (format.as === 'digits')
    return Number.isInteger(number) && number >= 0
      ? plainNumber(number).padStart(format.digits, '0')
      : plainNumber(number)
  return (format.as === 'plain' ? undefined : serialText(number, format.as, calendar)) ?? plainNumber(number)
}

/** Spreadsheets show 15 digits; what is behind them is not what was typed (`0.1` is kept as `0.10000000000000001`). */
function plainNumber(number: number): string {
  const typed = String(number)
  // Fifteen signs hold no more than fifteen digits.
  if (typed.length <= 15 && !typed.includes('e')) return typed
  const shown = Number(number.toPrecision(15))
  if (Object.is(shown, -0)) return '0'
  const text = String(shown)
  return /e/i.test(text) && Math.abs(shown) < 1 ? shown.toFixed(20).replace(/0+$/, '') : text
}

/** `_x000D_` and its like (ECMA-376 22.9.2.19): how letters are written that XML can't hold. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}
