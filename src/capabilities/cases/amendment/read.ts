import type { Outcome } from '../../procedures/index.ts'
import type { InputProblem } from '../change.ts'
import type { DecisionContent } from '../content.ts'
import {
  decimalText,
  type OutcomeValues,
  outcomeFacts,
  outcomeFieldName,
  readOutcomeFields,
} from '../decision/outcome-fields.ts'
import type { CasePost } from '../posting.tsx'
import { type AmendedItem, type AmendmentTerms, amendmentRows } from '../rules/amendment.ts'
import { amendmentMessages as messages } from './messages.ja.ts'

export interface ReadAmendment {
  readonly terms: AmendmentTerms
  /** The decision as it would stand. */
  readonly amended: DecisionContent
  readonly problems: readonly InputProblem[]
}

/** What was posted: the values of the outcome beside those of the decision, and the rows for other words. */
export function readAmendment(outcome: Outcome, decided: DecisionContent, post: Pick<CasePost, 'text'>): ReadAmendment {
  const { values, problems } = readOutcomeFields(outcome, (name) => post.text(name))
  const before = decided.fields as OutcomeValues
  const known = { ...before, ...values }
  // An optional value that was left empty is taken out.
  for (const field of outcome.fields ?? []) if (values[field.id] === undefined) delete known[field.id]
  const factsBefore = outcomeFacts(outcome, before)
  const facts = outcomeFacts(outcome, known)
  const changed = (outcome.fields ?? []).flatMap((field): readonly AmendedItem[] => {
    const textOf = (list: typeof facts) => list.find(({ id }) => id === field.id)?.text ?? ''
    const [wrong, right] = [textOf(factsBefore), textOf(facts)]
    if (wrong === right) return []
    return [{ where: field.label.ja, wrong: wrong || messages.empty, right: right || messages.empty }]
  })
  const words = Array.from({ length: amendmentRows }, (_unused, index) => ({
    where: post.text(`where.${index}`).trim(),
    wrong: post.text(`wrong.${index}`).trim(),
    right: post.text(`right.${index}`).trim(),
  }))
  const delivery = post.text('delivery')
  return {
    terms: {
      values: changed,
      words,
      reason: post.text('reason').trim(),
      evident: post.text('evident') === 'yes',
      authority: post.text('authority').trim(),
      delivery: delivery === 'portal' || delivery === 'post' || delivery === 'counter' ? delivery : '',
    },
    amended: { ...decided, fields: known, facts },
    problems,
  }
}

/** The values of a decision as they are typed into the controls. */
export function typedValues(outcome: Outcome, values: OutcomeValues): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const field of outcome.fields ?? []) {
    const value = values[field.id]
    if (typeof value === 'boolean') found[outcomeFieldName(field.id)] = value ? 'yes' : 'no'
    else if (value !== undefined) found[outcomeFieldName(field.id)] = decimalText(field, value)
  }
  return found
}
