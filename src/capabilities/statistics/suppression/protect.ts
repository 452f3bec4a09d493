/**
 * One published number: what flows from one node to another. Numbers that add up to one another are written as a flow
 * that is kept at every node, so that a table with its sums is one circulation (see `tables.ts`).
 */
export interface Arc {
  readonly from: number
  readonly to: number
  readonly value: number
}

/**
 * Which of the numbers are not shown, as positions in `arcs`. Small ones (1 to `threshold` − 1) are not; and for each of
 * them a ring of further numbers is not, so that what is shown and all sums leave at least `threshold` values possible for
 * it. Zeros are shown: they stand for nobody. The ring with the least counts in it is taken.
 */
export function protect(arcs: readonly Arc[], threshold: number): ReadonlySet<number> {
  const hidden = new Set(arcs.flatMap((arc, at) => (arc.value > 0 && arc.value < threshold ? [at] : [])))
  for (const at of [...hidden]) for (const other of ringThrough(arcs, at, hidden, threshold - 1)) hidden.add(other)
  return hidden
}

interface Step {
  readonly cost: number
  readonly arc: number
  readonly before: number
}

/**
 * The way from the head of an arc back to its tail on which `amount` more can flow: along arcs without limit, against
 * them as far as 1 is left (who knows that zeros are shown knows that a hidden number is 1 at least). When everything
 * else on the way is hidden too, the number itself may be anything from what it is to `amount` more.
 * There always is one, for what adds up to a hidden number is more than nothing.
 */
function ringThrough(arcs: readonly Arc[], at: number, hidden: ReadonlySet<number>, amount: number): readonly number[] {
  const start = arcs[at]
  if (start === undefined) return []
  const best = new Map<number, Step>([[start.to, { cost: 0, arc: -1, before: -1 }]])
  const open = new Set([start.to])
  while (open.size > 0) {
    const node = cheapest(open, best)
    open.delete(node)
    if (node === start.from) break
    const cost = best.get(node)?.cost ?? 0
    for (const [index, arc] of arcs.entries()) {
      if (index === at || arc.value === 0) continue
      const price = cost + (hidden.has(index) ? 0 : arc.value)
      const along = arc.from === node
      const against = arc.to === node && arc.value - 1 >= amount
      if (!along && !against) continue
      const next = along ? arc.to : arc.from
      const known = best.get(next)
      if (known !== undefined && known.cost <= price) continue
      best.set(next, { cost: price, arc: index, before: node })
      open.add(next)
    }
  }
  return wayBack(best, start.from)
}

function cheapest(open: ReadonlySet<number>, best: ReadonlyMap<number, Step>): number {
  let found = -1
  let least = Number.POSITIVE_INFINITY
  for (const node of open) {
    const cost = best.get(node)?.cost ?? 0
    if (cost < least) {
      found = node
      least = cost
    }
  }
  return found
}

function wayBack(best: ReadonlyMap<number, Step>, end: number): readonly number[] {
  const way: number[] = []
  for (let step = best.get(end); step !== undefined && step.arc >= 0; step = best.get(step.before)) way.push(step.arc)
  return way
}
