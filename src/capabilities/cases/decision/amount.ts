import type { Answers, CityFacts, CompiledProcedure, Filing, Outcome } from '../../procedures/index.ts'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { filingOf } from '../filing.ts'
import { getLatestRevision } from '../store/answers.ts'
import type { OutcomeValues } from './outcome-fields.ts'

/** A decision as far as its amount goes. */
export interface Decided {
  readonly outcome: Outcome
  readonly values: OutcomeValues
}

/** The largest of the amounts of some decisions of a case, by which it is decided who decides about them; undefined without any. */
export async function largestAmount(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  all: readonly (Decided | undefined)[],
): Promise<number | undefined> {
  const filing = filingOf(it.row, it.now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const { answers } = (await getLatestRevision(it.trx, it.vault)).content
  const amounts = all
    .map((decided) => decidedAmount(it.procedure, answers, filing, facts, decided))
    .filter((amount) => amount !== undefined)
  return amounts.length === 0 ? undefined : Math.max(...amounts)
}

/**
 * Yen that decides who decides (専決): of what is going to be decided, not of what was applied for. Where the definition's
 * amount is a value that the outcome has a field for, the field counts, as it does on the letter.
 */
export function decidedAmount(
  procedure: CompiledProcedure,
  answers: Answers,
  filing: Filing,
  facts: CityFacts,
  decided?: Decided,
): number | undefined {
  const name = /^\s*values\.(\w+)\s*$/.exec(procedure.definition.approval.amount ?? '')?.[1]
  const field = decided?.outcome.fields?.find(({ id, prefill }) => id === name || prefill === `values.${name}`)
  const typed = field && decided?.values[field.id]
  return typeof typed === 'number' ? typed : procedure.approvalAmount(answers, filing, facts)
}
