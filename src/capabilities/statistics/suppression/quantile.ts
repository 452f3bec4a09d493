/** Fewest cases behind a published median or percentile, whatever the threshold: nine of ten is nobody's own figure. */
const fewest = 10

/**
 * The smallest value that this share of the values does not exceed (nearest rank). Nothing when so few values stand behind
 * it that it would be the time of one case somebody knows.
 */
export function quantile(values: readonly number[], share: number, threshold: number): number | null {
  if (values.length < Math.max(fewest, 2 * threshold)) return null
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}
