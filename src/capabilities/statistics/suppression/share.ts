/** A share as it may be published: at least `from` and, unless `to` is 100, below `to`; in percent. */
export interface Share {
  readonly from: number
  readonly to: number
}

const steps = [1, 5, 10, 25] as const

/**
 * The band in which a share lies. Bands are so wide that each holds at least `threshold` different counts: the number
 * behind it, and how many are missing from the whole, can't be worked out. Too few cases for the widest band, no share.
 */
export function shareOf(part: number, whole: number, threshold: number): Share | null {
  const step = steps.find((width) => Math.floor((width * whole) / 100) >= threshold)
  if (step === undefined || whole === 0) return null
  // In whole numbers: 29 of 100 is 29 percent, not 28.999….
  const from = Math.min(100 - step, Math.floor((part * 100) / (whole * step)) * step)
  return { from, to: from + step }
}
