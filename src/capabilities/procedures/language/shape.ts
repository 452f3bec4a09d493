import type { z } from 'zod'
import type { Reporter, YamlPath } from './findings.ts'
import { suggestion } from './nearest.ts'

/** Whether the data has the shape well enough for the checks of meaning to go on. */
export type ShapeOutcome = { readonly usable: boolean; readonly data: unknown }

/** Holds data against a schema and says every difference in words a clerk understands. */
export function checkShape(schema: z.ZodType, data: unknown, report: Reporter): ShapeOutcome {
  // With the input: a wrong word is told apart from a missing one.
  const outcome = schema.safeParse(data, { reportInput: true })
  if (outcome.success) return { usable: true, data: outcome.data }
  const issues = outcome.error.issues.flatMap((issue) => flatten(issue, []))
  const copy = structuredClone(data)
  let usable = true
  for (const { issue, path } of issues) {
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, path)
      for (const key of issue.keys) {
        report.error([...path, key], 'unknown-key', `「${key}」という名前は使えません${suggestion(key, known)}`)
        removeKey(copy, path, key)
      }
      continue
    }
    report.error(path, codeOf(issue), sentenceFor(issue, path))
    if (!harmless.has(issue.code)) usable = mend(copy, path, issue) && usable
  }
  return { usable, data: copy }
}

/** Wrong in value, right in shape: the further checks can go on with it as it is. */
const harmless: ReadonlySet<string> = new Set(['invalid_format', 'too_small', 'too_big'])

type Issue = z.core.$ZodIssue
interface PlacedIssue {
  readonly issue: Issue
  readonly path: YamlPath
}

/** Looks into unions: the branch that came furthest says what is wrong. */
function flatten(issue: Issue, base: YamlPath): readonly PlacedIssue[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))]
  if (issue.code !== 'invalid_union') return [{ issue, path }]
  const branches = issue.errors.filter((branch) =>
    branch.some((inner) => inner.path.length > 0 || inner.code !== 'invalid_type'),
  )
  const [best] = branches.toSorted((a, b) => a.length - b.length)
  return best ? best.flatMap((inner) => flatten(inner, path)) : [{ issue, path }]
}

function codeOf(issue: Issue): string {
  return issue.code === 'invalid_type' ? 'wrong-shape' : issue.code.replaceAll('_', '-')
}

const tagged: Record<string, string> = {
  'id-camel': '英小文字で始まる英数字（例：eventOn）で書いてください。ハイフンと下線は使えません',
  'id-kebab': '英小文字と数字をハイフンでつないで（例：move-in）書いてください',
  day: '日付を 2026-04-01 の形で書いてください',
  'month-day': '月日を 04-01 の形で書いてください',
  'answer-path': '答えの場所を「まとまり.項目」（例：claim.eventOn）の形で書いてください',
  second: '時刻を秒まで（例：17:00:00）書いてください',
  'receipt-prefix': '受付番号の頭の2文字を英大文字で書いてください（例：KJ）',
  'letter-template': '通知書のひな形は「letters/名前.typ」と書いてください',
  'fee-article': '手数料には根拠（条例・別表の番号）を書いてください',
}

function sentenceFor(issue: Issue, path: YamlPath): string {
  const name = String(path[path.length - 1] ?? 'ファイル')
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? missing(name, path)
        : `「${name}」は${expected(issue.expected)}で書いてください`
    case 'invalid_value': {
      const values = issue.values.map(String)
      if (issue.input === undefined) return missing(name, path)
      const near = typeof issue.input === 'string' ? suggestion(issue.input, values) : ''
      return `「${name}」には ${values.join('・')} のどれかを書いてください${near}`
    }
    case 'invalid_format':
      return `「${name}」は${tagged[issue.message] ?? '決まった形で書いてください'}`
    case 'too_small':
      return (
        tagged[issue.message] ??
        `「${name}」が${issue.origin === 'array' ? '足りません。ひとつ以上書いてください' : `小さすぎるか空です（${String(issue.minimum)}以上）`}`
      )
    case 'too_big':
      return `「${name}」が${issue.origin === 'array' ? '多すぎます' : '大きすぎるか長すぎます'}（${String(issue.maximum)}まで）`
    case 'invalid_key':
      return `「${name}」という名前は使えません。${tagged[issue.issues[0]?.message ?? ''] ?? '英小文字で始まる英数字で書いてください'}`
    default:
      return `「${name}」の書き方を確かめてください`
  }
}

function missing(name: string, path: YamlPath): string {
  return name === 'ja'
    ? `日本語の文（ja）がありません（${path.slice(0, -1).join('.')}）`
    : `「${name}」がありません。書いてください`
}

function expected(type: string): string {
  const words: Record<string, string> = {
    string: '文字（数字だけのときは「"…"」で囲む）',
    number: '数',
    int: '整数',
    boolean: 'true か false',
    array: '並び（「- 」か [ ]）',
    object: '中身のあるまとまり（「名前: 値」の並び）',
    record: '「名前: 値」の並び',
  }
  return words[type] ?? type
}

/** A missing or wrong text, and a word outside its list, are replaced for the further checks; anything else stops them. */
function mend(root: unknown, path: YamlPath, issue: Issue): boolean {
  const stand = standIn(issue)
  const owner = path.slice(0, -1).reduce<unknown>(child, root)
  const key = path[path.length - 1]
  if (stand === undefined || typeof owner !== 'object' || owner === null || key === undefined) return false
  Object.assign(owner, { [key]: stand })
  return true
}

function standIn(issue: Issue): unknown {
  if (issue.code === 'invalid_value') return issue.values[0]
  return issue.code === 'invalid_type' && issue.expected === 'string' ? '？' : undefined
}

function removeKey(root: unknown, path: YamlPath, key: string): void {
  const owner = path.reduce<unknown>(child, root)
  if (typeof owner === 'object' && owner !== null) Reflect.deleteProperty(owner, key)
}

function child(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined
}

/** Keys the schema knows at a path. */
function keysAt(schema: z.ZodType, path: YamlPath): readonly string[] {
  let current: Unwrapped | undefined = unwrap(schema)
  for (const step of path) current = current && unwrap(current.step(step))
  return current?.keys ?? []
}

interface Unwrapped {
  readonly keys: readonly string[]
  step(key: string | number): unknown
}

interface Definition {
  readonly type: string
  readonly innerType?: unknown
  readonly element?: unknown
  readonly valueType?: unknown
  readonly options?: readonly unknown[]
  readonly shape?: Readonly<Record<string, unknown>>
}

function unwrap(schema: unknown): Unwrapped | undefined {
  const definition = (schema as { def?: Definition } | undefined)?.def
  if (!definition) return undefined
  if (definition.innerType) return unwrap(definition.innerType)
  if (definition.options) {
    return definition.options.map(unwrap).find((option) => option !== undefined && option.keys.length > 0)
  }
  const { shape, element, valueType } = definition
  return { keys: Object.keys(shape ?? {}), step: (key) => shape?.[String(key)] ?? element ?? valueType }
}
