import { isDay } from '../../civic/day.ts'
import { toHalfWidth } from '../../civic/digits.ts'
import { readDate } from '../../civic/era.ts'

/** A day as people write it (令和8年12月4日, R8.12.4, 2026/12/4) as `YYYY-MM-DD`; what can't be read comes back as typed. */
export function readDayText(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '' || isDay(trimmed)) return trimmed
  const read = readDate(trimmed)
  return read.ok ? read.day : trimmed
}

/** Yen in any width, with or without commas and 円; null when it is no whole number. */
export function readYen(text: string): number | null {
  const plain = toHalfWidth(text).replace(/[,、円￥¥\s]/g, '')
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null
}
