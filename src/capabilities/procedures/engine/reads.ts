import type { ProcedureDefinition } from '../language/definition.ts'
import { type ASTNode, parseExpression } from '../language/expression/parse.ts'

/** The last page (by number) that any of the expressions, or the answer path, hangs on. */
export function lastPageOf(definition: ProcedureDefinition, sources: readonly string[], path: string): number {
  const pages = new Map<string, number>()
  definition.pages.forEach((page, p) => {
    for (const group of page.groups) pages.set(group.id, p)
  })
  const groups = new Set<string>([path.split('.')[0] ?? ''])
  collect(definition, sources, groups)
  return Math.max(0, ...[...groups].map((group) => pages.get(group) ?? 0))
}

/** Names of groups read, also through conditions, values and tables. */
function collect(definition: ProcedureDefinition, sources: readonly string[], groups: Set<string>): void {
  const seen = new Set<string>()
  const waiting = [...sources]
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    if (seen.has(source)) continue
    seen.add(source)
    const parsed = parseExpression(source)
    if (!parsed.ok) continue
    for (const name of namesIn(parsed.ast)) {
      groups.add(name)
      const condition = definition.conditions?.[name]
      if (condition) waiting.push(condition.is)
      const value = name.startsWith('values.') ? definition.values?.[name.slice('values.'.length)] : undefined
      if (value?.each) groups.add(value.each)
      if (value?.is) waiting.push(value.is)
      const table = value?.table === undefined ? undefined : definition.tables?.[value.table]
      if (table) waiting.push(...Object.values(table.inputs), table.asOf ?? 'filing.filedOn')
    }
  }
}

/** Top-level names of an expression; members of `values` and `conditions` by their own names. */
function namesIn(node: ASTNode): readonly string[] {
  if (node.op === 'id') return [node.args]
  if (node.op === '.' && node.args[0].op === 'id') {
    const [owner, member] = [node.args[0].args, node.args[1]]
    if (owner === 'values') return [`values.${member}`]
    return owner === 'conditions' ? [member] : [owner]
  }
  return childrenOf(node).flatMap(namesIn)
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  const flat: unknown[] = Array.isArray(node.args) ? node.args.flat(2) : [node.args]
  return flat.filter(isNode)
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value
}
