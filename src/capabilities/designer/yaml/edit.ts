import { isDeepStrictEqual } from 'node:util'
import { type Document, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml'
import type { YamlPath } from '../../procedures/index.ts'
import { columnOf, itemLines, lineEnd, lineStart, nodeAt, pairOf, spanOf, treeOf, writtenSpan } from './places.ts'
import { renderAfterKey, renderFlow, renderItem, renderScalar, type YamlValue } from './render.ts'

/**
 * Changes of a definition as a text. Each changes only the characters that stand for what is changed: comments, order and
 * the way the rest is written stay, so that an export is what a person would have written. Each is held against what the
 * same change does to the data; a text in which the place can't be changed by itself is written anew by the YAML library,
 * with its comments.
 */
export type Edit =
  /** Sets a value; `undefined` takes the key or the item away. */
  | { readonly do: 'set'; readonly path: YamlPath; readonly value: YamlValue | undefined }
  | { readonly do: 'insert'; readonly path: YamlPath; readonly index: number; readonly value: YamlValue }
  /** Changes places with the next item. */
  | { readonly do: 'swap'; readonly path: YamlPath; readonly index: number }

/** The text after the edits, in order. Undefined when the text can't be read as YAML. */
export function edited(source: string, edits: readonly Edit[]): string | undefined {
  let text: string | undefined = source
  for (const edit of edits) text = text === undefined ? undefined : editOnce(text, edit)
  return text
}

function editOnce(source: string, edit: Edit): string | undefined {
  const document = treeOf(source)
  if (!document) return undefined
  const before = nodeAt(document, edit.path)
  if (edit.do === 'set' && isDeepStrictEqual(plainOf(before), clean(edit.value))) return source
  const spliced = splice(source, document, edit)
  const whole = rewritten(document, edit)
  if (spliced !== undefined) {
    const after = treeOf(spliced)
    if (after && isDeepStrictEqual(after.toJS({ maxAliasCount: 0 }), whole.toJS({ maxAliasCount: 0 }))) return spliced
  }
  return whole.toString({ lineWidth: 0 })
}

/** The same change by the library: what the result is held against. */
function rewritten(document: Document.Parsed, edit: Edit): Document.Parsed {
  const copy = document.clone() as Document.Parsed
  if (edit.do === 'set') {
    if (edit.value === undefined) copy.deleteIn(edit.path)
    else copy.setIn(edit.path, copy.createNode(clean(edit.value)))
    return copy
  }
  const list = copy.getIn(edit.path, true)
  if (!isSeq(list)) {
    if (edit.do === 'insert') copy.setIn(edit.path, copy.createNode([clean(edit.value)]))
    return copy
  }
  if (edit.do === 'insert') list.items.splice(edit.index, 0, copy.createNode(clean(edit.value)))
  else {
    const [first, second] = [list.items[edit.index], list.items[edit.index + 1]]
    if (first !== undefined && second !== undefined) list.items.splice(edit.index, 2, second, first)
  }
  return copy
}

function splice(source: string, document: Document.Parsed, edit: Edit): string | undefined {
  if (edit.do === 'set') return spliceSet(source, document, edit.path, edit.value)
  const list = nodeAt(document, edit.path)
  if (!isSeq(list)) return edit.do === 'insert' ? spliceSet(source, document, edit.path, [edit.value]) : undefined
  return edit.do === 'insert'
    ? spliceInsert(source, list, edit.index, edit.value)
    : spliceSwap(source, list, edit.index)
}

function spliceSet(
  source: string,
  document: Document.Parsed,
  path: YamlPath,
  value: YamlValue | undefined,
): string | undefined {
  const parent = nodeAt(document, path.slice(0, -1))
  const key = path[path.length - 1]
  if (key === undefined) return undefined
  if (isSeq(parent)) {
    const index = Number(key)
    if (value === undefined) return removeItem(source, parent, index)
    const { start, end } = writtenSpan(source, parent.items[index])
    return put(source, start, end, renderFlow(value))
  }
  if (!isMap(parent)) return undefined
  const pair = pairOf(parent, key)
  if (value === undefined) return pair ? removePair(source, parent, parent.items.indexOf(pair)) : source
  if (!pair) return addPair(source, parent, String(key), value)
  const inside = pair.value
  if (parent.flow === true || (isScalar(inside) && !isComposite(value))) {
    if (!isScalar(inside) || inside.range === undefined) {
      const { start, end } = writtenSpan(source, pair.value)
      return put(source, start, end, renderFlow(value))
    }
    const { start, end } = writtenSpan(source, inside)
    return put(source, start, end, renderFlow(value))
  }
  const { start } = spanOf(pair.key)
  const { end } = writtenSpan(source, pair)
  const indent = columnOf(source, start)
  const head = `${renderKey(String(key))}:`
  return put(source, start, end, head + renderAfterKey(value, indent + 2, indent + head.length))
}

function addPair(source: string, map: YAMLMap, key: string, value: YamlValue): string | undefined {
  const last = map.items[map.items.length - 1]
  if (last === undefined) return undefined
  const { end } = writtenSpan(source, last)
  if (map.flow === true) return put(source, end, end, `, ${renderKey(key)}: ${renderFlow(value)}`)
  const indent = columnOf(source, spanOf(map.items[0]).start)
  const head = `${' '.repeat(indent)}${renderKey(key)}:`
  return newLine(source, end, head + renderAfterKey(value, indent + 2, head.length))
}

function removePair(source: string, map: YAMLMap, index: number): string | undefined {
  if (map.items.length < 2) return undefined
  if (map.flow === true) return cutBetween(source, map.items, index)
  const { start, end } = writtenSpan(source, map.items[index])
  const from = lineStart(source, start)
  // The first pair of an item stands behind the dash: the next moves up into its place.
  if (source.slice(from, start).includes('-')) {
    return put(source, start, spanOf(map.items[index + 1]).start, '')
  }
  return put(source, from, lineEnd(source, end), '')
}

function spliceInsert(source: string, list: YAMLSeq, index: number, value: YamlValue): string | undefined {
  const first = list.items[0]
  if (first === undefined) return undefined
  if (list.flow === true) {
    const before = list.items[index - 1]
    if (before === undefined) {
      const { start } = spanOf(first)
      return put(source, start, start, `${renderFlow(value)}, `)
    }
    const { end } = writtenSpan(source, before)
    return put(source, end, end, `, ${renderFlow(value)}`)
  }
  const dash = source.lastIndexOf('-', spanOf(first).start - 1)
  const lines = renderItem(value, columnOf(source, dash))
  const at = list.items[index]
  if (at !== undefined) {
    const { start } = itemLines(source, list, index)
    return put(source, start, start, `${lines}\n`)
  }
  return newLine(source, writtenSpan(source, list.items[list.items.length - 1]).end, lines)
}

function removeItem(source: string, list: YAMLSeq, index: number): string | undefined {
  if (list.items.length < 2 || list.items[index] === undefined) return undefined
  if (list.flow === true) return cutBetween(source, list.items, index)
  const { start, end } = itemLines(source, list, index)
  return put(source, start, end, '')
}

function spliceSwap(source: string, list: YAMLSeq, index: number): string | undefined {
  if (list.items[index] === undefined || list.items[index + 1] === undefined) return source
  const span = (at: number) => (list.flow === true ? writtenSpan(source, list.items[at]) : itemLines(source, list, at))
  const [a, b] = [span(index), span(index + 1)]
  const text = (part: { readonly start: number; readonly end: number }): string => {
    const lines = source.slice(part.start, part.end)
    return list.flow === true || lines.endsWith('\n') ? lines : `${lines}\n`
  }
  return source.slice(0, a.start) + text(b) + source.slice(a.end, b.start) + text(a) + source.slice(b.end)
}

/** Takes one part of a flow collection away, with the comma that belongs to it. */
function cutBetween(source: string, items: readonly unknown[], index: number): string {
  const { start, end } = writtenSpan(source, items[index])
  const next = items[index + 1]
  if (next !== undefined) return put(source, start, spanOf(next).start, '')
  return put(source, writtenSpan(source, items[index - 1]).end, end, '')
}

/** Puts lines after the line that holds this offset. */
function newLine(source: string, offset: number, lines: string): string {
  const end = lineEnd(source, offset)
  const before = source.slice(0, end)
  return `${before.endsWith('\n') ? before : `${before}\n`}${lines}\n${source.slice(end)}`
}

function put(source: string, start: number, end: number, text: string): string {
  return source.slice(0, start) + text + source.slice(end)
}

function renderKey(key: string): string {
  return renderScalar(key)
}

function isComposite(value: YamlValue): boolean {
  return typeof value === 'object' && value !== null
}

function plainOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'toJSON' in node ? (node as { toJSON(): unknown }).toJSON() : node
}

function clean(value: YamlValue | undefined): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
