import type { Answers, CityFacts, CompiledProcedure, Filing, Outcome } from '../../procedures/index.ts'
import type { OutcomeValues } from './outcome-fields.ts'

/**
 * Yen that decides who decides (専決): of what is going to be decided, not of what was applied for. Where the definition's
 * amount is a value that the outcome has a field for, the field counts, as it does on the letter.
 */
export function decidedAmount(
  procedure: CompiledProcedure,
  answers: Answers,
  filing: Filing,
  facts: CityFacts,
  decided?: { readonly outcome: Outcome; readonly values: OutcomeValues },
): number | undefined {
  const name = /^\s*values\.(\w+)\s*$/.exec(procedure.definition.approval.amount ?? '')?.[1]
  const field = decided?.outcome.fields?.find(({ id, prefill }) => id === name || prefill === `values.${name}`)
  const typed = field && decided?.values[field.id]
  return typeof typed === 'number' ? typed : procedure.approvalAmount(answers, filing, facts)
}
