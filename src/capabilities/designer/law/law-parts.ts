import type { ProcedureDefinition, YamlPath } from '../../procedures/index.ts'
import { outlineOf } from '../outline/shape.ts'
import { expressionParts } from '../rules/expression-parts.ts'
import { spaceless } from '../rules/literals.ts'
import { type NumberInText, numbersIn } from './numbers.ts'

/** One expression of a law with numbers in it: where it stands in the text, and the article that it rests on. */
export interface LawPart {
  /** Names it in the address and in the form: `values.fifteenthDay/is`. */
  readonly key: string
  readonly name: string
  readonly at: YamlPath
  readonly source: string
  readonly numbers: readonly NumberInText[]
  /** Where its article is written, and as what. */
  readonly articleAt: YamlPath
  readonly article: string
}

/** Parts whose article is written beside the expression, so that a change of law can be cited there. */
const citing = new Set(['conditions', 'values', 'rules', 'calendar', 'checklist'])

/** Everything of a law in this text that holds a number, and the deadline of the resident where the law sets it. */
export function lawPartsOf(
  definition: ProcedureDefinition,
  source: string,
  fixed: ReadonlySet<string>,
  deadlineFixed: boolean,
  deadlineName: string,
): readonly LawPart[] {
  const data = outlineOf(source)
  if (data === undefined) return []
  const written = (path: YamlPath): unknown => {
    let value: unknown = data
    for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step]
    return value
  }
  const parts = expressionParts(definition).flatMap(({ key, name, at, expressions, article = '' }): LawPart[] => {
    if (!fixed.has(key) || !citing.has(String(at[0]))) return []
    return Object.entries(expressions).flatMap(([member, expression]) => {
      const path = [...at, ...member.split('.')]
      const text = written(path)
      const numbers = numbersIn(expression)
      // What the text has somewhere else (a shared group) can't be changed from here.
      if (numbers.length === 0 || typeof text !== 'string' || spaceless(text) !== spaceless(expression)) return []
      const articleAt = [...at, 'article']
      return [{ key: `${key}/${member}`, name, at: path, source: text, numbers: numbersIn(text), articleAt, article }]
    })
  })
  return [...deadlineParts(definition, deadlineFixed, deadlineName), ...parts]
}

function deadlineParts(definition: ProcedureDefinition, fixed: boolean, name: string): readonly LawPart[] {
  const { filingDeadline } = definition
  if (!fixed || filingDeadline === undefined) return []
  return (['days', 'months'] as const).flatMap((member) => {
    const value = filingDeadline[member]
    if (value === undefined) return []
    const source = String(value)
    const articleAt = ['filingDeadline', 'article']
    return [
      {
        key: `filingDeadline/${member}`,
        name,
        at: ['filingDeadline', member],
        source,
        numbers: [{ start: 0, end: source.length, kind: 'number' as const, value: source }],
        articleAt,
        article: filingDeadline.article,
      },
    ]
  })
}
