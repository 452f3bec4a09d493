import { checkDecisions } from './check/decisions.ts'
import { checkExpressions } from './check/expressions.ts'
import { checkFields } from './check/fields.ts'
import { checkFollowUps } from './check/follow-ups.ts'
import { checkHandOver } from './check/hand-over.ts'
import { buildModel } from './check/model.ts'
import { checkOrder } from './check/order.ts'
import { checkReferences } from './check/references.ts'
import { checkTables } from './check/tables.ts'
import { checkTexts } from './check/texts.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { Reporter } from './findings.ts'

/**
 * Checks what a definition means, after its shape is right.
 * @param definition with shared groups written out
 * @param written as in the file, for positions
 */
export function checkMeaning(
  definition: ProcedureDefinition,
  written: ProcedureDefinition,
  report: Reporter,
  strict: boolean,
): void {
  const model = buildModel(definition, written)
  checkReferences(model, report)
  checkFields(model, report)
  checkHandOver(model, report)
  checkTables(model, report)
  checkDecisions(model, report)
  checkFollowUps(model, report)
  checkOrder(model, checkExpressions(model, report), report)
  checkTexts(written, report, strict)
}
