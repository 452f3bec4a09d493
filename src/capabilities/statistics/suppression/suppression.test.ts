import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile } from './quantile.ts'
import { shareOf } from './share.ts'
import { type Shown, type ShownSplits, shownLine, shownSplits } from './tables.ts'

/** As far as the reader who adds and subtracts goes in search of other numbers. */
const most = 40

/** What the numbers of a division may add up to: what is shown stands, what is hidden is 1 at least and has no end. */
function sumsOf(cells: readonly Shown[]): { readonly from: number; readonly to: number } {
  const from = cells.reduce<number>((sum, cell) => sum + (cell ?? 1), 0)
  return { from, to: cells.includes(null) ? Number.POSITIVE_INFINITY : from }
}

/** Whether there is a total that fits every division and what is shown of it. */
function fits(splits: readonly (readonly Shown[])[], total: Shown): boolean {
  const sums = splits.map(sumsOf)
  const from = Math.max(1, ...sums.map((sum) => sum.from))
  const to = Math.min(...sums.map((sum) => sum.to))
  return total === null ? from <= to : from <= total && total <= to
}

/** How many values a reader who knows the rules and everything shown finds possible for one number. */
function valuesFor({ splits, total }: ShownSplits, split: number, at: number): number {
  const withValue = (value: number) =>
    splits.map((cells, index) => (index === split ? cells.map((cell, place) => (place === at ? value : cell)) : cells))
  return Array.from({ length: most }, (_, before) => before + 1).filter((value) => fits(withValue(value), total)).length
}

/** How many values are possible for the total where it is hidden. */
function totalsOf({ splits }: ShownSplits): number {
  return Array.from({ length: most }, (_, before) => before + 1).filter((total) => fits(splits, total)).length
}

const small = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 9 }))

/** Cases with a channel and a month each: the counts of both divide the same total. */
const cases = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4 })), { maxLength: 26 })
  .map((all) => [
    [0, 1, 2, 3].map((channel) => all.filter(([own]) => own === channel).length),
    [0, 1, 2, 3, 4].map((month) => all.filter(([, own]) => own === month).length),
  ])

function check(splits: readonly (readonly number[])[], threshold: number): void {
  const shown = shownSplits(splits, threshold)
  const sum = (splits[0] ?? []).reduce((all, value) => all + value, 0)
  expect([sum, null]).toContain(shown.total)
  if (sum > 0 && sum < threshold) {
    expect(shown.total).toBeNull()
    expect(totalsOf(shown)).toBeGreaterThanOrEqual(threshold)
  }
  for (const [split, values] of splits.entries())
    for (const [at, value] of values.entries()) {
      expect([value, null]).toContain(shown.splits[split]?.[at])
      if (value === 0) expect(shown.splits[split]?.[at]).toBe(0)
      if (value === 0 || value >= threshold) continue
      expect(shown.splits[split]?.[at]).toBeNull()
      expect(valuesFor(shown, split, at)).toBeGreaterThanOrEqual(threshold)
    }
}

describe('numbers with their sum', () => {
  it('leave as many values possible for each small number as the threshold', () => {
    fc.assert(
      fc.property(
        fc.array(small, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 3, max: 6 }),
        (values, threshold) => check([values], threshold),
      ),
    )
  })
  it('and so do two divisions of the same total', () => {
    fc.assert(fc.property(cases, fc.integer({ min: 3, max: 6 }), check), { numRuns: 200 })
  })

  it('hide the sum of small numbers when that is small itself, or when they could only be ones', () => {
    expect(shownLine([1, 2, 0], 5)).toEqual({ cells: [null, null, 0], total: null })
    expect(shownLine([1, 1, 1, 1, 1], 5).total).toBeNull()
    expect(shownLine([3], 5)).toEqual({ cells: [null], total: null })
  })
  it('take the smallest number that is large enough along, and keep the sum', () => {
    expect(shownLine([3, 6, 40], 5)).toEqual({ cells: [null, null, 40], total: 49 })
    expect(
      shownSplits(
        [
          [20, 30],
          [3, 7, 40],
        ],
        5,
      ),
    ).toEqual({
      splits: [
        [20, 30],
        [null, null, 40],
      ],
      total: 50,
    })
  })
  it('show everything where nothing is small; zero is nobody', () => {
    expect(shownLine([20, 0, 5], 5)).toEqual({ cells: [20, 0, 5], total: 25 })
    expect(shownLine([], 5)).toEqual({ cells: [], total: 0 })
  })
  it('the reader of these tests does find a number that only one value fits (control)', () => {
    expect(valuesFor({ splits: [[null, 8]], total: 10 }, 0, 0)).toBe(1)
    expect(valuesFor({ splits: [[null, null], [10]], total: null }, 0, 0)).toBe(9)
  })
})

describe('a share', () => {
  it('is shared by at least as many counts as the threshold, whatever the number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 3, max: 10 }), (whole, threshold) => {
        const counts = new Map<string, number>()
        for (let part = 0; part <= whole; part += 1) {
          const share = shareOf(part, whole, threshold)
          if (share === null) continue
          expect((part * 100) / whole >= share.from && (part * 100) / whole <= share.to).toBe(true)
          counts.set(`${share.from}`, (counts.get(`${share.from}`) ?? 0) + 1)
        }
        for (const count of counts.values()) expect(count).toBeGreaterThanOrEqual(threshold)
      }),
    )
  })
  it('is not told of too few', () => {
    expect(shareOf(3, 12, 5)).toBeNull()
    expect(shareOf(98, 100, 5)).toEqual({ from: 95, to: 100 })
  })
})

describe('a percentile', () => {
  it('is the nearest rank, and of ten cases at least', () => {
    expect(quantile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], 0.9, 5)).toBe(9)
    expect(quantile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], 0.5, 5)).toBe(5)
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9], 0.5, 3)).toBeNull()
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.5, 6)).toBeNull()
  })
})
