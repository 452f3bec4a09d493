import { formatEra } from '../../../civic/era.ts'
import type { Names } from '../computed/names.ts'
import { sentenceOf } from '../computed/sentence.ts'
import type { Answerable } from './answers-before.ts'
import { type Comparison, readPicked } from './condition.ts'
import { messages } from './messages.ja.ts'

const words = messages.when.said

/**
 * A condition as a sentence: 「火を使いますか」が「はい」. One that says more than can be picked is said by its tree where all `names` are given;
 * what there are no words for stays as it is written. `each`: the group whose items are `item`.
 */
export function conditionWords(
  expression: string,
  answers: readonly Answerable[],
  names?: Names,
  each?: string,
): string {
  const picked = readPicked(expression, answers)
  if (!picked) return (names && sentenceOf(expression, names, each)) ?? expression
  return picked.rows.map((row) => rowWords(row, answers)).join(words.joins[picked.join])
}

function rowWords({ pick, how, value }: Comparison, answers: readonly Answerable[]): string {
  const [, path = '', sign = '', what = ''] = /^([\w.]+)([=@?#])(.*)$/.exec(pick) ?? []
  const answer = answers.find((each) => each.path === path)
  const label = answer?.label ?? path
  if (answer?.kind === 'condition') return (how === 'ne' ? words.notCondition : words.condition)(label)
  if (sign === '?') return (what === 'given') === (how !== 'ne') ? words.given(label) : words.missing(label)
  return words.compared(label, operandWords(sign, what, value, answer, answers), words.hows[how])
}

function operandWords(
  sign: string,
  what: string,
  value: string,
  answer: Answerable | undefined,
  answers: readonly Answerable[],
): string {
  if (sign === '#') return answer?.field.type === 'date' ? formatEra(value) : value
  if (sign === '@')
    return what === 'today' ? messages.today : (answers.find((each) => each.path === what)?.label ?? what)
  if (answer?.field.type === 'yes-no') return what === 'true' ? messages.yes : messages.no
  return answer?.field.choices?.find(({ id }) => id === what)?.label?.ja ?? what
}
