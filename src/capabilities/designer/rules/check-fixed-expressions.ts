import type { ProcedureDefinition, Reporter } from '../../procedures/index.ts'
import { type ExpressionPart, expressionParts } from './expression-parts.ts'
import { type Floor, fixedExpressions } from './fixed-expressions.ts'
import { spaceless } from './literals.ts'
import { messages } from './messages.ja.ts'
import { citesChangeOfLaw } from './whose-rule.ts'

/**
 * Numbers of a law stay, in whatever expression they stand. A part may be changed when it cites the act that changed the law; that is
 * said to whoever approves.
 */
export function checkFixedExpressions(definition: ProcedureDefinition, floor: Floor, report: Reporter): void {
  const now = new Map(expressionParts(definition).map((part) => [part.key, part]))
  for (const [key, was] of fixedExpressions(floor)) {
    const here = now.get(key)
    if (here === undefined) {
      if (!was.optional) report.error([was.at[0] ?? key], 'fixed-by-law', messages.fixedGone(was.name))
      continue
    }
    const changed = changedOf(was, here)
    if (changed === undefined) continue
    const at = here.optional ? here.at : [...here.at, ...changed.split('.')]
    if (citesChangeOfLaw(here.article, was.article)) {
      report.warning(at, 'changed-by-law', messages.fixedByNewLaw(was.name, here.article ?? ''))
    } else {
      report.error(at, 'fixed-by-law', messages.fixed(was.name, was.expressions[changed] ?? messages.none, was.article))
    }
  }
}

function changedOf(was: ExpressionPart, now: ExpressionPart): string | undefined {
  const names = new Set([...Object.keys(was.expressions), ...Object.keys(now.expressions)])
  return [...names].find((name) => spaceless(was.expressions[name] ?? '') !== spaceless(now.expressions[name] ?? ''))
}
