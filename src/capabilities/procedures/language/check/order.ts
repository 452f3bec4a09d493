import { compileExpression } from '../expression/compile.ts'
import type { Scope } from '../expression/value.ts'
import type { Reporter } from '../findings.ts'
import type { CheckedExpression } from './expressions.ts'
import type { Model } from './model.ts'

/** Circles among conditions and values, questions that hang on later answers, and parts that can never be reached. */
export function checkOrder(model: Model, expressions: readonly CheckedExpression[], report: Reporter): void {
  const named = namedReads(model, expressions)
  for (const circle of circles(named)) {
    const [kind = '', id = ''] = (circle[0] ?? '').split(':')
    const chain = [...circle, circle[0] ?? ''].map((name) => name.slice(name.indexOf(':') + 1)).join(' → ')
    report.error(
      [kind === 'condition' ? 'conditions' : 'values', id],
      'circle',
      `条件や計算値がぐるぐる回っています（${chain}）`,
    )
  }
  for (const expression of expressions) {
    if (expression.role === 'when') checkWhen(model, expression, named, report)
  }
  checkNeverTrue(model, expressions, report)
}

function checkWhen(model: Model, expression: CheckedExpression, named: Named, report: Reporter): void {
  const { before, within, where } = expression
  if (before === undefined) return
  for (const read of answersRead(expression.reads, named)) {
    if (read === within) continue
    const order = model.order.get(read)
    if (order === undefined) continue
    if (order >= before) {
      const own = within !== undefined && read.startsWith(`${within}.`)
      report.error(
        where,
        'later-answer',
        own && order === before
          ? 'この項目の条件が、この項目自身の答えを見ています'
          : `この条件は、まだ聞いていない答え「${read}」を見ています。先に聞く項目だけを使ってください`,
      )
    }
  }
}

/** What each named condition and value reads directly. */
type Named = ReadonlyMap<string, ReadonlySet<string>>

function namedReads(model: Model, expressions: readonly CheckedExpression[]): Named {
  const named = new Map<string, Set<string>>()
  for (const { role, id, reads } of expressions) {
    if ((role === 'condition' || role === 'value') && id !== undefined) named.set(`${role}:${id}`, new Set(reads))
  }
  for (const [id, value] of Object.entries(model.definition.values ?? {})) {
    if (value.table === undefined) continue
    const reads = named.get(`value:${id}`) ?? new Set<string>()
    for (const expression of expressions) {
      if (expression.where[0] === 'tables' && expression.where[1] === value.table)
        for (const r of expression.reads) reads.add(r)
    }
    named.set(`value:${id}`, reads)
  }
  return named
}

/** Answer paths that an expression hangs on, also through conditions and values. */
function answersRead(reads: ReadonlySet<string>, named: Named): ReadonlySet<string> {
  const answers = new Set<string>()
  const seen = new Set<string>()
  const waiting = [...reads]
  for (let read = waiting.pop(); read !== undefined; read = waiting.pop()) {
    if (seen.has(read)) continue
    seen.add(read)
    if (read.startsWith('condition:') || read.startsWith('value:')) waiting.push(...(named.get(read) ?? []))
    else if (!read.includes(':')) answers.add(read)
  }
  return withoutWholes(answers)
}

/** Reading `claim.reason` also names `claim`; only the finer one says what is needed. */
function withoutWholes(answers: ReadonlySet<string>): ReadonlySet<string> {
  const finer = new Set([...answers].filter((x) => x.includes('.')).map((x) => x.slice(0, x.indexOf('.'))))
  return new Set([...answers].filter((x) => x.includes('.') || !finer.has(x)))
}

function circles(named: Named): readonly (readonly string[])[] {
  const found: string[][] = []
  const done = new Set<string>()
  const visit = (name: string, trail: readonly string[]): void => {
    const at = trail.indexOf(name)
    if (at >= 0) {
      found.push(trail.slice(at))
      return
    }
    if (done.has(name)) return
    for (const next of named.get(name) ?? []) if (named.has(next)) visit(next, [...trail, name])
    done.add(name)
  }
  for (const name of named.keys()) visit(name, [])
  return found
}

/** A `when` that no answer can make true: its page, group or field would never be shown. */
function checkNeverTrue(model: Model, expressions: readonly CheckedExpression[], report: Reporter): void {
  const never = new Set<string>()
  const constant = ({ reads }: CheckedExpression): boolean => [...reads].every((read) => never.has(read))
  for (const expression of expressions) {
    if (expression.role === 'condition' && constant(expression) && !holds(model, expression, never)) {
      never.add(`condition:${expression.id ?? ''}`)
      report.warning(expression.where, 'never-true', `条件「${expression.id}」は、どの答えでも成り立ちません`)
    }
  }
  for (const expression of expressions) {
    if (expression.role !== 'when' || !constant(expression) || holds(model, expression, never)) continue
    report.error(
      expression.where,
      'unreachable',
      'この条件はどの答えでも成り立たないので、ここは表示されることがありません',
    )
  }
}

function holds(model: Model, expression: CheckedExpression, never: ReadonlySet<string>): boolean {
  try {
    const run = compileExpression(expression.ast, {
      groups: new Set(model.scope.groups.keys()),
      conditions: model.scope.conditions,
      valueEach: new Map([...model.scope.values].map(([id, value]) => [id, value.each])),
    })
    return run(emptyScope(never)) === true
  } catch {
    return true
  }
}

function emptyScope(never: ReadonlySet<string>): Scope {
  return {
    groups: {},
    filing: {},
    settings: {},
    condition: (id) => !never.has(`condition:${id}`),
    value: () => null,
    isClosedDay: () => false,
    item: null,
    index: null,
    entry: null,
    cell: null,
    kase: null,
    locals: [],
    sawNull: false,
  }
}
