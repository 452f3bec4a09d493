import { type Arc, protect } from './protect.ts'

/** A number that may be published, or not: `null` stands for a hidden one. Zero is a number. */
export type Shown = number | null

/** One total, divided in several ways. */
export interface ShownSplits {
  readonly splits: readonly (readonly Shown[])[]
  readonly total: Shown
}

/**
 * What may be shown of one total and of several divisions of it (by channel, by month), together: the same total stands
 * behind all of them, so that a number hidden in one must not come out of another. The divisions are stretches of one
 * ring through which the total flows, each number a way from the beginning of its stretch to its end.
 */
export function shownSplits(splits: readonly (readonly number[])[], threshold: number): ShownSplits {
  const arcs: Arc[] = []
  const positions = splits.map((values, stretch) =>
    values.map((value) => arcs.push({ from: stretch, to: stretch + 1, value }) - 1),
  )
  const total = (splits[0] ?? []).reduce((all, value) => all + value, 0)
  const totalAt = arcs.push({ from: splits.length, to: 0, value: total }) - 1
  const hidden = protect(arcs, threshold)
  const show = (at: number): Shown => (hidden.has(at) ? null : (arcs[at]?.value ?? 0))
  return { splits: positions.map((stretch) => stretch.map(show)), total: show(totalAt) }
}

/** Numbers with their sum. */
export function shownLine(
  values: readonly number[],
  threshold: number,
): { readonly cells: readonly Shown[]; readonly total: Shown } {
  const { splits, total } = shownSplits([values], threshold)
  return { cells: splits[0] ?? [], total }
}

/** A number that is part of no published sum. */
export function shownAlone(value: number, threshold: number): Shown {
  return value > 0 && value < threshold ? null : value
}
