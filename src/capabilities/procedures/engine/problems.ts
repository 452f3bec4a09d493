import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { Problem } from '../engine.ts'
import type { FieldProblem } from '../fields/kind.ts'
import { problemSentence } from '../fields/sentences.ts'
import { fill, slotText } from '../fields/wording.ts'
import type { FieldType } from '../language/definition.ts'
import { isList, type Value, valueText } from '../language/expression/value.ts'
import type { CompiledRule } from './model.ts'
import { placeLabel } from './place-label.ts'
import type { Place, Run } from './run.ts'

/** How an unanswered field of a type is asked for. */
const missingCodes: Partial<Record<FieldType, string>> = {
  choice: 'missing-choice',
  'multi-choice': 'missing-choice',
  'yes-no': 'missing-choice',
  'register-choice': 'missing-choice',
  consent: 'missing-consent',
  file: 'missing-file',
  photo: 'missing-file',
}

/** Problem codes that say "not answered yet"; in reports and cases all of them are `missing`. */
export function publicCode(code: string): string {
  return code.startsWith('missing') ? 'missing' : code
}

export function fieldProblem(path: string, label: LocalText, found: FieldProblem): Problem {
  return {
    path: found.part ? `${path}.${found.part}` : path,
    code: publicCode(found.code),
    severity: 'refuse',
    message: problemSentence(found, label),
  }
}

export function missingProblem(path: string, label: LocalText, type: FieldType): Problem {
  return fieldProblem(path, label, { code: missingCodes[type] ?? 'missing' })
}

/** Every problem of one field on the path. */
export function placeProblems(run: Run, place: Place): readonly Problem[] {
  const { field, kind } = place.compiled
  if (field.type === 'notice') return []
  if (isEmpty(place.answer))
    return run.isRequired(place) ? [missingProblem(place.path, placeLabel(place), field.type)] : []
  const answer = place.answer
  if (answer === undefined) return []
  return kind.check(answer, run.contextOf(place)).map((found) => fieldProblem(place.path, placeLabel(place), found))
}

function isEmpty(answer: Place['answer']): boolean {
  return answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0)
}

/** Too few or too many items of repeated groups. */
export function repeatProblems(run: Run): readonly Problem[] {
  return run.groupPlaces.flatMap(({ compiled, items }) => {
    const { repeat, id, title } = compiled.group
    if (!repeat || items === undefined) return []
    if (items < repeat.min) return [fieldProblem(id, title, { code: 'missing-items', params: { min: repeat.min } })]
    return items > repeat.max ? [fieldProblem(id, title, { code: 'too-many-items', params: { max: repeat.max } })] : []
  })
}

/** Rules across fields that do not hold; each explains itself: rule, article, compared values. */
export function ruleProblems(run: Run, rules: readonly CompiledRule[] = run.model.rules): readonly Problem[] {
  return rules.flatMap((compiled) => {
    const { each } = compiled.rule
    if (each === undefined) return judge(run, compiled)
    const list = run.groups[each]
    if (list === undefined || !isList(list)) return []
    return list.flatMap((item, i) => {
      const found: Problem[] = []
      run.withItem(item, i, () => {
        found.push(...judge(run, compiled, i))
        return null
      })
      return found
    })
  })
}

function judge(run: Run, { rule, when, must, compares }: CompiledRule, item?: number): readonly Problem[] {
  if (when && when(run) !== true) return []
  run.sawNull = false
  if (must(run) === true || run.sawNull) return []
  const compared = compares.map(({ name, run: program }) => ({ name, value: program(run) }))
  const slots = Object.fromEntries(compared.map(({ name, value }) => [name, slotOf(value)]))
  return [
    {
      path: pathOf(rule.at, rule.each, item),
      code: rule.id,
      severity: rule.severity,
      message: fill(rule.message, slots),
      rule: {
        id: rule.id,
        ...(rule.article === undefined ? {} : { article: rule.article }),
        compared: compared.map(({ name, value }) => ({ name, value: slotOf(value).ja })),
      },
    },
  ]
}

function slotOf(value: Value): LocalText {
  return typeof value === 'number' || typeof value === 'string' ? slotText(value) : slotText(valueText(value))
}

/** `children.birth` of the second item is `children.1.birth`. */
function pathOf(at: string, each: string | undefined, item: number | undefined): string {
  if (item === undefined || each === undefined) return at
  if (at === each) return `${each}.${item}`
  return at.startsWith(`${each}.`) ? `${each}.${item}${at.slice(each.length)}` : at
}
