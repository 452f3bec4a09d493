import { functions, isMacro, type Macro } from './functions.ts'
import type { ASTNode } from './parse.ts'
import { isList, isRecord, type Program, type Scope, same, type Value } from './value.ts'

/** Where names lead: decided when the definition is compiled, so that a request looks nothing up. */
export interface NameTable {
  readonly groups: ReadonlySet<string>
  readonly conditions: ReadonlySet<string>
  /** The group a value is computed for each item of, or undefined. */
  readonly valueEach: ReadonlyMap<string, string | undefined>
  /** The repeated group whose item the expression stands in. */
  readonly each?: string
}

/**
 * Turns a checked expression into a closure. No `eval`, no reflection: only the nodes listed here exist.
 * Numbers leave the parser as BigInt and become safe integers here, in one place; a result outside them is `null`.
 */
export function compileExpression(ast: ASTNode, names: NameTable): Program {
  return build(ast, names, [])
}

function build(ast: ASTNode, names: NameTable, locals: readonly string[]): Program {
  switch (ast.op) {
    case 'value':
      return constant(literal(ast.args))
    case 'id':
      return variable(ast.args, names, locals)
    case '.':
      return member(ast.args[0], ast.args[1], names, locals)
    case '[]':
      return element(build(ast.args[0], names, locals), build(ast.args[1], names, locals))
    case 'list': {
      const parts = ast.args.map((part) => build(part, names, locals))
      return (s) => parts.map((part) => part(s))
    }
    case '!_': {
      const inner = build(ast.args, names, locals)
      return (s) => inner(s) !== true
    }
    case '-_': {
      const inner = build(ast.args, names, locals)
      return (s) => arithmetic(s, 0, inner(s), (a, b) => a - b)
    }
    case '?:': {
      const [condition, yes, no] = ast.args.map((part) => build(part, names, locals))
      if (!condition || !yes || !no) throw new Error('A conditional without branches')
      return (s) => (condition(s) === true ? yes(s) : no(s))
    }
    case '&&': {
      const [a, b] = pair(ast.args, names, locals)
      return (s) => a(s) === true && b(s) === true
    }
    case '||': {
      const [a, b] = pair(ast.args, names, locals)
      return (s) => a(s) === true || b(s) === true
    }
    case '==': {
      const [a, b] = pair(ast.args, names, locals)
      return (s) => same(a(s), b(s))
    }
    case '!=': {
      const [a, b] = pair(ast.args, names, locals)
      return (s) => !same(a(s), b(s))
    }
    case 'in': {
      const [a, b] = pair(ast.args, names, locals)
      return (s) => {
        const list = b(s)
        const wanted = a(s)
        return isList(list) && list.some((x) => same(x, wanted))
      }
    }
    case '<':
      return compare(ast.args, names, locals, (a, b) => a < b)
    case '<=':
      return compare(ast.args, names, locals, (a, b) => a <= b)
    case '>':
      return compare(ast.args, names, locals, (a, b) => a > b)
    case '>=':
      return compare(ast.args, names, locals, (a, b) => a >= b)
    case '+': {
      const [a, b] = pair(ast.args, names, locals)
      return (s) => plus(s, a(s), b(s))
    }
    case '-':
      return numeric(ast.args, names, locals, (a, b) => a - b)
    case '*':
      return numeric(ast.args, names, locals, (a, b) => a * b)
    case '/':
      return numeric(ast.args, names, locals, (a, b) => (b === 0 ? Number.NaN : Math.trunc(a / b)))
    case '%':
      return numeric(ast.args, names, locals, (a, b) => (b === 0 ? Number.NaN : a % b))
    case 'call':
      return ast.args[0] === 'has'
        ? has(build(onlyArgument(ast.args[1]), names, locals))
        : call(
            ast.args[0],
            ast.args[1].map((arg) => build(arg, names, locals)),
          )
    case 'rcall': {
      const [name, receiver, args] = ast.args
      if (isMacro(name)) return macro(name, receiver, args, names, locals)
      return call(
        name,
        [receiver, ...args].map((arg) => build(arg, names, locals)),
      )
    }
    default:
      throw new Error(`The expression language has no “${ast.op}”`)
  }
}

function constant(value: Value): Program {
  return () => value
}

function literal(value: unknown): Value {
  if (typeof value === 'bigint') return Number(value)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  throw new Error('Only whole numbers, texts, true, false and null are literals')
}

function variable(name: string, names: NameTable, locals: readonly string[]): Program {
  const local = locals.lastIndexOf(name)
  if (local >= 0) return (s) => s.locals[local] ?? null
  switch (name) {
    case 'item':
      return (s) => s.item
    case 'index':
      return (s) => s.index
    case 'entry':
      return (s) => s.entry
    case 'value':
      return (s) => s.cell
    case 'kase':
      return (s) => s.kase
    case 'filing':
      return (s) => s.filing
    case 'settings':
      return (s) => s.settings
  }
  if (names.groups.has(name)) return (s) => s.groups[name] ?? null
  if (names.conditions.has(name)) return (s) => s.condition(name)
  throw new Error(`Unknown name “${name}”`)
}

function member(receiver: ASTNode, name: string, names: NameTable, locals: readonly string[]): Program {
  if (receiver.op === 'id' && !locals.includes(receiver.args)) {
    if (receiver.args === 'conditions') return (s) => s.condition(name)
    if (receiver.args === 'values') {
      const each = names.valueEach.get(name)
      if (each === undefined || each !== names.each) return (s) => s.value(name)
      return (s) => itemOf(s.value(name), s.index)
    }
  }
  const inner = build(receiver, names, locals)
  return (s) => {
    const value = inner(s)
    return isRecord(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null
  }
}

function itemOf(list: Value, index: Value): Value {
  return isList(list) && typeof index === 'number' ? (list[index] ?? null) : null
}

function element(receiver: Program, key: Program): Program {
  return (s) => {
    const value = receiver(s)
    const at = key(s)
    if (isList(value)) return itemOf(value, at)
    return isRecord(value) && typeof at === 'string' && Object.hasOwn(value, at) ? (value[at] ?? null) : null
  }
}

function pair(args: readonly [ASTNode, ASTNode], names: NameTable, locals: readonly string[]): [Program, Program] {
  return [build(args[0], names, locals), build(args[1], names, locals)]
}

type Ordered = number | string
function compare(
  args: readonly [ASTNode, ASTNode],
  names: NameTable,
  locals: readonly string[],
  holds: (a: Ordered, b: Ordered) => boolean,
): Program {
  const [left, right] = pair(args, names, locals)
  return (s) => {
    const a = left(s)
    const b = right(s)
    if (a === null || b === null) {
      s.sawNull = true
      return false
    }
    if (typeof a === 'number' && typeof b === 'number') return holds(a, b)
    return typeof a === 'string' && typeof b === 'string' && holds(a, b)
  }
}

function arithmetic(s: Scope, a: Value, b: Value, work: (a: number, b: number) => number): Value {
  if (typeof a !== 'number' || typeof b !== 'number') {
    s.sawNull = true
    return null
  }
  const result = work(a, b)
  return Number.isSafeInteger(result) ? result : null
}

function numeric(
  args: readonly [ASTNode, ASTNode],
  names: NameTable,
  locals: readonly string[],
  work: (a: number, b: number) => number,
): Program {
  const [left, right] = pair(args, names, locals)
  return (s) => arithmetic(s, left(s), right(s), work)
}

/** A text grows by joining; the limit keeps a walk over lists from doubling it without end. */
const longestText = 20_000

function plus(s: Scope, a: Value, b: Value): Value {
  if (typeof a === 'string' && typeof b === 'string') return a.length + b.length > longestText ? null : a + b
  if (isList(a) && isList(b)) return [...a, ...b]
  return arithmetic(s, a, b, (x, y) => x + y)
}

function onlyArgument(args: readonly ASTNode[]): ASTNode {
  const [first] = args
  if (first === undefined) throw new Error('has() without an argument')
  return first
}

function has(inner: Program): Program {
  return (s) => {
    const value = inner(s)
    return value !== null && value !== '' && !(isList(value) && value.length === 0)
  }
}

function call(name: string, args: readonly Program[]): Program {
  const known = functions[name]
  if (known === undefined) throw new Error(`The expression language has no function “${name}”`)
  return (s) => {
    const values = args.map((arg) => arg(s))
    if (values.includes(null)) {
      s.sawNull = true
      return name === 'size' ? 0 : null
    }
    return known.run(values, s)
  }
}

function macro(
  name: Macro,
  receiver: ASTNode,
  args: readonly ASTNode[],
  names: NameTable,
  locals: readonly string[],
): Program {
  const [variableNode, ...bodies] = args
  const last = bodies[bodies.length - 1]
  if (variableNode?.op !== 'id' || last === undefined) throw new Error(`${name} without a name for the item`)
  const slot = locals.length
  const inner = [...locals, variableNode.args]
  const list = build(receiver, names, locals)
  const body = build(last, names, inner)
  const filter = name === 'map' && bodies.length === 2 && bodies[0] ? build(bodies[0], names, inner) : undefined
  const at = (s: Scope, x: Value, run: Program): Value => {
    s.locals[slot] = x
    return run(s)
  }
  const walk = (s: Scope): readonly Value[] => {
    const value = list(s)
    return isList(value) ? value : []
  }
  switch (name) {
    case 'exists':
      return (s) => walk(s).some((x) => at(s, x, body) === true)
    case 'all':
      return (s) => walk(s).every((x) => at(s, x, body) === true)
    case 'exists_one':
      return (s) => walk(s).filter((x) => at(s, x, body) === true).length === 1
    case 'filter':
      return (s) => walk(s).filter((x) => at(s, x, body) === true)
    case 'map':
      return (s) =>
        walk(s)
          .filter((x) => filter === undefined || at(s, x, filter) === true)
          .map((x) => at(s, x, body))
  }
}
