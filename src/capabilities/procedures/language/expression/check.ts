import { suggestion } from '../nearest.ts'
import { functions, isMacro, macros } from './functions.ts'
import type { ASTNode } from './parse.ts'
import { filingType, type TypeScope } from './type-scope.ts'
import {
  any,
  bool,
  comparable,
  fits,
  join,
  listOf,
  nothing,
  number,
  record,
  type Type,
  text,
  typeName,
} from './types.ts'

/** What an expression reads: `claimant.birth`, `children` (the list), `condition:x`, `value:x`, `setting:x`. */
export interface ExpressionReport {
  readonly type: Type
  readonly problems: readonly { readonly sentence: string; readonly at: number }[]
  readonly reads: ReadonlySet<string>
  /** Estimated steps for the largest form. */
  readonly cost: number
}

export type { TypeScope }

/** One expression may take this many steps; well under a tenth of a millisecond. */
export const costLimit = 20_000
/** Walks over lists inside each other. */
export const macroDepthLimit = 2
const unknownListSize = 100

/** Checks names, types, depth and cost of a parsed expression. All problems at once, each with its place in the text. */
export function checkExpression(ast: ASTNode, scope: TypeScope): ExpressionReport {
  const checker = new Checker(scope)
  const type = checker.typeOf(ast, [], 0)
  if (checker.cost > costLimit) {
    checker.problem(ast, 'この式は計算が重すぎます。くり返しの中のくり返しを減らすか、計算値（values）に分けてください')
  }
  return { type, problems: checker.problems, reads: checker.reads, cost: checker.cost }
}

interface Local {
  readonly name: string
  readonly type: Type
  /** Answer path of the list it walks over, when it is a group. */
  readonly path?: string
}

class Checker {
  readonly problems: { sentence: string; at: number }[] = []
  readonly reads = new Set<string>()
  cost = 0
  private times = 1

  constructor(private readonly scope: TypeScope) {}

  problem(node: ASTNode, sentence: string): Type {
    this.problems.push({ sentence, at: node.range.start })
    return any
  }

  typeOf(node: ASTNode, locals: readonly Local[], depth: number): Type {
    this.cost += this.times
    const of = (part: ASTNode): Type => this.typeOf(part, locals, depth)
    switch (node.op) {
      case 'value':
        return this.literal(node, node.args)
      case 'id':
        return this.name(node, node.args, locals)
      case '.':
        return this.member(node, node.args[0], node.args[1], locals, depth)
      case '[]': {
        const list = of(node.args[0])
        of(node.args[1])
        return list.kind === 'list' ? list.of : any
      }
      case 'list':
        return listOf(node.args.map(of).reduce((a, b) => join(a, b), nothing))
      case '!_':
        return this.wantBool(node.args, of(node.args)) ?? bool
      case '-_':
        return this.wantNumber(node.args, of(node.args))
      case '?:': {
        const [condition, yes, no] = node.args
        this.wantBool(condition, of(condition))
        return join(of(yes), of(no))
      }
      case '&&':
      case '||':
        for (const part of node.args) this.wantBool(part, of(part))
        return bool
      case '==':
      case '!=': {
        const [a, b] = [of(node.args[0]), of(node.args[1])]
        this.compared(node, a, b)
        return bool
      }
      case '<':
      case '<=':
      case '>':
      case '>=': {
        const [a, b] = [of(node.args[0]), of(node.args[1])]
        this.compared(node, a, b)
        for (const side of [a, b]) {
          if (side.kind === 'bool' || side.kind === 'list') {
            this.problem(node, `「${node.op}」では${typeName(side)}の大小をくらべられません`)
          }
        }
        return bool
      }
      case 'in': {
        const [a, b] = [of(node.args[0]), of(node.args[1])]
        if (b.kind !== 'list' && b.kind !== 'any') {
          this.problem(node, `「in」の右には並び（[…] やくり返しの答え）を書いてください。いまは${typeName(b)}です`)
        } else if (b.kind === 'list') this.comparedIn(node, a, b)
        return bool
      }
      case '+': {
        const [a, b] = [of(node.args[0]), of(node.args[1])]
        if (a.kind === 'list' && b.kind === 'list') return join(a, b)
        if (isTextual(a) && isTextual(b)) return text
        this.wantNumber(node.args[0], a)
        return this.wantNumber(node.args[1], b)
      }
      case '-':
      case '*':
      case '/':
      case '%':
        for (const part of node.args) this.wantNumber(part, of(part))
        return number
      case 'call':
        return this.call(node, node.args[0], node.args[1], locals, depth)
      case 'rcall':
        return isMacro(node.args[0])
          ? this.macro(node, node.args[0], node.args[1], node.args[2], locals, depth)
          : this.call(node, node.args[0], [node.args[1], ...node.args[2]], locals, depth)
      default:
        return this.problem(node, `「${node.op}」は使えません`)
    }
  }

  private literal(node: ASTNode, value: unknown): Type {
    if (typeof value === 'bigint') {
      return Number.isSafeInteger(Number(value)) ? number : this.problem(node, '数が大きすぎます')
    }
    if (typeof value === 'string') return { kind: 'text', literal: value }
    if (typeof value === 'boolean') return bool
    if (value === null) return nothing
    return this.problem(node, '小数は使えません。整数で書いてください（割合は 1000 分の いくつ などにします）')
  }

  private name(node: ASTNode, name: string, locals: readonly Local[]): Type {
    const local = locals.findLast((x) => x.name === name)
    if (local) {
      if (local.path) this.reads.add(local.path)
      return local.type
    }
    const { scope } = this
    if (name === 'filing') {
      this.reads.add('filing:')
      return filingType
    }
    if (name === 'item' || name === 'index') {
      if (scope.each === undefined) {
        return this.problem(node, `「${name}」は、くり返しのまとまりの中か each のあるところだけで使えます`)
      }
      if (name === 'index') return number
      const list = scope.groups.get(scope.each)
      this.reads.add(scope.each)
      return list?.kind === 'list' ? list.of : any
    }
    if (name === 'kase')
      return (
        scope.kase ??
        this.problem(node, '「kase」は、出力（exports）の列と、決定の項目（follows）が使う決定表だけで使えます')
      )
    if (name === 'entry' || name === 'value') this.reads.add(`${name}:`)
    if (name === 'entry')
      return scope.entry ?? this.problem(node, '「entry」は台帳（register）の条件の中だけで使えます')
    if (name === 'value') return scope.cell ?? this.problem(node, '「value」は決定表のセルの中だけで使えます')
    if (name === 'settings') return this.wholeOf('settings', scope.settings)
    const group = scope.groups.get(name)
    if (group) {
      this.reads.add(name)
      return group
    }
    if (scope.conditions.has(name)) {
      this.reads.add(`condition:${name}`)
      return bool
    }
    const known = [...scope.groups.keys(), ...scope.conditions, 'filing', 'settings', 'values', 'conditions', 'item']
    return this.problem(node, `「${name}」という名前のまとまりや条件はありません${suggestion(name, known)}`)
  }

  private wholeOf(what: string, types: ReadonlyMap<string, Type>): Type {
    return record(what, Object.fromEntries(types))
  }

  private member(node: ASTNode, receiver: ASTNode, name: string, locals: readonly Local[], depth: number): Type {
    if (receiver.op === 'id' && !locals.some((x) => x.name === receiver.args)) {
      const found = this.topLevelMember(node, receiver.args, name)
      if (found) return found
    }
    const owner = this.typeOf(receiver, locals, depth)
    if (owner.kind === 'record') {
      const type = owner.fields[name]
      const path = this.pathOf(receiver, locals)
      if (path !== undefined && type !== undefined) this.reads.add(`${path}.${name}`)
      return (
        type ??
        this.problem(node, `「${owner.what}」に「${name}」はありません${suggestion(name, Object.keys(owner.fields))}`)
      )
    }
    if (owner.kind === 'any' || owner.kind === 'null') return any
    if (owner.kind === 'list') {
      return this.problem(
        node,
        `くり返しの答えに「.${name}」は直接書けません。「.exists(x, x.${name} …)」や「.map(x, x.${name})」を使ってください`,
      )
    }
    return this.problem(node, `${typeName(owner)}に「.${name}」はありません`)
  }

  private topLevelMember(node: ASTNode, owner: string, name: string): Type | undefined {
    const { scope } = this
    if (owner === 'conditions') {
      this.reads.add(`condition:${name}`)
      if (scope.conditions.has(name)) return bool
      return this.problem(node, `「${name}」という条件はありません${suggestion(name, scope.conditions)}`)
    }
    if (owner === 'values') {
      const found = scope.values.get(name)
      if (!found)
        return this.problem(node, `「${name}」という計算値はありません${suggestion(name, scope.values.keys())}`)
      this.reads.add(`value:${name}`)
      return found.each !== undefined && found.each !== scope.each ? listOf(found.type) : found.type
    }
    if (owner === 'settings') {
      const found = scope.settings.get(name)
      if (!found)
        return this.problem(node, `「${name}」という設定はありません${suggestion(name, scope.settings.keys())}`)
      this.reads.add(`setting:${name}`)
      return found
    }
    return undefined
  }

  /** Answer path of an expression that is a group, an item of one, or nothing of the kind. */
  private pathOf(node: ASTNode, locals: readonly Local[]): string | undefined {
    if (node.op === '[]') return this.pathOf(node.args[0], locals)
    if (node.op !== 'id') return undefined
    const local = locals.findLast((x) => x.name === node.args)
    if (local) return local.path
    if (node.args === 'item') return this.scope.each
    return this.scope.groups.has(node.args) ? node.args : undefined
  }

  private compared(node: ASTNode, a: Type, b: Type): void {
    if (!comparable(a, b)) this.problem(node, `${typeName(a)}と${typeName(b)}はくらべられません`)
    this.knownChoice(node, a, b)
    this.knownChoice(node, b, a)
  }

  private comparedIn(node: ASTNode, a: Type, list: Type & { kind: 'list' }): void {
    const right = node.op === 'in' ? node.args[1] : node
    if (right.op !== 'list') {
      if (!comparable(a, list.of)) this.problem(node, `${typeName(a)}は、この${typeName(list)}には入りません`)
      this.knownChoice(node, list.of, a)
      return
    }
    for (const part of right.args) {
      const type = part.op === 'value' ? this.literal(part, part.args) : list.of
      if (!comparable(a, type)) this.problem(part, `${typeName(a)}と${typeName(type)}はくらべられません`)
      this.knownChoice(part, a, type)
    }
  }

  private knownChoice(node: ASTNode, chosen: Type, literal: Type): void {
    if (chosen.kind !== 'text' || chosen.among === undefined) return
    if (literal.kind !== 'text' || literal.literal === undefined || chosen.among.includes(literal.literal)) return
    this.problem(node, `選択肢に「${literal.literal}」はありません${suggestion(literal.literal, chosen.among)}`)
  }

  private wantBool(node: ASTNode, type: Type): undefined {
    if (type.kind !== 'bool' && type.kind !== 'any' && type.kind !== 'null') {
      this.problem(node, `ここには条件（はい・いいえになる式）を書いてください。いまは${typeName(type)}です`)
    }
  }

  private wantNumber(node: ASTNode, type: Type): Type {
    if (type.kind !== 'number' && type.kind !== 'any' && type.kind !== 'null') {
      const hint = type.kind === 'date' ? '。日付の計算には addDays・addMonths・daysBetween を使います' : ''
      this.problem(node, `ここには数を書いてください。いまは${typeName(type)}です${hint}`)
    }
    return number
  }

  private call(node: ASTNode, name: string, args: readonly ASTNode[], locals: readonly Local[], depth: number): Type {
    const types = args.map((arg) => this.typeOf(arg, locals, depth))
    if (name === 'has') {
      if (args.length !== 1) this.problem(node, 'has( ) には答えをひとつ書いてください')
      return bool
    }
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (known === undefined) {
      if (name === 'matches') {
        return this.problem(node, '「matches」は使えません。項目の pattern（名前つきの形）を使ってください')
      }
      return this.problem(
        node,
        `「${name}」という関数はありません${suggestion(name, [...Object.keys(functions), ...macros])}`,
      )
    }
    this.cost += known.cost * this.times
    if (name === 'today') this.reads.add('filing:')
    const most = known.many ? 8 : known.params.length
    if (args.length < known.params.length || args.length > most) {
      return this.problem(
        node,
        `「${name}」にはかっこの中に${known.params.length}個書いてください。いまは${args.length}個です`,
      )
    }
    types.forEach((type, i) => {
      const wanted = known.params[i] ?? known.params[known.params.length - 1] ?? any
      if (!fits(type, wanted)) {
        this.problem(
          args[i] ?? node,
          `「${name}」の${i + 1}番目には${typeName(wanted)}を書いてください。いまは${typeName(type)}です`,
        )
      }
    })
    return typeof known.returns === 'function' ? known.returns(types) : known.returns
  }

  private macro(
    node: ASTNode,
    name: string,
    receiver: ASTNode,
    args: readonly ASTNode[],
    locals: readonly Local[],
    depth: number,
  ): Type {
    if (depth >= macroDepthLimit) {
      return this.problem(node, 'くり返しの中のくり返しは2段までです。計算値（values）に分けてください')
    }
    const list = this.typeOf(receiver, locals, depth)
    const [variable, ...bodies] = args
    const expected = name === 'map' ? [1, 2] : [1]
    if (variable?.op !== 'id' || !expected.includes(bodies.length)) {
      return this.problem(node, `「${name}」は「並び.${name}(x, x を使った式)」の形で書いてください`)
    }
    if (list.kind !== 'list' && list.kind !== 'any') {
      return this.problem(receiver, `「${name}」はくり返しの答えや並びに使います。いまは${typeName(list)}です`)
    }
    const path = this.pathOf(receiver, locals)
    const size = (path === undefined ? undefined : this.scope.listSize.get(path)) ?? unknownListSize
    const inner: Local[] = [
      ...locals,
      { name: variable.args, type: list.kind === 'list' ? list.of : any, ...(path === undefined ? {} : { path }) },
    ]
    const before = this.times
    this.times = before * size
    const types = bodies.map((body) => this.typeOf(body, inner, depth + 1))
    this.times = before
    const last = types[types.length - 1] ?? any
    if (name === 'map') {
      if (types.length === 2) this.wantBool(bodies[0] ?? node, types[0] ?? any)
      return listOf(last)
    }
    this.wantBool(bodies[0] ?? node, last)
    return name === 'filter' ? list : bool
  }
}

function isTextual(type: Type): boolean {
  return type.kind === 'text' || type.kind === 'date' || type.kind === 'month' || type.kind === 'time'
}
