import type { Answers, CityFacts, CompiledProcedure, Filing, Outcome, OutcomeField } from '../../procedures/index.ts'
import type { InputProblem } from '../change.ts'
import { type OutcomeValue, type OutcomeValues, outcomeFieldName, outcomeText } from './outcome-fields.ts'

export interface DecidedCase {
  readonly procedure: CompiledProcedure
  readonly answers: Answers
  readonly filing: Filing
  readonly facts: CityFacts
}

/**
 * Fields of a decision that follow a dated table (損害割合 → 被害の程度): what was left empty is filled in from it. Something
 * else than the table says, or anything where the table says nothing, is the office's own judgement and needs its reason.
 */
export function followTables(
  { procedure, answers, filing, facts }: DecidedCase,
  outcome: Outcome,
  values: OutcomeValues,
): { readonly values: OutcomeValues; readonly problems: readonly InputProblem[] } {
  const found: Record<string, OutcomeValue> = { ...values }
  const problems: InputProblem[] = []
  for (const { field: id, result, reads } of procedure.followed(outcome.id, values, answers, filing, facts)) {
    const field = outcome.fields?.find((each) => each.id === id)
    if (!field?.follows) continue
    const given = values[id]
    const label = field.label.ja
    const at = outcomeFieldName(id)
    if (given === undefined && result !== null) found[id] = result
    else if (given === undefined)
      problems.push({ at, refusal: 'followed-open', params: { label, reads: labels(outcome, reads, values) } })
    else if (given !== result && values[field.follows.reason] === undefined)
      problems.push({
        at: outcomeFieldName(field.follows.reason),
        refusal: result === null ? 'followed-unknown' : 'followed-differs',
        params: {
          label,
          reason: labelOf(outcome, field.follows.reason),
          table: result === null ? '' : outcomeText(field, result),
        },
      })
  }
  return { values: found, problems }
}

/** The fields that the table reads and that are still empty; all of them where each is filled in and no row holds. */
function labels(outcome: Outcome, reads: readonly string[], values: OutcomeValues): string {
  const empty = reads.filter((id) => values[id] === undefined)
  return (empty.length > 0 ? empty : reads).map((id) => `「${labelOf(outcome, id)}」`).join('')
}

function labelOf({ fields = [] }: Outcome, id: string): string {
  return fields.find((field: OutcomeField) => field.id === id)?.label.ja ?? id
}
