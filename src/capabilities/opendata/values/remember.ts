/** Texts that are kept of one column. */
const most = 2000
/** Longer ones hardly come twice. */
const longest = 100
/** After so many texts it is clear whether they repeat. */
const trial = 4000

/**
 * `work` with a memory: cells of a column repeat (kinds, times, weekdays, the office's telephone), and what was said of a text holds for
 * it wherever it stands. `work` must depend on its text alone. Where texts do not repeat (names, numbers) nothing is kept for long.
 */
export function remembering<T>(work: (text: string) => T): (text: string) => T {
  let known: Map<string, T> | undefined = new Map()
  let asked = 0
  let found = 0
  return (text) => {
    if (known === undefined || text.length > longest) return work(text)
    const before = known.get(text)
    asked += 1
    if (before !== undefined) {
      found += 1
      return before
    }
    const said = work(text)
    if (known.size < most) known.set(text, said)
    if (asked === trial && found < trial / 4) known = undefined
    return said
  }
}
