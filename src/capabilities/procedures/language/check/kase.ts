import { answerType } from '../answer-types.ts'
import type { Outcome, ProcedureDefinition } from '../definition.ts'
import { any, record, type Type } from '../expression/types.ts'

/**
 * What `kase` is in the expressions of a table: the fields of the decisions that follow it, as `kase.decided.…`.
 * Undefined for a table that no decision follows. While the answers are given nothing is decided yet: `kase` is nothing then.
 */
export function kaseOfTable({ outcomes }: ProcedureDefinition, table: string): Type | undefined {
  const following = outcomes.filter(({ fields }) => fields?.some(({ follows }) => follows?.table === table))
  if (following.length === 0) return undefined
  return kaseOf(following)
}

/** What `kase` is where an expression reads the fields of these decisions. */
export function kaseOf(outcomes: readonly Outcome[]): Type {
  const fields = outcomes.flatMap((outcome) => outcome.fields ?? [])
  const decided = Object.fromEntries(fields.map((field) => [field.id, answerType(field) ?? any]))
  return record('kase', { decided: record('decided', decided) })
}
