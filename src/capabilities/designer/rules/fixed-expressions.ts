import type { ProcedureDefinition } from '../../procedures/index.ts'
import { type ExpressionPart, expressionParts } from './expression-parts.ts'
import { holdsNumber, namesRead } from './literals.ts'
import { lawSets, lawSetsPart } from './whose-rule.ts'

/** The shared definition, and whether it came with the program: only then are its numbers the law's unless it says otherwise. */
export interface Floor {
  readonly definition: ProcedureDefinition
  readonly shipped: boolean
}

type Fixed = ReadonlyMap<string, ExpressionPart>
const known = { shipped: new WeakMap<ProcedureDefinition, Fixed>(), own: new WeakMap<ProcedureDefinition, Fixed>() }

/**
 * What of a shared definition is fixed as a whole, by key. In what the program ships, a number or a day that a city may set is a
 * setting with a date; one that stands in an expression is the law's, unless the part says `setBy: city` or names a rule of the city's own. Fixed with it
 * is what it reads, and every rule, fee line and check that reads it: otherwise the number could be walked around.
 */
export function fixedExpressions({ definition, shipped }: Floor): Fixed {
  const remembered = shipped ? known.shipped : known.own
  const before = remembered.get(definition)
  if (before) return before
  const fixed = collect(definition, shipped)
  remembered.set(definition, fixed)
  return fixed
}

function collect(definition: ProcedureDefinition, shipped: boolean): Fixed {
  const parts = expressionParts(definition)
  const roots = parts.filter((part) => {
    const law = lawSetsPart(part)
    if (law !== undefined) return law
    return shipped && Object.values(part.expressions).some((source) => holdsNumber(source))
  })
  const rooted = new Set(roots.map(({ key }) => key))
  const deciding = parts.filter(
    (part) => part.decides && !ownOf(part) && !rooted.has(part.key) && part.reads().some((name) => rooted.has(name)),
  )
  const fixed = new Map<string, ExpressionPart>()
  const waiting = [...roots, ...deciding, ...deadlineReads(definition, parts)]
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (fixed.has(part.key)) continue
    fixed.set(part.key, part)
    const names = new Set(part.reads())
    waiting.push(...parts.filter((each) => !each.optional && names.has(each.key) && !ownOf(each)))
  }
  return fixed
}

function ownOf(part: ExpressionPart): boolean {
  return lawSetsPart(part) === false
}

/** The deadline has a rule of its own (`fixed-by-law.ts`); what it counts from is fixed here. */
function deadlineReads(
  { filingDeadline }: ProcedureDefinition,
  parts: readonly ExpressionPart[],
): readonly ExpressionPart[] {
  if (filingDeadline === undefined || !lawSets(filingDeadline.article)) return []
  const names = new Set([filingDeadline.from, ...(filingDeadline.when ? namesRead(filingDeadline.when) : [])])
  return parts.filter(({ key }) => names.has(key))
}
