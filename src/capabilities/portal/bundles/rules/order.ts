import type { ProcedureDefinition } from '../../../procedures/index.ts'

export interface Orderable {
  readonly definition: Pick<ProcedureDefinition, 'id' | 'next'>
  /** Last day to file, `YYYY-MM-DD`, where one is known. */
  readonly due?: string
}

/**
 * The order in which procedures are filled in: one that leads to another (`next`) comes before it; among those that may
 * come now the earliest last day does, then the order given. Two that lead to each other are told apart by day and order
 * alone.
 */
export function inOrder<T extends Orderable>(procedures: readonly T[]): readonly T[] {
  const left = [...procedures]
  const ordered: T[] = []
  while (left.length > 0) {
    const free = left.filter(
      (each) => !left.some((other) => other !== each && leadsTo(other, each) && !leadsTo(each, other)),
    )
    // A circle of three or more leaves nobody free: then the day decides among all.
    const among = free.length > 0 ? free : left
    const first = among.reduce((best, each) => (dayOf(each) < dayOf(best) ? each : best))
    ordered.push(first)
    left.splice(left.indexOf(first), 1)
  }
  return ordered
}

function leadsTo(from: Orderable, to: Orderable): boolean {
  return (from.definition.next ?? []).some(({ procedure }) => procedure === to.definition.id)
}

const dayOf = ({ due }: Orderable): string => due ?? '9999-99-99'
