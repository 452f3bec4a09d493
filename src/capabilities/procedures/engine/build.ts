import { fieldKind } from '../fields/index.ts'
import type { DecisionTable, Field, FollowUp, Group, ProcedureDefinition } from '../language/definition.ts'
import { compileExpression, type NameTable } from '../language/expression/compile.ts'
import { parseExpression } from '../language/expression/parse.ts'
import { isList, type Program, type Value, valueText } from '../language/expression/value.ts'
import { cellHolds, parseCell } from '../language/table-cells.ts'
import type {
  CompiledField,
  CompiledFollow,
  CompiledFollowUp,
  CompiledModel,
  CompiledRow,
  CompiledTable,
  CompiledValue,
  OfficePrograms,
} from './model.ts'
import { lastPageOf } from './reads.ts'

/** Compiles a checked definition. Throws only when it was not checked: the program, not a person, is wrong then. */
export function buildModel(definition: ProcedureDefinition): CompiledModel {
  const names = nameTable(definition)
  const run = (source: string, each?: string): Program => compile(source, names, definition, each)
  const maybe = (source: string | undefined, each?: string): Program | undefined =>
    source === undefined ? undefined : run(source, each)
  const tables = new Map(Object.entries(definition.tables ?? {}).map(([id, table]) => [id, buildTable(table, run)]))
  return {
    definition,
    pages: definition.pages.map((page) => ({
      page,
      ...whenOf(maybe(page.when)),
      groups: page.groups.map((group) => ({
        group,
        ...whenOf(maybe(group.when)),
        fields: (group.fields ?? []).map((field) => buildField(field, group, maybe)),
      })),
    })),
    conditions: new Map(Object.entries(definition.conditions ?? {}).map(([id, condition]) => [id, run(condition.is)])),
    values: buildValues(definition, tables, run),
    rules: (definition.rules ?? []).map((rule) => ({
      rule,
      lastPage: lastPageOf(
        definition,
        [rule.must, rule.when ?? 'true', ...Object.values(rule.compares ?? {})],
        rule.at,
      ),
      ...whenOf(maybe(rule.when, rule.each)),
      must: run(rule.must, rule.each),
      compares: Object.entries(rule.compares ?? {}).map(([name, source]) => ({ name, run: run(source, rule.each) })),
    })),
    feeLines: (definition.fee?.lines ?? []).map((line) => ({
      id: line.id,
      label: line.label,
      ...whenOf(maybe(line.when, line.each)),
      amount: run(line.amount, line.each),
      ...(line.quantity === undefined ? {} : { quantity: run(line.quantity, line.each) }),
      ...(line.each === undefined ? {} : { each: line.each }),
    })),
    calendar: (definition.calendar ?? []).map((row) => ({ row, ...whenOf(maybe(row.when)), due: run(row.due) })),
    checklist: definition.checklist.map((item) => ({
      item,
      ...whenOf(maybe(item.when)),
      ...(item.passes === undefined ? {} : { passes: run(item.passes) }),
      finding: buildSentence(item.finding ?? '', run),
    })),
    followUps: (definition.followUps ?? []).map((followUp) => buildFollowUp(followUp, run, maybe)),
    office: buildOffice(definition, tables, run, maybe),
  }
}

type Run = (source: string, each?: string) => Program
type Maybe = (source: string | undefined, each?: string) => Program | undefined

function nameTable(definition: ProcedureDefinition): NameTable {
  return {
    groups: new Set(definition.pages.flatMap((page) => page.groups.map((group) => group.id))),
    conditions: new Set(Object.keys(definition.conditions ?? {})),
    valueEach: new Map(Object.entries(definition.values ?? {}).map(([id, value]) => [id, value.each])),
  }
}

function compile(source: string, names: NameTable, definition: ProcedureDefinition, each?: string): Program {
  const parsed = parseExpression(source)
  if (!parsed.ok) throw new Error(`Unchecked definition ${definition.id}: ${source}`)
  return compileExpression(parsed.ast, each === undefined ? names : { ...names, each })
}

function whenOf(when: Program | undefined): { readonly when?: Program } {
  return when ? { when } : {}
}

function buildField(field: Field, group: Group, maybe: Maybe): CompiledField {
  const each = group.repeat ? group.id : undefined
  const bound = (limit: number | string | undefined): number | Program | undefined =>
    typeof limit === 'string' ? maybe(limit, each) : limit
  const [min, max] = [bound(field.min), bound(field.max)]
  const entries = maybe(field.register?.where, each)
  const { required = true } = field
  const choices = (field.choices ?? []).map((choice) => maybe(choice.when, each))
  const fixed = [min, max, entries, ...choices].every((limit) => limit === undefined)
  return {
    field,
    group,
    kind: fieldKind(field.type),
    ...whenOf(maybe(field.when, each)),
    required: typeof required === 'string' ? (maybe(required, each) ?? true) : required,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    choices,
    ...(entries ? { entries } : {}),
    plain: fixed,
  }
}

function buildValues(
  definition: ProcedureDefinition,
  tables: ReadonlyMap<string, CompiledTable>,
  run: Run,
): ReadonlyMap<string, CompiledValue> {
  const values = new Map<string, CompiledValue>()
  for (const [id, value] of Object.entries(definition.values ?? {})) {
    const table = value.table === undefined ? undefined : tables.get(value.table)
    const program = table ? tableColumn(table, value.column) : run(value.is ?? 'null', value.each)
    values.set(id, { value, run: program })
  }
  return values
}

function buildTable(table: DecisionTable, run: Run): CompiledTable {
  const inputs = Object.entries(table.inputs).map(([name, source]) => ({ name, run: run(source, table.each) }))
  return {
    table,
    asOf: run(table.asOf ?? 'filing.filedOn', table.each),
    inputs,
    versions: table.versions.map(({ from, rows }) => ({
      from,
      rows: rows.map((row) => buildRow(row, inputs, run, table.each)),
    })),
  }
}

function buildRow(
  row: DecisionTable['versions'][number]['rows'][number],
  inputs: CompiledTable['inputs'],
  run: Run,
  each: string | undefined,
): CompiledRow {
  const cells = Object.entries(row.when).map(([name, text]) => {
    const cell = parseCell(String(text))
    return {
      input: inputs.findIndex((input) => input.name === name),
      cell: cell.kind === 'expression' ? run(cell.source, each) : cell,
    }
  })
  return { cells: cells.filter(({ cell }) => typeof cell === 'function' || cell.kind !== 'any'), result: row.then }
}

/** The version in force on the day, then the first row whose cells all hold. */
function tableColumn(table: CompiledTable, column: string | undefined): Program {
  return (scope) => {
    const day = table.asOf(scope)
    const version = typeof day === 'string' ? table.versions.findLast(({ from }) => from <= day) : undefined
    if (!version) return null
    const inputs = table.inputs.map((input) => input.run(scope))
    const outer = scope.cell
    const row = version.rows.find(({ cells }) =>
      cells.every(({ input, cell }) => {
        const value = inputs[input] ?? null
        if (typeof cell !== 'function') return cellHolds(cell, value)
        scope.cell = value
        return cell(scope) === true
      }),
    )
    scope.cell = outer
    if (!row) return null
    return row.result[column ?? Object.keys(row.result)[0] ?? ''] ?? null
  }
}

/** `{expression}` in a sentence becomes its value. */
function buildSentence(sentence: string, run: Run): Program {
  const parts = sentence
    .split(/\{([^{}]+)\}/)
    .map((part, i): string | Program => (i % 2 === 1 ? run(part.trim()) : part))
  return (scope) => parts.map((part) => (typeof part === 'string' ? part : valueText(part(scope)))).join('')
}

function buildFollowUp(followUp: FollowUp, run: Run, maybe: Maybe): CompiledFollowUp {
  const [when, from, until] = [maybe(followUp.when), maybe(followUp.from), maybe(followUp.until)]
  return {
    followUp,
    ...whenOf(when),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    set: Object.entries(followUp.set ?? {}).map(([path, source]) => ({ path, run: run(source) })),
  }
}

function buildOffice(
  definition: ProcedureDefinition,
  tables: ReadonlyMap<string, CompiledTable>,
  run: Run,
  maybe: Maybe,
): OfficePrograms {
  const { filingDeadline, capacity, duplicates, approval } = definition
  const deadlineWhen = maybe(filingDeadline?.when)
  const approvalAmount = maybe(approval.amount)
  return {
    ...(deadlineWhen ? { deadlineWhen } : {}),
    ...(capacity ? buildCapacity(capacity, run, maybe) : {}),
    ...(duplicates ? { duplicateKey: run(duplicates.key) } : {}),
    routing: (definition.routing ?? []).map(({ when, section }) => ({ when: run(when), section })),
    ...(approvalAmount ? { approvalAmount } : {}),
    exports: new Map(
      (definition.exports ?? []).map((layout) => {
        const where = maybe(layout.where)
        return [layout.id, { ...(where ? { where } : {}), columns: layout.columns.map(({ value }) => run(value)) }]
      }),
    ),
    next: (definition.next ?? []).map(({ when }) => maybe(when)),
    follows: buildFollows(definition, tables, run),
  }
}

function buildFollows(
  definition: ProcedureDefinition,
  tables: ReadonlyMap<string, CompiledTable>,
  run: Run,
): OfficePrograms['follows'] {
  const found = new Map<string, readonly CompiledFollow[]>()
  for (const { id, fields = [] } of definition.outcomes) {
    const followed = fields.flatMap(({ id: field, follows }) => {
      if (!follows) return []
      const table = tables.get(follows.table ?? '')
      const source = table ? Object.values(table.table.inputs).join(' ') : (follows.is ?? 'null')
      const reads = [...source.matchAll(/\bkase\.decided\.(\w+)/g)].map(([, name = '']) => name)
      const program = table ? tableColumn(table, follows.column) : run(source)
      return [{ field, run: program, reads: [...new Set(reads)] }]
    })
    if (followed.length > 0) found.set(id, followed)
  }
  return found
}

function buildCapacity(
  rule: NonNullable<ProcedureDefinition['capacity']>,
  run: Run,
  maybe: Maybe,
): Partial<OfficePrograms> {
  const preferred = maybe(rule.preferred)
  const closesOn = maybe(rule.closesOn)
  const promoteUntil = maybe(rule.promoteUntil)
  const offerHours = maybe(rule.offerHours)
  return {
    capacityQuantity: run(rule.quantity),
    capacityMethod: run(rule.method),
    ...(preferred ? { capacityPreferred: preferred } : {}),
    ...(closesOn ? { capacityClosesOn: closesOn } : {}),
    ...(promoteUntil ? { capacityPromoteUntil: promoteUntil } : {}),
    ...(offerHours ? { capacityOfferHours: offerHours } : {}),
  }
}

/** A value in a CSV cell: lists joined, nothing for a missing answer. */
export function exportValue(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  return isList(value) ? value.map(exportValue).join('|') : valueText(value)
}
