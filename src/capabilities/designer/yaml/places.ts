import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { YamlPath } from '../../procedures/index.ts'

/** Where the parts of a text stand. All numbers are offsets into the text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The text as a tree with positions; undefined when it is no YAML that can be edited piece by piece. */
export function treeOf(source: string): Document.Parsed | undefined {
  try {
    const document = parseDocument(source, { version: '1.2', merge: false, uniqueKeys: true })
    return document.errors.length === 0 ? document : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

export function nodeAt(document: Document.Parsed, path: YamlPath): unknown {
  let node: unknown = document.contents
  for (const step of path) {
    if (isMap(node)) node = pairOf(node, step)?.value
    else if (isSeq(node)) node = node.items[Number(step)]
    else return undefined
  }
  return node ?? undefined
}

export function pairOf(map: YAMLMap, key: string | number): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
}

/** Where what was written of a node begins and ends, without blanks and comments after it. */
export function spanOf(node: unknown): Span {
  if (isPair(node)) return { start: spanOf(node.key).start, end: spanOf(node.value ?? node.key).end }
  if (!isNode(node) || !node.range) throw new Error('A node of the text has a range.')
  if (isCollection(node) && node.flow !== true && node.items.length > 0) {
    const first = node.items[0]
    const last = node.items[node.items.length - 1]
    return { start: spanOf(first).start, end: Math.max(spanOf(first).end, spanOf(last).end) }
  }
  return { start: node.range[0], end: node.range[1] }
}

/** The span without line ends that a block scalar counts as its own. */
export function writtenSpan(source: string, node: unknown): Span {
  const { start, end } = spanOf(node)
  let trimmed = end
  while (trimmed > start && /\s/.test(source[trimmed - 1] ?? '')) trimmed -= 1
  return { start, end: trimmed }
}

export function lineStart(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1
}

/** After the end of the line, its line feed included. */
export function lineEnd(source: string, offset: number): number {
  const at = source.indexOf('\n', offset)
  return at < 0 ? source.length : at + 1
}

export function columnOf(source: string, offset: number): number {
  return offset - lineStart(source, offset)
}

/** Whole lines of an item of a block list, with the comment lines that stand right above it. */
export function itemLines(source: string, list: YAMLSeq, index: number): Span {
  const { start, end } = writtenSpan(source, list.items[index])
  let from = lineStart(source, start)
  while (from > 0) {
    const above = lineStart(source, from - 1)
    if (!/^\s*#/.test(source.slice(above, from))) break
    from = above
  }
  return { start: from, end: lineEnd(source, end) }
}
