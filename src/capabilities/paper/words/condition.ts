import { withoutReadings } from '../../../design/index.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import {
  type ASTNode,
  type Field,
  type Group,
  type ProcedureDefinition,
  parseExpression,
} from '../../procedures/index.ts'
import { paperFilers } from '../plan/filers.ts'
import {
  always,
  both,
  type Condition,
  either,
  exists,
  lacks,
  never,
  noun,
  open,
  otherThan,
  statements,
  unknown,
} from './phrase.ts'

/** What a condition may name: the definition and the numbers that the boxes bear. */
export interface Naming {
  readonly definition: ProcedureDefinition
  /** Number of a field's box by its path without item (`children.birth`); undefined while none are given yet. */
  numberOf(path: string): number | undefined
}

interface Scope extends Naming {
  /** Group of `item`, and of the variables of `exists`. */
  readonly items: ReadonlyMap<string, Group>
}

/** Longer conditions are said by the name their author gave them. */
const mostStatements = 4

/** A `when` in words, with everything decided that is the same for every paper: the channel, the assurance. */
export function conditionOf(when: string | undefined, naming: Naming, group?: Group): Condition {
  if (when === undefined) return always
  const parsed = parseExpression(when)
  if (!parsed.ok) return unknown
  const items = new Map(group === undefined ? [] : [['item', group] as const])
  return speak(parsed.ast, { ...naming, items }, false)
}

function speak(ast: ASTNode, scope: Scope, negated: boolean): Condition {
  switch (ast.op) {
    case 'value':
      return (ast.args === true) !== negated ? always : never
    case '!_':
      return speak(ast.args, scope, !negated)
    case '&&':
    case '||': {
      const parts = ast.args.map((part) => speak(part, scope, negated))
      return (ast.op === '&&') !== negated ? both(parts) : either(parts)
    }
    case '==':
    case '!=':
      return compared(ast.args[0], ast.args[1], scope, (ast.op === '!=') !== negated)
    case 'in':
      return oneOf(ast.args[0], ast.args[1], scope, negated)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return bounded(ast.op, ast.args[0], ast.args[1], scope, negated)
    case 'rcall':
      return called(ast.args[0], ast.args[1], ast.args[2], scope, negated)
    case 'id':
    case '.':
      return named(ast, scope, negated)
    default:
      return mentionsOnlySettings(ast) ? open : unknown
  }
}

/** A named condition, or a yes-no answer. */
function named(ast: ASTNode, scope: Scope, negated: boolean): Condition {
  const path = pathOf(ast)
  if (path === undefined) return unknown
  const [head = '', second = ''] = path
  const id = head === 'conditions' ? second : path.length === 1 ? head : undefined
  const condition = id === undefined ? undefined : scope.definition.conditions?.[id]
  if (condition) return namedCondition(condition.label, condition.is, scope, negated)
  if (head === 'settings') return open
  const place = fieldAt(path, scope)
  if (!place) return unknown
  if (place.rest.length > 1 || (place.rest.length === 1 && place.rest[0] !== 'agreed')) return unknown
  return answered(place, negated ? 'no' : 'yes', scope)
}

function namedCondition(label: string, is: string, scope: Scope, negated: boolean): Condition {
  const parsed = parseExpression(is)
  const said = parsed.ok ? speak(parsed.ast, { ...scope, items: new Map() }, negated) : unknown
  if (said.kind !== 'unknown' && statements(said) <= mostStatements) return said
  const easy = '市役所《しやくしょ》の 人《ひと》に 「書《か》いて ください」と 言《い》われたこと'
  const en = 'the city asks you to (see the Japanese note, or ask us)'
  return negated
    ? lacks(`「${label}」に当てはまら`, `${easy}が`, `it is not the case that ${en}`)
    : exists(`「${label}」に当てはまることが`, `${easy}が`, en)
}

function compared(left: ASTNode, right: ASTNode, scope: Scope, negated: boolean): Condition {
  const value = literalOf(right)
  if (value === undefined) return mentionsOnlySettings(left) && mentionsOnlySettings(right) ? open : unknown
  if (typeof value === 'boolean') return speak(left, scope, value === negated)
  const path = pathOf(left)
  if (path === undefined) return mentionsOnlySettings(left) ? open : unknown
  if (path[0] === 'settings') return open
  if (path[0] === 'filing') return ofFiling(path[1] ?? '', [String(value)], scope, negated)
  const place = fieldAt(path, scope)
  if (!place) return unknown
  if (value === null) {
    const name = nameOf(place, scope)
    return negated
      ? exists(`${name.ja}に記入が`, `${name.easy}に 書《か》いた ことが`, `${name.en} is filled in`)
      : lacks(`${name.ja}に記入が`, `${name.easy}に 書《か》いた ことが`, `${name.en} is empty`)
  }
  if (place.rest.length > 1 || (place.rest.length === 1 && place.field.type !== 'account')) return unknown
  return chosen(place, [String(value)], scope, negated)
}

function oneOf(left: ASTNode, right: ASTNode, scope: Scope, negated: boolean): Condition {
  const path = pathOf(left)
  const values = right.op === 'list' ? right.args.map(literalOf) : undefined
  if (path === undefined || values === undefined) return mentionsOnlySettings(left) ? open : unknown
  const texts = values.map(String)
  if (path[0] === 'settings') return open
  if (path[0] === 'filing') return ofFiling(path[1] ?? '', texts, scope, negated)
  const place = fieldAt(path, scope)
  return place && place.rest.length === 0 ? chosen(place, texts, scope, negated) : unknown
}

function bounded(op: string, left: ASTNode, right: ASTNode, scope: Scope, negated: boolean): Condition {
  const limit = literalOf(right)
  if (mentionsOnlySettings(left) && mentionsOnlySettings(right)) return open
  if (typeof limit !== 'number') return unknown
  const up = op.startsWith('>') !== negated
  const from = op === '>' || op === '<=' ? limit + 1 : limit
  const age = left.op === 'call' && left.args[0] === 'ageOn' ? left.args[1][0] : undefined
  const path = pathOf(age ?? left)
  const place = path && fieldAt(path, scope)
  if (!place || place.rest.length > 0) return unknown
  const name = nameOf(place, scope)
  if (age) {
    return up
      ? noun(
          `${name.ja}から数えて${from}歳以上`,
          `${name.easy}から 数《かぞ》えて ${from}歳《さい》か それより 上《うえ》`,
          `aged ${from} or over by ${name.en}`,
        )
      : noun(
          `${name.ja}から数えて${from}歳未満`,
          `${name.easy}から 数《かぞ》えて ${from}歳《さい》より 下《した》`,
          `aged under ${from} by ${name.en}`,
        )
  }
  return up
    ? noun(
        `${name.ja}が${from}以上`,
        `${name.easy}が ${from}か それより 多《おお》い 数《かず》`,
        `${name.en} is ${from} or more`,
      )
    : noun(
        `${name.ja}が${from}未満`,
        `${name.easy}が ${from}より 少《すく》ない 数《かず》`,
        `${name.en} is less than ${from}`,
      )
}

function called(name: string, receiver: ASTNode, args: readonly ASTNode[], scope: Scope, negated: boolean): Condition {
  const path = pathOf(receiver)
  if (path === undefined) return unknown
  if (name === 'contains') {
    const place = fieldAt(path, scope)
    const value = args[0] && literalOf(args[0])
    return place && typeof value === 'string' ? ticked(place, value, scope, negated) : unknown
  }
  if (name !== 'exists' || negated) return unknown
  const [variable, inner] = args
  const group = path.length === 1 ? groupOf(path[0] ?? '', scope) : undefined
  if (!group?.repeat || variable?.op !== 'id' || !inner) return unknown
  const items = new Map(scope.items).set(variable.args, group)
  const said = speak(inner, { ...scope, items }, false)
  if (['always', 'never', 'open', 'unknown'].includes(said.kind)) return said
  return { kind: 'some', item: group.repeat.item, inner: said }
}

/** Facts of the filing: on paper the channel is never online and nobody has been assured by a card yet. */
function ofFiling(fact: string, values: readonly string[], scope: Scope, negated: boolean): Condition {
  if (fact === 'channel') {
    if (values.every((value) => value === 'online')) return negated ? always : never
    return values.includes('counter') && values.includes('post') ? (negated ? never : always) : open
  }
  if (fact === 'assurance') return values.includes('none') !== negated ? always : never
  if (fact !== 'filer') return unknown
  const filers = paperFilers(scope.definition)
  const meant = filers.filter(({ kind }) => values.includes(kind))
  if (meant.length === 0) return negated ? always : never
  if (meant.length === filers.length) return negated ? never : always
  const number = scope.numberOf('filing.filer')
  const mark = number === undefined ? '' : `${number}`
  return list(
    { ja: `${mark}「出す方」`, easy: `${mark}「出《だ》す 人《ひと》」`, en: `box ${mark}` },
    meant.map(({ label }) => label),
    negated,
  )
}

interface FieldPlace {
  readonly group: Group
  readonly field: Field
  readonly rest: readonly string[]
}

function answered(place: FieldPlace, value: 'yes' | 'no', scope: Scope): Condition {
  const name = nameOf(place, scope)
  if (place.field.type === 'consent') {
    return value === 'yes'
      ? noun(`${name.ja}が「同意します」`, `${name.easy}が 「はい」`, `${name.en} is “I agree”`)
      : noun(`${name.ja}が「同意しません」`, `${name.easy}が 「いいえ」`, `${name.en} is “I do not agree”`)
  }
  if (place.field.type !== 'yes-no') return unknown
  const [ja, en] = value === 'yes' ? ['はい', 'Yes'] : ['いいえ', 'No']
  return noun(`${name.ja}が「${ja}」`, `${name.easy}が 「${ja}」`, `${name.en} is “${en}”`)
}

function chosen(place: FieldPlace, values: readonly string[], scope: Scope, negated: boolean): Condition {
  const { field } = place
  const name = nameOf(place, scope)
  if (field.type === 'account') {
    const other = values.includes('designated') !== negated
    return other
      ? noun(
          `${name.ja}が公金受取口座以外`,
          `${name.easy}が 自分《じぶん》で 書《か》く 口座《こうざ》`,
          `${name.en} is not the registered account`,
        )
      : noun(
          `${name.ja}が公金受取口座`,
          `${name.easy}が 国《くに》に 登録《とうろく》した 口座《こうざ》`,
          `${name.en} is the registered account`,
        )
  }
  if (field.type === 'number' || field.type === 'money')
    return list(
      name,
      values.map((value) => ({ ja: value, easy: value, en: value })),
      negated,
    )
  const choices = field.choices ?? []
  const meant = choices.filter(({ id }) => values.includes(id)).map(({ label }) => label)
  const others = choices.filter(({ id }) => !values.includes(id)).map(({ label }) => label)
  if (meant.length === 0) return unknown
  // Of a box that everybody fills in the shorter list is said: 「やめる」以外 instead of all the others.
  const shorter = field.required !== false && others.length > 0 && lengthOf(others) < lengthOf(meant)
  return list(name, shorter ? others : meant, negated !== shorter)
}

function lengthOf(labels: readonly LocalText[]): number {
  return labels.reduce((sum, { ja }) => sum + ja.length + 2, 0)
}

function list(name: Required<LocalText>, labels: readonly LocalText[], negated: boolean): Condition {
  const join = (locale: 'ja' | 'easy' | 'en', open: string, close: string, between: string): string =>
    labels.map((label) => `${open}${label[locale] ?? label.ja}${close}`).join(between)
  const ja = `${name.ja}が${join('ja', '「', '」', negated ? '' : 'か')}`
  const easy = `${name.easy}が ${join('easy', '「', '」', 'か ')}`
  const en = `${name.en} is ${negated ? 'not ' : ''}${join('en', '“', '”', ' or ')}`
  return negated ? otherThan(`${ja}以外`, `${easy}では`, en) : noun(ja, easy, en)
}

function ticked(place: FieldPlace, value: string, scope: Scope, negated: boolean): Condition {
  const label = place.field.choices?.find(({ id }) => id === value)?.label
  if (!label) return unknown
  const name = nameOf(place, scope)
  const ja = `${name.ja}の「${label.ja}」に印が`
  const easy = `${name.easy}の 「${label.easy ?? label.ja}」に しるしが`
  return negated
    ? lacks(ja, easy, `“${label.en ?? label.ja}” is not ticked in ${name.en}`)
    : exists(ja, easy, `“${label.en ?? label.ja}” is ticked in ${name.en}`)
}

/** The number and the first words of a field's label: what a person looks for on the sheet. */
function nameOf({ group, field }: FieldPlace, scope: Scope): Required<LocalText> {
  const number = scope.numberOf(`${group.id}.${field.id}`)
  const mark = number === undefined ? '' : `${number}`
  const short = withoutReadings(field.label.ja).replace(/（[^（）]*）/g, '')
  return {
    ja: `${mark}「${short.length > 24 ? `${short.slice(0, 23)}…` : short}」`,
    easy: mark === '' ? `「${field.label.easy ?? field.label.ja}」` : `${mark}番《ばん》`,
    en: mark === '' ? `“${field.label.en ?? field.label.ja}”` : `box ${mark}`,
  }
}

function groupOf(id: string, scope: Scope): Group | undefined {
  return scope.definition.pages.flatMap(({ groups }) => groups).find((group) => group.id === id)
}

function fieldAt(path: readonly string[], scope: Scope): FieldPlace | undefined {
  const [head = '', fieldId = '', ...rest] = path
  const group = scope.items.get(head) ?? groupOf(head, scope)
  const field = group?.fields?.find(({ id }) => id === fieldId)
  return group && field ? { group, field, rest } : undefined
}

function pathOf(ast: ASTNode): readonly string[] | undefined {
  if (ast.op === 'id') return [ast.args]
  if (ast.op !== '.') return undefined
  const head = pathOf(ast.args[0])
  return head && [...head, ast.args[1]]
}

function literalOf(ast: ASTNode): string | number | boolean | null | undefined {
  if (ast.op !== 'value') return undefined
  const value: unknown = ast.args
  if (typeof value === 'bigint') return Number(value)
  return value === null || typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}

/** Settings of the city and the day alone: the paper is the same for every day and prints what may be asked. */
function mentionsOnlySettings(ast: ASTNode): boolean {
  if (ast.op === 'value') return true
  const path = pathOf(ast)
  if (path) return path[0] === 'settings' || (path[0] === 'filing' && path[1] !== 'filer' && path[1] !== 'channel')
  if (ast.op === 'call') return ast.args[1].every(mentionsOnlySettings)
  return ast.op === 'list' && ast.args.every(mentionsOnlySettings)
}
