import { answerType, entryType } from '../answer-types.ts'
import { checkExpression, type TypeScope } from '../expression/check.ts'
import { type ASTNode, parseExpression } from '../expression/parse.ts'
import { any, bool, date, fits, number, type Type, text, typeName } from '../expression/types.ts'
import type { Reporter, YamlPath } from '../findings.ts'
import { kaseOf, kaseOfFollowUp, kaseOfTable } from './kase.ts'
import { type FieldPlace, type Model, valueTypes } from './model.ts'

/** One expression of a definition, checked. */
export interface CheckedExpression {
  readonly where: YamlPath
  readonly role: 'when' | 'condition' | 'value' | 'other'
  /** For a condition or value: its id. */
  readonly id?: string
  readonly ast: ASTNode
  readonly reads: ReadonlySet<string>
  /** For `when`: position in reading order before which everything it reads has to stand. */
  readonly before?: number
  /** The group whose items it stands in. */
  readonly within?: string
}

interface Wanted {
  readonly type?: Type
  readonly each?: string | undefined
  readonly entry?: boolean
  readonly kase?: Type | undefined
  readonly role?: CheckedExpression['role']
  readonly id?: string
  readonly before?: number
}

/** Checks every expression of the definition against its typed surroundings. */
export function checkExpressions(model: Model, report: Reporter): readonly CheckedExpression[] {
  const found: CheckedExpression[] = []
  const check = (where: YamlPath, source: string | undefined, wanted: Wanted): void => {
    if (source === undefined) return
    const parsed = parseExpression(source)
    if (!parsed.ok) {
      report.error(where, 'expression-syntax', parsed.sentence, parsed.at)
      return
    }
    const each = wanted.each !== undefined && model.groups.get(wanted.each)?.repeat ? wanted.each : undefined
    const scope: TypeScope = {
      ...model.scope,
      ...(each === undefined ? {} : { each }),
      ...(wanted.entry ? { entry: entryType } : {}),
      ...(wanted.kase ? { kase: wanted.kase } : {}),
    }
    const result = checkExpression(parsed.ast, scope)
    for (const problem of result.problems) report.error(where, 'expression', problem.sentence, problem.at)
    if (wanted.type && result.problems.length === 0 && !fits(result.type, wanted.type)) {
      report.error(
        where,
        'expression-type',
        `ここには${typeName(wanted.type)}になる式を書いてください。いまは${typeName(result.type)}です`,
      )
    }
    found.push({
      where,
      role: wanted.role ?? 'other',
      ...(wanted.id === undefined ? {} : { id: wanted.id }),
      ast: parsed.ast,
      reads: result.reads,
      ...(wanted.before === undefined ? {} : { before: wanted.before }),
      ...(each === undefined ? {} : { within: each }),
    })
  }
  namedExpressions(model, check)
  formExpressions(model, check)
  calendarExpressions(model, check)
  officeExpressions(model, check)
  return found
}

type Check = (where: YamlPath, source: string | undefined, wanted: Wanted) => void

function namedExpressions({ definition }: Model, check: Check): void {
  for (const [id, condition] of Object.entries(definition.conditions ?? {})) {
    check(['conditions', id, 'is'], condition.is, { type: bool, role: 'condition', id })
  }
  for (const [id, value] of Object.entries(definition.values ?? {})) {
    check(['values', id, 'is'], value.is, { type: valueTypes[value.type], each: value.each, role: 'value', id })
  }
  for (const [id, table] of Object.entries(definition.tables ?? {})) {
    const kase = kaseOfTable(definition, id)
    check(['tables', id, 'asOf'], table.asOf, { type: date, each: table.each, kase })
    for (const [name, input] of Object.entries(table.inputs)) {
      check(['tables', id, 'inputs', name], input, { each: table.each, kase })
    }
  }
}

function formExpressions({ definition, places }: Model, check: Check): void {
  definition.pages.forEach((page, p) => {
    const first = places.find((place) => place.pageIndex === p)?.order ?? 0
    check(['pages', p, 'when'], page.when, { type: bool, role: 'when', before: first })
    page.groups.forEach((group, g) => {
      const start = places.find((place) => place.group === group)?.order ?? first
      check(['pages', p, 'groups', g, 'when'], group.when, { type: bool, role: 'when', before: start })
    })
  })
  for (const place of places) fieldExpressions(place, check)
  ;(definition.rules ?? []).forEach((rule, r) => {
    const each = rule.each
    check(['rules', r, 'when'], rule.when, { type: bool, each })
    check(['rules', r, 'must'], rule.must, { type: bool, each })
    for (const [name, compared] of Object.entries(rule.compares ?? {})) {
      check(['rules', r, 'compares', name], compared, { each })
    }
  })
}

function calendarExpressions({ definition }: Model, check: Check): void {
  definition.calendar?.forEach((row, i) => {
    check(['calendar', i, 'when'], row.when, { type: bool })
    check(['calendar', i, 'due'], row.due, { type: date })
  })
}

function fieldExpressions(place: FieldPlace, check: Check): void {
  const { field, group, order, where } = place
  const each = group.repeat ? group.id : undefined
  const limit = field.type === 'date' || field.type === 'year-month' || field.type === 'time' ? text : number
  check(where('when'), field.when, { type: bool, each, role: 'when', before: order })
  if (typeof field.required === 'string') check(where('required'), field.required, { type: bool, each })
  if (typeof field.min === 'string') check(where('min'), field.min, { type: limit, each })
  if (typeof field.max === 'string') check(where('max'), field.max, { type: limit, each })
  field.choices?.forEach((choice, c) => {
    check([...where('choices'), c, 'when'], choice.when, { type: bool, each })
  })
  check([...where('register'), 'where'], field.register?.where, { type: bool, each, entry: true })
}

function officeExpressions({ definition }: Model, check: Check): void {
  definition.fee?.lines.forEach((line, l) => {
    const { each } = line
    check(['fee', 'lines', l, 'when'], line.when, { type: bool, each })
    check(['fee', 'lines', l, 'amount'], line.amount, { type: number, each })
    check(['fee', 'lines', l, 'quantity'], line.quantity, { type: number, each })
  })
  check(['filingDeadline', 'when'], definition.filingDeadline?.when, { type: bool })
  check(['capacity', 'quantity'], definition.capacity?.quantity, { type: number })
  check(['capacity', 'method'], definition.capacity?.method, { type: text, entry: true })
  check(['capacity', 'preferred'], definition.capacity?.preferred, { type: bool })
  check(['capacity', 'closesOn'], definition.capacity?.closesOn, { type: text, entry: true })
  check(['capacity', 'promoteUntil'], definition.capacity?.promoteUntil, { type: text, entry: true })
  check(['capacity', 'offerHours'], definition.capacity?.offerHours, { type: number })
  check(['duplicates', 'key'], definition.duplicates?.key, { type: text })
  definition.checklist.forEach((item, i) => {
    check(['checklist', i, 'when'], item.when, { type: bool })
    check(['checklist', i, 'passes'], item.passes, { type: bool })
    for (const slot of slotsOf(item.finding ?? '')) check(['checklist', i, 'finding'], slot, {})
  })
  definition.routing?.forEach((route, i) => {
    check(['routing', i, 'when'], route.when, { type: bool })
  })
  check(['approval', 'amount'], definition.approval.amount, { type: number })
  definition.outcomes.forEach((outcome, o) => {
    outcome.fields?.forEach((field, f) => {
      const type = answerType(field) ?? any
      check(['outcomes', o, 'fields', f, 'follows', 'is'], field.follows?.is, { type, kase: kaseOf([outcome]) })
    })
  })
  definition.exports?.forEach((layout, e) => {
    check(['exports', e, 'where'], layout.where, { type: bool, kase: any })
    layout.columns.forEach((column, c) => {
      check(['exports', e, 'columns', c, 'value'], column.value, { type: any, kase: any })
    })
  })
  definition.next?.forEach((next, n) => {
    check(['next', n, 'when'], next.when, { type: bool })
  })
  definition.followUps?.forEach((followUp, f) => {
    const kase = kaseOfFollowUp(definition, followUp.after)
    check(['followUps', f, 'when'], followUp.when, { type: bool, kase })
    check(['followUps', f, 'from'], followUp.from, { type: date, kase })
    check(['followUps', f, 'until'], followUp.until, { type: date, kase })
    for (const [path, source] of Object.entries(followUp.set ?? {}))
      check(['followUps', f, 'set', path], source, { type: any, kase })
  })
}

/** The expressions inside `{…}` of a finding's sentence. */
export function slotsOf(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\{([^{}]+)\}/g)].map((match) => (match[1] ?? '').trim())
}
