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
 * Fields of a decision that follow others, by a dated table or an expression (損害割合 → 被害の程度, 月数 → 有効期間の終わり):
 * what was left empty is filled in. Something else, or anything where nothing follows, is the office's own judgement and
 * needs its reason; where the definition has no place for one, the value is fixed.
 */
export function followOthers(
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
    const { reason } = field.follows
    if (given === undefined) {
      if (result !== null) found[id] = result
      else if (field.required !== false)
        // Everything that it follows is filled in and still nothing follows: no other value may be typed, something else is wrong.
        problems.push(
          reason === undefined && reads.every((read) => values[read] !== undefined)
            ? { at, refusal: 'followed-nothing', params: { label } }
            : { at, refusal: 'followed-open', params: { label, reads: labels(outcome, reads, values) } },
        )
    } else if (given !== result && (reason === undefined || values[reason] === undefined))
      problems.push(otherwise(outcome, field, result))
  }
  return { values: found, problems }
}

/** Another value than what follows: its reason is missing, or there can be none. */
function otherwise(outcome: Outcome, field: OutcomeField, result: OutcomeValue | null): InputProblem {
  const reason = field.follows?.reason
  const params = { label: field.label.ja, table: result === null ? '' : outcomeText(field, result) }
  if (reason === undefined)
    return { at: outcomeFieldName(field.id), refusal: result === null ? 'followed-nothing' : 'followed-fixed', params }
  return {
    at: outcomeFieldName(reason),
    refusal: result === null ? 'followed-unknown' : 'followed-differs',
    params: { ...params, reason: labelOf(outcome, reason) },
  }
}

/** The fields that the table reads and that are still empty; all of them where each is filled in and no row holds. */
function labels(outcome: Outcome, reads: readonly string[], values: OutcomeValues): string {
  const empty = reads.filter((id) => values[id] === undefined)
  return (empty.length > 0 ? empty : reads).map((id) => `「${labelOf(outcome, id)}」`).join('')
}

function labelOf({ fields = [] }: Outcome, id: string): string {
  return fields.find((field: OutcomeField) => field.id === id)?.label.ja ?? id
}
