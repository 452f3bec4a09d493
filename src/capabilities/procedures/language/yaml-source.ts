import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml'
import type { Position, YamlPath } from './findings.ts'
import { markup, readQuickly } from './quick-yaml.ts'

/** A definition is a text a person wrote; nothing honest is larger. */
export const largestSource = 512 * 1024
const deepest = 24

/** Lists in lists on one line:「- - - …」. */
const dashes = new RegExp(`(?:[-?] +){${deepest + 1}}`)

export interface YamlSource {
  /** Plain JSON, or undefined when the text can't be read at all. */
  readonly data: unknown
  readonly problems: readonly { readonly code: string; readonly sentence: string; readonly position: Position }[]
  locate(path: YamlPath, at?: number): Position
}

const start: Position = { line: 1, column: 1 }

/** Reads YAML 1.2 with positions. Anchors, aliases, merge keys, several documents and numbers that lose digits are refused. */
export function readYaml(source: string): YamlSource {
  const refused = (code: string, sentence: string): YamlSource => ({
    data: undefined,
    problems: [{ code, sentence, position: start }],
    locate: () => start,
  })
  if (source.length > largestSource) return refused('too-large', 'ファイルが大きすぎます。512KB までにしてください')
  const tooDeep = refused('too-deep', `入れ子が深すぎます。${deepest}段までにしてください`)
  if (nesting(source) > deepest || dashes.test(source)) return tooDeep
  if (source.startsWith('\ufeff')) {
    return refused(
      'byte-order-mark',
      'ファイルの先頭に見えない印（BOM）があります。「UTF-8（BOMなし）」で保存してください',
    )
  }
  const data = readQuickly(source)
  if (data !== undefined) {
    if (depthOver(data, deepest)) return tooDeep
    // Positions are asked for only where something has to be put right.
    let thorough: YamlSource | undefined
    const locate: YamlSource['locate'] = (path, at) => {
      thorough ??= readThoroughly(source) ?? refused('', '')
      return thorough.locate(path, at)
    }
    return { data, problems: [], locate }
  }
  const thorough = readThoroughly(source)
  return thorough && !depthOver(thorough.data, deepest) ? thorough : tooDeep
}

/** Nesting by indentation and by dashes, seen when it was read; without recursion. */
function depthOver(data: unknown, most: number): boolean {
  let level: readonly unknown[] = [data]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  }
  return false
}

/** With every problem and its place. Undefined: nested too deep for the parser. */
export function readThoroughly(source: string): YamlSource | undefined {
  const lines = new LineCounter()
  const document = parse(source, lines)
  if (!document) return undefined
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  // After one slip of writing the parser stumbles on; only the first is the person's. Doubled keys stand for themselves.
  const [firstSlip] = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY')
  const told = document.errors.filter((error) => error === firstSlip || error.code === 'DUPLICATE_KEY')
  const problems = told.map((error) => ({
    code: 'yaml',
    sentence: yamlSentence(error.code),
    position: place(error.pos[0]),
  }))
  problems.push(...forbidden(document).map((x) => ({ ...x, position: place(x.offset) })))
  const readable = problems.length === 0
  return {
    data: readable ? document.toJS({ maxAliasCount: 0 }) : undefined,
    problems,
    locate: (path, at) => place(offsetOf(document, path, at)),
  }
}

/** The parser recurses: a text that exhausts the stack is refused like any other nesting that is too deep. */
function parse(source: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(source, { lineCounter, version: '1.2', merge: false, uniqueKeys: true })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

interface Refused {
  readonly code: string
  readonly sentence: string
  readonly offset: number
}

function forbidden(document: Document.Parsed): readonly Refused[] {
  const found: Refused[] = []
  visit(document, (key, node) => {
    if (!isNode(node)) return
    const offset = node.range?.[0] ?? 0
    if (isAlias(node) || node.anchor) {
      found.push({
        code: 'alias',
        sentence: 'アンカー（&）とエイリアス（*）は使えません。同じ内容でもそのまま書いてください',
        offset,
      })
    }
    if (!isScalar(node)) return
    if (key === 'key' && typeof node.value === 'string' && ownNames.has(node.value)) {
      found.push({
        code: 'forbidden-key',
        sentence: `「${node.value}」という名前は使えません。別の名前にしてください`,
        offset,
      })
    }
    if (typeof node.value === 'string' && markup.test(node.value)) {
      found.push({ code: 'markup', sentence: '文の中に HTML やスクリプトは書けません。消してください', offset })
    }
    if (typeof node.value === 'number' && Math.abs(node.value) > Number.MAX_SAFE_INTEGER) {
      found.push({ code: 'huge-number', sentence: '数が大きすぎます。番号なら「"…"」で囲んでください', offset })
    }
    if (typeof node.value === 'string' && hasControl(node.value)) {
      found.push({ code: 'control-character', sentence: '目に見えない制御文字が入っています。消してください', offset })
    }
  })
  return found
}

/** Names that every object of the program has: as keys they would hide or change those. */
const ownNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

function hasControl(value: string): boolean {
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0
    if ((code < 32 && code !== 10 && code !== 9) || code === 127 || (code >= 0xd800 && code <= 0xdfff)) return true
  }
  return false
}

/** Deepest flow nesting or indentation, seen before parsing: a parser that recurses must not meet a bomb. */
function nesting(source: string): number {
  let depth = 0
  let most = 0
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at)
    if (code === 0x5b || code === 0x7b) most = Math.max(most, ++depth)
    else if (code === 0x5d || code === 0x7d) depth -= 1
    else if (code === 0x0a) depth = 0
  }
  return most
}

function offsetOf(document: Document.Parsed, path: YamlPath, at = 0): number {
  let node: unknown = document.contents
  let offset = rangeStart(node)
  for (const step of path) {
    if (!isCollection(node)) break
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      : undefined
    const next: unknown = pair ? pair.value : node.get(step, true)
    if (pair && isPair(pair)) offset = rangeStart(pair.key) ?? offset
    if (next === undefined || next === null) break
    node = next
    if (!pair) offset = rangeStart(node) ?? offset
  }
  if (at > 0 && isScalar(node) && node.range) return node.range[0] + at + (node.type === 'PLAIN' ? 0 : 1)
  return offset ?? 0
}

function rangeStart(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}

function yamlSentence(code: string): string {
  const known: Record<string, string> = {
    DUPLICATE_KEY: '同じ名前が2回書かれています。ひとつにしてください',
    BAD_INDENT: '字下げがそろっていません。上の行と見くらべてください',
    MULTILINE_IMPLICIT_KEY:
      '「名前: 」の書き方が読み取れません。コロンの後に空白があるか、長い文は「"…"」で囲んだか確かめてください',
    TAB_AS_INDENT: '字下げにタブは使えません。空白にしてください',
    MULTIPLE_DOCS: 'ひとつのファイルには、ひとつだけ書いてください（「---」で分けられません）',
    MISSING_CHAR: 'かっこか引用符が閉じていません',
    UNEXPECTED_TOKEN: '記号の置き方が読み取れません。{ } の中でコンマや [ ] を使う値は「"…"」で囲んでください',
    BAD_ALIAS: 'アンカー（&）とエイリアス（*）は使えません',
  }
  return known[code] ?? `YAML として読み取れません（${code}）。字下げ、コロンの後の空白、引用符を確かめてください`
}
