import { readDate } from '../../../civic/era.ts'
import type { Answerable } from './answers-before.ts'
import { messages } from './messages.ja.ts'

/**
 * A condition as it is picked. `pick` says which answer and what of it: `<path>=<choice>`, `<path>=true`, `<path>#` (with what
 * is typed), `<path>@today`, `<path>@<other path>`, `<path>?given`, `<path>?missing`, or `conditions.<id>=true`.
 */
export interface Comparison {
  readonly pick: string
  readonly how: keyof typeof messages.when.comparisons
  /** Typed, only with `#`: a number, a day (`YYYY-MM-DD`), a month, a time, or words. */
  readonly value: string
}
export interface Picked {
  readonly join: 'and' | 'or'
  readonly rows: readonly Comparison[]
}

const signs = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const
type Signed = keyof typeof signs

export type ComparisonText =
  | { readonly ok: true; readonly text: string }
  /** What is wrong: the answer, how it is compared, or the value. */
  | { readonly ok: false; readonly wrong: 'pick' | 'how' | 'value'; readonly allowed: string }

const pickPattern = /^([a-z]\w*\.[a-z]\w*)(?:([=@?])([\w.-]+)|(#))$/

/** The expression of a comparison, or what of it can't be. */
export function comparisonText({ pick, how, value }: Comparison, answers: readonly Answerable[]): ComparisonText {
  const [, path = '', sign = '', what = ''] = pickPattern.exec(pick) ?? []
  const answer = answers.find((each) => each.path === path)
  if (!answer) return { ok: false, wrong: 'pick', allowed: messages.problems.whenPick }
  if (sign === '?') return { ok: true, text: `${path} ${(what === 'given') === (how !== 'ne') ? '!=' : '=='} null` }
  if (sign === '=') return choiceText(answer, what, how)
  if (sign === '@') {
    const other = what === 'today' ? 'filing.today' : answers.find((each) => each.path === what)?.path
    return other === undefined
      ? { ok: false, wrong: 'pick', allowed: messages.problems.whenPick }
      : { ok: true, text: `${path} ${signs[how]} ${other}` }
  }
  const literal = literalOf(answer, value.trim())
  return literal.ok ? { ok: true, text: `${path} ${signs[how]} ${literal.text}` } : literal
}

function choiceText({ path, field, kind }: Answerable, what: string, how: Signed): ComparisonText {
  if (how !== 'eq' && how !== 'ne') return { ok: false, wrong: 'how', allowed: messages.problems.whenEqual }
  if (kind === 'condition') return { ok: true, text: how === 'eq' ? path : `${path} != true` }
  if (field.type === 'yes-no') return { ok: true, text: `${path} ${signs[how]} ${what === 'true'}` }
  const choice = (field.choices ?? []).find(({ id }) => id === what)
  if (!choice) return { ok: false, wrong: 'pick', allowed: messages.problems.whenPick }
  if (field.type !== 'multi-choice') return { ok: true, text: `${path} ${signs[how]} '${choice.id}'` }
  const text = `${path}.contains('${choice.id}')`
  return { ok: true, text: how === 'ne' ? `!(${text})` : text }
}

function literalOf({ field }: Answerable, typed: string): ComparisonText {
  const kinds = messages.valueKinds
  const wrong = (allowed: string): ComparisonText => ({ ok: false, wrong: 'value', allowed })
  const quoted = (text: string): ComparisonText => ({ ok: true, text: `'${text.replaceAll(/['\\]/g, '\\$&')}'` })
  switch (field.type) {
    case 'number':
    case 'money': {
      const number = typed.normalize('NFKC').replaceAll(',', '')
      return /^-?\d{1,12}$/.test(number) ? { ok: true, text: number } : wrong(kinds.number)
    }
    case 'date': {
      const day = readDate(typed)
      return day.ok ? quoted(day.day) : wrong(kinds.date)
    }
    case 'year-month':
      return /^\d{4}-\d{2}$/.test(typed) ? quoted(typed) : wrong(kinds.month)
    case 'time':
      return /^\d{1,2}:\d{2}$/.test(typed) ? quoted(typed.padStart(5, '0')) : wrong(kinds.time)
    default:
      return typed !== '' && typed.length <= 200 && !/\p{Cc}/u.test(typed) ? quoted(typed) : wrong(kinds.text)
  }
}

/** Reads back what can be picked; undefined for an expression that says more. */
export function readPicked(expression: string, answers: readonly Answerable[]): Picked | undefined {
  const join = expression.includes(' || ') ? 'or' : 'and'
  const rows = expression.split(join === 'or' ? ' || ' : ' && ').map((part) => readRow(part.trim(), answers))
  const whole = rows.filter((row) => row !== undefined)
  return whole.length === rows.length ? { join, rows: whole } : undefined
}

const containsPart = /^(!\()?([a-z]\w*\.\w+)\.contains\('([^'\\]*)'\)\)?$/
const comparedPart =
  /^([a-z]\w*\.[a-z]\w*) (==|!=|<=|>=|<|>) (null|true|false|-?\d+|'(?:[^'\\]|\\['\\])*'|[a-z]\w*\.[a-z]\w*)$/

function readRow(part: string, answers: readonly Answerable[]): Comparison | undefined {
  const row = rowOf(part, answers)
  return row !== undefined && comparisonText(row, answers).ok ? row : undefined
}

function rowOf(part: string, answers: readonly Answerable[]): Comparison | undefined {
  const row = (pick: string, how: Signed = 'eq', value = ''): Comparison => ({ pick, how, value })
  // A yes-no answer or a condition by itself.
  if (/^!?[a-z]\w*\.[a-z]\w*$/.test(part)) {
    return row(`${part.replace('!', '')}=true`, part.startsWith('!') ? 'ne' : 'eq')
  }
  const contains = containsPart.exec(part)
  if (contains) return row(`${contains[2]}=${contains[3]}`, contains[1] ? 'ne' : 'eq')
  const [, path = '', sign = '', operand = ''] = comparedPart.exec(part) ?? []
  const answer = answers.find((each) => each.path === path)
  if (!answer) return undefined
  const how = (Object.keys(signs) as Signed[]).find((each) => signs[each] === sign) ?? 'eq'
  if (operand === 'null') return row(`${path}?${how === 'ne' ? 'given' : 'missing'}`)
  if (operand === 'true' || operand === 'false') {
    if (answer.kind === 'condition') return row(`${path}=true`, (operand === 'true') === (how === 'eq') ? 'eq' : 'ne')
    return row(`${path}=${operand}`, how)
  }
  if (/^[a-z]/.test(operand)) return row(`${path}@${operand === 'filing.today' ? 'today' : operand}`, how)
  const value = operand.replaceAll(/^'|'$/g, '').replaceAll(/\\(['\\])/g, '$1')
  const choosing = answer.field.type === 'choice'
  return choosing ? row(`${path}=${value}`, how) : row(`${path}#`, how, value)
}

/** The whole expression; undefined when a row can't be said. */
export function pickedText({ join, rows }: Picked, answers: readonly Answerable[]): string | undefined {
  const texts = rows.map((row) => comparisonText(row, answers))
  const whole = texts.flatMap((text) => (text.ok ? [text.text] : []))
  return whole.length === texts.length ? whole.join(join === 'or' ? ' || ' : ' && ') : undefined
}
