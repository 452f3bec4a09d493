import { type ASTNode, parseExpression } from '../../procedures/index.ts'

/**
 * Whether an expression holds a number or a day (`15`, `'2024-10-01'`, `'2024-10'`) of its own. 0 and 1 that only count or step
 * (`size(x) > 0`, `n + 1`) say nothing of a law; as arguments (`addMonths(x, 1)`) and as a limit (`age < 1`) they do.
 */
export function holdsNumber(source: string): boolean {
  const parsed = parseExpression(source)
  return parsed.ok && holds(parsed.ast, '')
}

function holds(node: ASTNode, within: string): boolean {
  if (node.op === 'value') {
    const value: unknown = node.args
    if (typeof value === 'string') return /^\d{4}-\d{2}(?:-\d{2})?$/.test(value)
    if (typeof value !== 'number' && typeof value !== 'bigint') return false
    const [called, limit] = [/call/.test(within), /^[<>]=?$/.test(within)]
    return Number(value) === 0 ? called : Number(value) === 1 ? called || limit : true
  }
  return childrenOf(node).some((child) => holds(child, node.op))
}

/** Names of conditions (`conditions.x`, also written `x`), values (`values.x`) and answers (`group.field`) that an expression reads. */
export function namesRead(source: string): readonly string[] {
  const parsed = parseExpression(source)
  return parsed.ok ? namesIn(parsed.ast) : []
}

function namesIn(node: ASTNode): readonly string[] {
  if (node.op === 'id') return [`conditions.${node.args}`]
  if (node.op === '.' && node.args[0].op === 'id') return [`${node.args[0].args}.${node.args[1]}`]
  return childrenOf(node).flatMap(namesIn)
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  const flat: unknown[] = Array.isArray(node.args) ? node.args.flat(2) : [node.args]
  return flat.filter(isNode)
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value
}

/** An expression without what is only looks: spaces outside quotes. */
export function spaceless(source: string): string {
  return source
    .split(/('[^']*'|"[^"]*")/)
    .map((part, i) => (i % 2 === 0 ? part.replaceAll(/\s+/g, '') : part))
    .join('')
}
