import { answerType } from '../answer-types.ts'
import type { Outcome, OutcomeField, ProcedureDefinition } from '../definition.ts'
import { any, fits, type Type, typeName } from '../expression/types.ts'
import type { Reporter, YamlPath } from '../findings.ts'
import { suggestion } from '../nearest.ts'
import type { Model } from './model.ts'
import { typeOfLiteral } from './tables.ts'

/** What the office's screen can ask for in a decision; anything else would be a line of free text there. */
const askable: readonly string[] = ['text', 'long-text', 'number', 'money', 'date', 'year-month', 'choice', 'yes-no']

/** Fields of decisions: of a type that the office can fill in. Those that follow others: the table is there, its results fit, and the reason has its place. */
export function checkDecisions({ definition }: Model, report: Reporter): void {
  definition.outcomes.forEach((outcome, o) => {
    outcome.fields?.forEach((field, f) => {
      const where: YamlPath = ['outcomes', o, 'fields', f]
      if (!askable.includes(field.type))
        report.error(
          [...where, 'type'],
          'decision-type',
          `決定の項目には、種類「${field.type}」は使えません（${askable.join('、')}）`,
        )
      if (field.decimals !== undefined && field.type !== 'number')
        report.error([...where, 'decimals'], 'decimals-type', 'decimals は、数（number）の項目だけに書けます')
      if (field.follows) checkFollows(definition, outcome, field, [...where, 'follows'], report)
    })
  })
}

function checkFollows(
  { tables = {} }: ProcedureDefinition,
  { fields = [] }: Outcome,
  field: OutcomeField,
  where: YamlPath,
  report: Reporter,
): void {
  const { is, table: id, column, reason } = field.follows ?? {}
  if ((is === undefined) === (id === undefined))
    report.error(where, 'follows', 'follows には、is（式）か table（決定表）のどちらかひとつを書いてください')
  const why = fields.find((each) => each.id === reason)
  if (reason !== undefined && (why?.required !== false || !['text', 'long-text'].includes(why.type)))
    report.error(
      [...where, 'reason'],
      'follows-reason',
      `表とちがう値にする理由の項目「${reason}」を、この決定の任意（required: false）の文の項目にしてください`,
    )
  if (id === undefined) return
  const table = tables[id]
  if (!table) {
    report.error(
      [...where, 'table'],
      'unknown-table',
      `決定表「${id}」はありません${suggestion(id, Object.keys(tables))}`,
    )
    return
  }
  if (table.each !== undefined)
    report.error(
      [...where, 'table'],
      'follows-table',
      `each のくり返しのある決定表「${id}」は、決定の項目には使えません`,
    )
  const wanted = answerType(field) ?? any
  table.versions.forEach((version, v) => {
    version.rows.forEach(({ then }, r) => {
      const names = Object.keys(then)
      const result = then[column ?? names[0] ?? '']
      if ((column === undefined && names.length !== 1) || result === undefined || !allows(wanted, result))
        report.error(
          ['tables', id, 'versions', v, 'rows', r, 'then'],
          'follows-result',
          `決定の項目「${field.label.ja}」に入る${typeName(wanted)}を、列「${column ?? 'ひとつ'}」に書いてください`,
        )
    })
  })
}

function allows(wanted: Type, result: string | number | boolean): boolean {
  // '' leaves it to the office.
  if (result === '') return true
  if (wanted.kind === 'text' && wanted.among) return wanted.among.includes(String(result))
  return fits(typeOfLiteral(result), wanted)
}
