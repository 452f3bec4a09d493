/** Days from the first day of the calendar that spreadsheets count in to 1970-01-01. */
const epochs = { 1900: 25_569, 1904: 24_107 } as const
const lastDay = 2_958_465

/**
 * A serial number as people see it: `2026-11-30`, `09:00`, `2026-11-30 09:00`, `33:30`. Undefined for numbers that are none
 * (below zero, beyond the year 9999, the 29th of February 1900 that never was).
 */
export function serialText(
  serial: number,
  as: 'date' | 'time' | 'date-time' | 'elapsed',
  calendar: 1900 | 1904,
): string | undefined {
  if (!(serial >= 0 && serial <= lastDay)) return undefined
  const seconds = Math.round(serial * 86_400)
  if (as === 'elapsed') return clock(seconds)
  const time = clock(seconds % 86_400)
  if (as === 'time' || (as === 'date-time' && seconds < 86_400)) return time
  const day = Math.floor(seconds / 86_400)
  if (calendar === 1900 && (day === 60 || day === 0)) return undefined
  // Excel believes that 1900 was a leap year.
  const shifted = calendar === 1900 && day < 60 ? day + 1 : day
  const date = new Date((shifted - epochs[calendar]) * 86_400_000).toISOString().slice(0, 10)
  return as === 'date' ? date : `${date} ${time}`
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return (parts[2] === 0 ? parts.slice(0, 2) : parts).map((part) => String(part).padStart(2, '0')).join(':')
}
