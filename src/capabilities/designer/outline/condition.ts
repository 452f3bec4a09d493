import type { Answerable } from './answers-before.ts'
import { messages } from './messages.ja.ts'

/** A condition as it is picked: which answer, compared how, with what. */
export interface Comparison {
  readonly path: string
  readonly how: keyof typeof messages.when.comparisons
  readonly value: string
}
export interface Picked {
  readonly join: 'and' | 'or'
  readonly rows: readonly Comparison[]
}

const signs = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const
type Signed = keyof typeof signs

/** The expression of a comparison, or what its value has to be. */
export function comparisonText(
  { path, how, value }: Comparison,
  answers: readonly Answerable[],
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly allowed: string } {
  const answer = answers.find((each) => each.path === path)
  if (!answer) return { ok: false, allowed: messages.valueKinds.text }
  if (how === 'given' || how === 'missing') return { ok: true, text: `${path} ${how === 'given' ? '!=' : '=='} null` }
  const literal = literalOf(answer, value.trim())
  if (!literal.ok) return literal
  if (how === 'includes' || answer.field.type === 'multi-choice') {
    const text = `${path}.contains(${literal.text})`
    return { ok: true, text: how === 'ne' ? `!(${text})` : text }
  }
  return { ok: true, text: `${path} ${signs[how]} ${literal.text}` }
}

type Literal = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly allowed: string }

function literalOf({ field }: Answerable, typed: string): Literal {
  const kinds = messages.valueKinds
  const quoted = (text: string): Literal => ({ ok: true, text: `'${text.replaceAll(/['\\]/g, '\\$&')}'` })
  switch (field.type) {
    case 'yes-no':
      if (typed === messages.yes || typed === 'true') return { ok: true, text: 'true' }
      return typed === messages.no || typed === 'false'
        ? { ok: true, text: 'false' }
        : { ok: false, allowed: kinds.boolean }
    case 'choice':
    case 'multi-choice': {
      const choices = field.choices ?? []
      const chosen = choices.find(({ id, label }) => id === typed || label?.ja === typed)
      return chosen
        ? quoted(chosen.id)
        : { ok: false, allowed: kinds.choice(choices.map(({ id, label }) => label?.ja ?? id).join('・')) }
    }
    case 'number':
    case 'money':
      return /^-?\d{1,12}$/.test(typed) ? { ok: true, text: typed } : { ok: false, allowed: kinds.number }
    case 'date':
      if (typed === messages.today) return { ok: true, text: 'filing.today' }
      return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? quoted(typed) : { ok: false, allowed: kinds.date }
    default:
      return typed !== '' && typed.length <= 200 && !/\p{Cc}/u.test(typed)
        ? quoted(typed)
        : { ok: false, allowed: kinds.text }
  }
}

/** Reads back what was picked; undefined for an expression that a person wrote otherwise. */
export function readPicked(expression: string, answers: readonly Answerable[]): Picked | undefined {
  const join = expression.includes(' || ') ? 'or' : 'and'
  const rows = expression.split(join === 'or' ? ' || ' : ' && ').map((part) => readRow(part, answers))
  const whole = rows.filter((row) => row !== undefined)
  if (whole.length !== rows.length) return undefined
  return pickedText({ join, rows: whole }, answers) === expression ? { join, rows: whole } : undefined
}

function readRow(part: string, answers: readonly Answerable[]): Comparison | undefined {
  const contains = /^(!\()?([\w.]+)\.contains\('([^'\\]*)'\)\)?$/.exec(part)
  if (contains) {
    const [, not, path = '', id = ''] = contains
    return { path, how: not ? 'ne' : 'includes', value: shownValue(path, id, answers) }
  }
  const match = /^([a-z]\w*\.[a-z]\w*) (==|!=|<=|>=|<|>) (null|true|false|filing\.today|-?\d+|'[^'\\]*')$/.exec(part)
  if (!match) return undefined
  const [, path = '', sign = '', literal = ''] = match
  if (literal === 'null') return { path, how: sign === '!=' ? 'given' : 'missing', value: '' }
  const how = (Object.keys(signs) as Signed[]).find((each) => signs[each] === sign) ?? 'eq'
  return { path, how, value: shownValue(path, literal.replaceAll("'", ''), answers) }
}

function shownValue(path: string, raw: string, answers: readonly Answerable[]): string {
  if (raw === 'true') return messages.yes
  if (raw === 'false') return messages.no
  if (raw === 'filing.today') return messages.today
  const choices = answers.find((each) => each.path === path)?.field.choices ?? []
  return choices.find(({ id }) => id === raw)?.label?.ja ?? raw
}

/** The whole expression; undefined when a row can't be said. */
export function pickedText({ join, rows }: Picked, answers: readonly Answerable[]): string | undefined {
  const texts = rows.map((row) => comparisonText(row, answers))
  const whole = texts.flatMap((text) => (text.ok ? [text.text] : []))
  return whole.length === texts.length ? whole.join(join === 'or' ? ' || ' : ' && ') : undefined
}
