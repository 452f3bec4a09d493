/** A line of two texts put beside each other. */
export interface DiffedLine {
  readonly mark: '+' | '-' | ' '
  readonly text: string
}

/**
 * Lines that differ, with two around them. Texts are mostly the same: equal ends are set aside, and what is between is
 * compared by its longest common run; a middle too large for that is shown whole, first the old, then the new.
 */
export function lineDiff(before: string, after: string): readonly DiffedLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1
  const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  if (middle.length === 0) return []
  const same = (lines: readonly string[]): readonly DiffedLine[] => lines.map((text) => ({ mark: ' ', text }))
  return [
    ...same(a.slice(Math.max(0, head - 2), head)),
    ...middle,
    ...same(a.slice(a.length - tail, a.length - tail + 2)),
  ]
}

const mostCells = 1_000_000

function between(a: readonly string[], b: readonly string[]): readonly DiffedLine[] {
  const gone = (text: string): DiffedLine => ({ mark: '-', text })
  const come = (text: string): DiffedLine => ({ mark: '+', text })
  if (a.length * b.length > mostCells) return [...a.map(gone), ...b.map(come)]
  const width = b.length + 1
  const longest = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: DiffedLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ mark: ' ', text: a[i] ?? '' })
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(gone(a[i] ?? ''))
      i += 1
    } else {
      lines.push(come(b[j] ?? ''))
      j += 1
    }
  }
  return lines
}
