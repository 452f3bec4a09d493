import type { ProcedureDefinition } from '../language/definition.ts'
import { type ASTNode, parseExpression } from '../language/expression/parse.ts'

/** Where the amount of a fee line is kept: a dated setting, or a fact of a register that a field chooses from. */
export type FeeSource =
  | { readonly kind: 'setting'; readonly name: string }
  | { readonly kind: 'register'; readonly register: string; readonly fact: string }

type FeeLine = NonNullable<ProcedureDefinition['fee']>['lines'][number]

/** The places that a line's amount is read from, also through computed values. Empty when the amount stands in the line. */
export function feeSources(definition: ProcedureDefinition, line: FeeLine): readonly FeeSource[] {
  const found = new Map<string, FeeSource>()
  const seen = new Set<string>()
  const walk = (node: ASTNode, each: string | undefined): void => {
    if (node.op === '.') {
      const [owner, member] = node.args
      if (owner.op === 'id' && owner.args === 'settings') found.set(member, { kind: 'setting', name: member })
      if (owner.op === 'id' && owner.args === 'values') read(definition.values?.[member], member)
      if (owner.op === '.' && owner.args[1] === 'facts') {
        const register = registerOf(definition, owner.args[0], each)
        if (register !== undefined) found.set(`${register} ${member}`, { kind: 'register', register, fact: member })
      }
    }
    const below: unknown[] = Array.isArray(node.args) ? node.args.flat(2) : [node.args]
    for (const child of below) if (isNode(child)) walk(child, each)
  }
  const read = (value: { readonly is?: string; readonly each?: string } | undefined, name: string): void => {
    if (value?.is === undefined || seen.has(name)) return
    seen.add(name)
    const parsed = parseExpression(value.is)
    if (parsed.ok) walk(parsed.ast, value.each)
  }
  read({ is: line.amount, ...(line.each === undefined ? {} : { each: line.each }) }, '')
  return [...found.values()]
}

/** Names of the settings that are amounts of a procedure's fee. */
export function feeSettings(definition: ProcedureDefinition): readonly string[] {
  return (definition.fee?.lines ?? [])
    .flatMap((line) => feeSources(definition, line))
    .flatMap((source) => (source.kind === 'setting' ? [source.name] : []))
}

/** The register of the field that `group.field` or, within a repeated group, `item.field` stands for. */
function registerOf(definition: ProcedureDefinition, node: ASTNode, each: string | undefined): string | undefined {
  if (node.op !== '.' || node.args[0].op !== 'id') return undefined
  const [root, fieldId] = [node.args[0].args, node.args[1]]
  const groupId = root === 'item' ? each : root
  return definition.pages
    .flatMap((page) => page.groups)
    .find((group) => group.id === groupId)
    ?.fields?.find((field) => field.id === fieldId)?.register?.id
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value
}
