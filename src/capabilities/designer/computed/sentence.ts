import { isDay } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import { type ASTNode, parseExpression } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'
import type { Named, Names } from './names.ts'

const words = messages.sentence

/** Parts of an expression that have no words end the whole sentence. */
class Unsayable extends Error {}

/**
 * An expression as a Japanese sentence. Undefined when a part of it has no words here: it is then shown as it is written. Nothing is
 * evaluated; what is said follows the tree of the expression part by part, so that a sentence never leaves anything out.
 */
export function sentenceOf(source: string, names: Names, each?: string): string | undefined {
  const parsed = parseExpression(source)
  if (!parsed.ok) return undefined
  try {
    return held(parsed.ast, { names, locals: new Map(each === undefined ? [] : [['item', each]]) })
  } catch (error) {
    if (error instanceof Unsayable) return undefined
    throw error
  }
}

interface Around {
  readonly names: Names
  /** Names of the items of a list (`i` in `children.exists(i, …)`), with the group they come from. */
  readonly locals: ReadonlyMap<string, string>
}
type Args = readonly ASTNode[]

const compared = new Set(['==', '!=', '<', '<=', '>', '>='])

function say(node: ASTNode, around: Around): string {
  const { op } = node
  if (op === 'value') return literal(node.args, undefined)
  if (op === 'id' || op === '.') return `「${named(node, around).label}」`
  if (op === '-_') return `−${inner(node.args as ASTNode, around)}`
  if (op === '!_') return negated(node.args as ASTNode, around)
  if (op === '?:') {
    const [condition, yes, no] = node.args as unknown as [ASTNode, ASTNode, ASTNode]
    return words.either(held(condition, around), inner(yes, around), say(no, around))
  }
  const args = node.args as unknown as Args
  if (op === '&&' || op === '||') {
    const parts = flat(node, op).map((part) =>
      part.op === '||' && op === '&&' ? inner(part, around) : held(part, around),
    )
    return parts.join(op === '&&' ? words.and : words.or)
  }
  if (compared.has(op)) return comparison(op, args, around)
  if (op === 'in') return among(args, around)
  if (Object.hasOwn(words.arithmetic, op)) return arithmetic(op, args, around)
  if (op === 'call') return called(String(args[0]), args[1] as unknown as Args, around)
  if (op === 'rcall') return calledOf(args as unknown as [string, ASTNode, Args], around)
  throw new Unsayable()
}

/** Where something holds or not: a name by itself says so. Else the same as `say`. */
function held(node: ASTNode, around: Around): string {
  if (node.op !== 'id' && node.op !== '.') return say(node, around)
  const { label, field, holds } = named(node, around)
  if (field?.type === 'yes-no') return words.compared(`「${label}」`, `「${words.yes}」`, '')
  return holds ? words.holds(label) : `「${label}」`
}

function negated(node: ASTNode, around: Around): string {
  if (node.op === 'id' || node.op === '.') {
    const { label, field, holds } = named(node, around)
    if (field?.type === 'yes-no') return words.compared(`「${label}」`, `「${words.yes}」`, words.hows['!='])
    if (holds) return words.holdsNot(label)
  }
  return words.not(say(node, around))
}

/** `a && b && c` is a tree that leans to one side: said as one row. */
function flat(node: ASTNode, op: string): Args {
  return node.op === op ? (node.args as unknown as Args).flatMap((each) => flat(each, op)) : [node]
}

/** With brackets where words would run together. */
function inner(node: ASTNode, around: Around): string {
  const said = say(node, around)
  return ['value', 'id', '.', 'call', '-_'].includes(node.op) ? said : `（${said}）`
}

function arithmetic(op: string, [left, right]: Args, around: Around): string {
  if (left === undefined || right === undefined) throw new Unsayable()
  const strong = op === '*' || op === '/' || op === '%'
  const side = (node: ASTNode, last: boolean): string => {
    const weak = ['+', '-'].includes(node.op)
    const same = ['*', '/', '%'].includes(node.op)
    return (strong && weak) || (last && (weak || same)) || !(weak || same) ? inner(node, around) : say(node, around)
  }
  return words.arithmetic[op as keyof typeof words.arithmetic](side(left, false), side(right, true))
}

function comparison(op: string, [left, right]: Args, around: Around): string {
  if (left === undefined || right === undefined) throw new Unsayable()
  if (right.op === 'value' && right.args === null && (op === '==' || op === '!='))
    return (op === '==' ? words.missing : words.given)(inner(left, around))
  const field = fieldOf(left, around)
  const told = right.op === 'value' ? literal(right.args, field) : inner(right, around)
  const how = (howsFor(field?.type ?? fieldOf(right, around)?.type, right) ?? words.hows)[op as keyof typeof words.hows]
  return words.compared(inner(left, around), told, how)
}

/** Numbers are more or less, days before or after; where neither is known both are said. */
function howsFor(type: string | undefined, right: ASTNode): typeof words.hows | undefined {
  if (type === 'date' || type === 'year-month' || type === 'time') return words.dayHows
  const number = typeof right.args === 'number' || typeof right.args === 'bigint'
  return number || type === 'number' || type === 'money' ? words.numberHows : undefined
}

function among([left, right]: Args, around: Around): string {
  if (left === undefined || right?.op !== 'list') throw new Unsayable()
  const items = right.args as unknown as Args
  const field = fieldOf(left, around)
  const told = items.map((item) => (item.op === 'value' ? literal(item.args, field) : inner(item, around)))
  return words.among(inner(left, around), told.join('・'))
}

function called(name: string, args: Args, around: Around): string {
  const known = Object.hasOwn(words.functions, name) ? words.functions[name as keyof typeof words.functions] : undefined
  if (known === undefined) throw new Unsayable()
  const [first] = args
  // `sum(children.map(c, c.amount))` and `size(children.filter(c, …))` are one thing each.
  if (args.length === 1 && first?.op === 'rcall') {
    const [macro, list, inside] = first.args as unknown as [string, ASTNode, Args]
    if (macro === 'map' || macro === 'filter') return known(walked(macro, list, inside, around))
  }
  return (known as (...said: string[]) => string)(...args.map((each) => inner(each, around)))
}

function calledOf([name, list, args]: [string, ASTNode, Args], around: Around): string {
  if (name === 'contains' && args.length === 1) {
    const [part] = args as [ASTNode]
    return words.contains(
      inner(list, around),
      part.op === 'value' ? literal(part.args, fieldOf(list, around)) : say(part, around),
    )
  }
  return walked(name, list, args, around)
}

/** `exists`, `all`, `map`, `filter` over the items of a repeated group. */
function walked(name: string, list: ASTNode, [variable, inside]: Args, around: Around): string {
  const macro = Object.hasOwn(words.macros, name) ? words.macros[name as keyof typeof words.macros] : undefined
  if (macro === undefined || variable?.op !== 'id' || inside === undefined) throw new Unsayable()
  const group = list.op === 'id' ? String(list.args) : pathOf(list)
  const locals = new Map([...around.locals, [String(variable.args), group]])
  const within = { ...around, locals }
  return macro(inner(list, around), name === 'map' ? say(inside, within) : held(inside, within))
}

function fieldOf(node: ASTNode, around: Around): Named['field'] {
  return node.op === 'id' || node.op === '.' ? named(node, around).field : undefined
}

function named(node: ASTNode, { names, locals }: Around): Named {
  const path = pathOf(node)
  const [head = '', ...rest] = path.split('.')
  const group = locals.get(head)
  // An item by itself (`c` of a list of choices) has the choices of its list.
  if (group !== undefined && rest.length === 0) {
    const list = names.get(group)
    return { label: words.item, ...(list?.field ? { field: list.field } : {}) }
  }
  const whole = group === undefined ? path : [group, ...rest].join('.')
  const found = names.get(whole) ?? names.get(`conditions.${whole}`)
  if (found === undefined) throw new Unsayable()
  return found
}

function pathOf(node: ASTNode): string {
  if (node.op === 'id') return String(node.args)
  if (node.op !== '.') throw new Unsayable()
  const [owner, member] = node.args as unknown as [ASTNode, string]
  return `${pathOf(owner)}.${member}`
}

function literal(value: unknown, field: Named['field']): string {
  if (typeof value === 'boolean') return `「${value ? words.yes : words.no}」`
  if (typeof value === 'number' || typeof value === 'bigint') return value.toLocaleString('ja-JP')
  if (value === null) return words.nothing
  if (typeof value !== 'string') throw new Unsayable()
  const choice = field?.choices?.find(({ id }) => id === value)?.label?.ja
  return `「${choice ?? (isDay(value) ? formatEra(value) : value)}」`
}
