import type { PlacedField } from '../engine.ts'
import { fieldKind } from '../fields/index.ts'
import type { Answers, AnswerValue, GroupAnswers } from '../language/answers.ts'

/** What a field's inputs show, by part (`''`: the field's own name): what was typed and could not be kept; otherwise the kept answer. */
export function shownValue(
  path: string,
  placed: Pick<PlacedField, 'group' | 'item' | 'field'>,
  body: { readonly answers: Answers; readonly typed?: Readonly<Record<string, string>> },
): Readonly<Record<string, string>> {
  const typed = Object.entries(body.typed ?? {}).filter(([name]) => name === path || name.startsWith(`${path}.`))
  if (typed.length > 0) return Object.fromEntries(typed.map(([name, text]) => [name.slice(path.length + 1), text]))
  const answer = answerAt(body.answers, placed)
  return answer === undefined || answer === null ? {} : fieldKind(placed.field.type).typed(answer)
}

/** The answer of a field, of a repeated group that of its item. */
export function answerAt(
  answers: Answers,
  { group, item, field }: Pick<PlacedField, 'group' | 'item' | 'field'>,
): AnswerValue | undefined {
  const given = answers[group.id]
  const one = item === undefined ? given : Array.isArray(given) ? (given as readonly GroupAnswers[])[item] : undefined
  if (one === undefined || Array.isArray(one)) return undefined
  return (one as GroupAnswers)[field.id]
}
