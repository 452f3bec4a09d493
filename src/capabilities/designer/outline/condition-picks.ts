import type { Answerable } from './answers-before.ts'
import { messages } from './messages.ja.ts'

/** A heading with what can be picked of one answer. */
export interface PickGroup {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

const words = messages.when.picks
/** Types whose answers stand before or after each other. */
const ordered = new Set(['number', 'money', 'date', 'year-month', 'time'])

/** Everything that a condition may ask, by answer: choices and はい・いいえ by themselves, numbers and days to compare. */
export function pickGroups(answers: readonly Answerable[]): readonly PickGroup[] {
  return answers.map((answer) => ({ label: answer.label, options: picksOf(answer, answers) }))
}

function picksOf({ path, field, kind, label }: Answerable, answers: readonly Answerable[]): PickGroup['options'] {
  // Browsers that read an option aloud leave its heading out, so that each says which answer it is.
  const option = (pick: string, what: string) => ({ value: `${path}${pick}`, label: `${label}：${what}` })
  if (kind === 'condition') return [option('=true', words.holds)]
  const answered = [option('?given', words.given), option('?missing', words.missing)]
  if (field.type === 'yes-no') return [option('=true', messages.yes), option('=false', messages.no), ...answered]
  if (field.type === 'choice' || field.type === 'multi-choice') {
    const choices = (field.choices ?? []).map(({ id, label: name }) => option(`=${id}`, name?.ja ?? id))
    return kind === 'filing' ? choices : [...choices, ...answered]
  }
  const others = answers.filter(
    (each) =>
      each.path !== path && each.field.type === field.type && (each.kind === undefined || each.kind === 'value'),
  )
  return [
    ...(field.type === 'date' ? [option('@today', words.today)] : []),
    option('#', words.typed(words.typedKinds[field.type] ?? words.typedKinds.text ?? '')),
    ...(ordered.has(field.type) ? others.map((each) => option(`@${each.path}`, words.other(each.label))) : []),
    ...answered,
  ]
}
