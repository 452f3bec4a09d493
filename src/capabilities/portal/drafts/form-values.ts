import { type Answers, type AnswerValue, type Field, fieldKind } from '../../procedures/index.ts'
import { valueAt } from './draft.ts'

/**
 * What a field's inputs show, by part (`''` is the field's own name): the text as it was typed when there is one that
 * could not be kept, otherwise the kept answer.
 */
export function formValues(
  path: string,
  field: Field,
  answers: Answers,
  typed: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const shown: Record<string, string> = {}
  let any = false
  for (const [name, text] of Object.entries(typed)) {
    if (name !== path && !name.startsWith(`${path}.`)) continue
    shown[name.slice(path.length + 1)] = text
    any = true
  }
  if (any) return shown
  const answer = valueAt(answers, path) as AnswerValue | null | undefined
  return answer === undefined || answer === null ? {} : fieldKind(field.type).typed(answer)
}

/** Form names as they belong to a page: those under its groups. Everything else in a post is none of its business. */
export function ownNames<T>(fields: ReadonlyMap<string, T>, groupIds: readonly string[]): ReadonlyMap<string, T> {
  const heads = groupIds.map((id) => `${id}.`)
  return new Map([...fields].filter(([name]) => heads.some((head) => name.startsWith(head))))
}
