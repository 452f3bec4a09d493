import {
  type ASTNode,
  type Field,
  type Group,
  type Page,
  type ProcedureDefinition,
  parseExpression,
} from '../../procedures/index.ts'
import type { JsonSchema } from './json-schema.ts'

/**
 * A condition in the words of JSON Schema: a schema that takes exactly the answers for which it holds; `true` and `false` when
 * it hangs on nothing. Undefined: JSON Schema can't say it (dates, sums, settings, who files).
 */
export type Said = JsonSchema | boolean | undefined

/** Longer than this it helps nobody to read it. */
const longest = 6000

interface Placed {
  readonly page: Page
  readonly group: Group
  readonly field: Field
}

/** Types whose answer is the very value that an expression compares. */
const plain = new Set([
  'text',
  'long-text',
  'kana',
  'phone',
  'email',
  'date',
  'year-month',
  'time',
  'number',
  'money',
  'choice',
  'yes-no',
])

/** Says the conditions of one definition. An answer off the path counts as not given, so whatever is read brings its own conditions along. */
export class Conditions {
  private readonly known = new Map<string, Said>()

  constructor(private readonly definition: ProcedureDefinition) {}

  /** Whether a group is asked. */
  ofGroup(page: Page, group: Group): Said {
    return both(this.of(page.when), this.of(group.when))
  }

  /** An expression over the whole answers; inside a repeated group (`item`) over one item. No expression: always. */
  of(source: string | undefined, item?: Group): Said {
    if (source === undefined) return true
    const key = `${item?.id ?? ''}\0${source}`
    if (this.known.has(key)) return this.known.get(key)
    this.known.set(key, undefined)
    const parsed = parseExpression(source)
    const said = parsed.ok ? this.say(parsed.ast, item) : undefined
    const short = typeof said === 'object' && JSON.stringify(said).length > longest ? undefined : said
    this.known.set(key, short)
    return short
  }

  private say(ast: ASTNode, item: Group | undefined): Said {
    switch (ast.op) {
      case 'value':
        return typeof ast.args === 'boolean' ? ast.args : undefined
      case '!_':
        return not(this.say(ast.args, item))
      case '&&':
        return both(this.say(ast.args[0], item), this.say(ast.args[1], item))
      case '||':
        return either(this.say(ast.args[0], item), this.say(ast.args[1], item))
      case '==':
        return this.compare(ast.args[0], ast.args[1], item)
      case '!=':
        return not(this.compare(ast.args[0], ast.args[1], item))
      case 'in':
        return this.among(ast.args[0], ast.args[1], item)
      case '.':
        return this.member(ast, item)
      default:
        return undefined
    }
  }

  /** `group.field`, `item.field`, `conditions.name` standing alone: true when the answer is yes. */
  private member(ast: ASTNode, item: Group | undefined): Said {
    const steps = stepsOf(ast)
    if (steps?.[0] === 'conditions' && steps.length === 2) {
      // A condition sees the whole answers; said inside an item it would speak of another thing.
      return item === undefined ? this.of(this.definition.conditions?.[steps[1] ?? '']?.is) : undefined
    }
    return this.answer(ast, item, { const: true })
  }

  private compare(left: ASTNode, right: ASTNode, item: Group | undefined): Said {
    const value = literal(right)
    if (value === undefined) return literal(left) === undefined ? undefined : this.compare(right, left, item)
    const steps = stepsOf(left)
    if (steps?.join('.') === 'filing.channel') return value === 'online'
    if (value === null) return not(this.answer(left, item, {}))
    return this.answer(left, item, { const: value })
  }

  private among(left: ASTNode, right: ASTNode, item: Group | undefined): Said {
    if (right.op === 'list') {
      const values = right.args.map(literal)
      return values.some((value) => value === undefined || value === null)
        ? undefined
        : this.answer(left, item, { enum: values })
    }
    const value = literal(left)
    if (typeof value !== 'string') return undefined
    return this.answer(right, item, { type: 'array', contains: { const: value } }, 'multi-choice')
  }

  /** An answer that is asked, given, and as `shape` says. */
  private answer(ast: ASTNode, item: Group | undefined, shape: JsonSchema, type?: 'multi-choice'): Said {
    const steps = stepsOf(ast)
    if (steps === undefined) return undefined
    const inItem = steps[0] === 'item' && item !== undefined
    const [head = '', id = '', part] = inItem ? [item.id, ...steps.slice(1)] : steps
    const placed = this.find(head, id)
    if (placed === undefined || steps.length > 3) return undefined
    const { page, group, field } = placed
    if (inItem !== (group.repeat !== undefined)) return undefined
    const simple = part === undefined && (type === undefined ? plain.has(field.type) : field.type === type)
    const agreed = part === 'agreed' && field.type === 'consent'
    if (!simple && !agreed) return undefined
    const value = agreed ? member('agreed', shape) : shape
    const given = inItem ? member(id, value) : member(head, member(id, value))
    const asked = inItem ? this.of(field.when, group) : both(this.ofGroup(page, group), this.of(field.when))
    return both(asked, given)
  }

  private find(groupId: string, fieldId: string): Placed | undefined {
    for (const page of this.definition.pages)
      for (const group of page.groups)
        for (const field of group.id === groupId ? (group.fields ?? []) : [])
          if (field.id === fieldId) return { page, group, field }
    return undefined
  }
}

/** An object that has the member, and it is as the schema says. */
function member(name: string, schema: JsonSchema): JsonSchema {
  return { type: 'object', properties: { [name]: schema }, required: [name] }
}

export function both(a: Said, b: Said): Said {
  if (a === false || b === false) return false
  if (a === undefined || b === undefined) return undefined
  if (a === true) return b
  return b === true ? a : { type: 'object', allOf: [a, b] }
}

function either(a: Said, b: Said): Said {
  if (a === true || b === true) return true
  if (a === undefined || b === undefined) return undefined
  if (a === false) return b
  return b === false ? a : { type: 'object', anyOf: [a, b] }
}

function not(a: Said): Said {
  if (a === undefined) return undefined
  return typeof a === 'boolean' ? !a : { type: 'object', not: a }
}

function stepsOf(ast: ASTNode): readonly string[] | undefined {
  if (ast.op === 'id') return [ast.args]
  if (ast.op !== '.') return undefined
  const before = stepsOf(ast.args[0])
  return before === undefined ? undefined : [...before, ast.args[1]]
}

function literal(ast: ASTNode): string | number | boolean | null | undefined {
  if (ast.op !== 'value') return undefined
  const value: unknown = ast.args
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'string' || typeof value === 'boolean' || value === null ? value : undefined
}
