import { answerType } from '../answer-types.ts'
import type { Outcome, ProcedureDefinition } from '../definition.ts'
import { filed } from '../definition-follow-ups.ts'
import { any, date, record, type Type, text } from '../expression/types.ts'

/**
 * What `kase` is in the expressions of a table: the fields of the decisions that follow it, as `kase.decided.…`.
 * Undefined for a table that no decision follows. While the answers are given nothing is decided yet: `kase` is nothing then.
 */
export function kaseOfTable({ outcomes }: ProcedureDefinition, table: string): Type | undefined {
  const following = outcomes.filter(({ fields }) => fields?.some(({ follows }) => follows?.table === table))
  if (following.length === 0) return undefined
  return kaseOf(following)
}

/** What `kase` is to the expressions of a follow-up: what the person knows of the case, and the fields of its decisions. */
export function kaseOfFollowUp({ outcomes }: ProcedureDefinition, after: readonly string[] | undefined): Type {
  const every = after === undefined || after.includes(filed)
  const decided = outcomes.filter(({ id, continues }) => !continues && (every || after.includes(id)))
  return record('kase', {
    receiptNumber: text,
    filedOn: date,
    decidedOn: date,
    documentNumber: text,
    decided: record('decided', fieldsOf(decided)),
  })
}

/** What `kase` is where an expression reads the fields of these decisions. */
export function kaseOf(outcomes: readonly Outcome[]): Type {
  return record('kase', { decided: record('decided', fieldsOf(outcomes)) })
}

function fieldsOf(outcomes: readonly Outcome[]): Readonly<Record<string, Type>> {
  const fields = outcomes.flatMap((outcome) => outcome.fields ?? [])
  return Object.fromEntries(fields.map((field) => [field.id, answerType(field) ?? any]))
}
