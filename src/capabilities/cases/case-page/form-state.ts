import type { ActionRefusal, ActionResult, InputProblem } from '../change.ts'
import type { CasePost } from '../posting.tsx'
import { casePageMessages as messages } from './messages.ja.ts'

/** What a form brings back when it could not be done: nothing typed is lost. */
export interface FormState {
  /** Name of the form that was posted; others show their usual values. */
  readonly form: string
  readonly post: CasePost
  readonly refusal: ActionRefusal
  readonly problems: readonly InputProblem[]
  readonly sentence?: string
}

/** The form as it comes back after a refusal. */
export function refusedState(form: string, post: CasePost, result: Exclude<ActionResult, { ok: true }>): FormState {
  const { refusal, problems = [], sentence } = result
  return { form, post, refusal, problems, ...(sentence ? { sentence } : {}) }
}

/** Reads values and errors of one form for its controls. */
export interface FormView {
  value(name: string, otherwise?: string): string
  error(name: string): string | undefined
  /** Spread into a design control: `id`, `name`, `error`. */
  field(name: string): { readonly id: string; readonly name: string; readonly error?: string }
}

export function formView(state: FormState | undefined, form: string): FormView {
  const mine = state?.form === form ? state : undefined
  const error = (name: string) => {
    const problem = mine?.problems.find((each) => each.at === name)
    return problem && problemSentence(problem)
  }
  return {
    value: (name, otherwise = '') => (mine ? mine.post.text(name) : otherwise),
    error,
    field: (name) => {
      const found = error(name)
      return { id: fieldId(form, name), name, ...(found === undefined ? {} : { error: found }) }
    },
  }
}

/** Ids are unique on a page with many forms. */
export function fieldId(form: string, name: string): string {
  return `${form}-${name}`.replace(/[^A-Za-z0-9-]/g, '-')
}

export function problemSentence(problem: InputProblem): string {
  const known = messages.problems[problem.refusal]
  if (known !== undefined) return known
  const label = problem.params?.label
  if (problem.refusal.startsWith('followed-')) return messages.followed(problem.refusal, problem.params ?? {})
  return label === undefined ? (messages.refusals.invalid ?? '') : messages.fieldProblem(problem.refusal, label)
}

/** The list on top of the page: each sentence leads to its control. */
export function summaryOf(state: FormState): readonly { readonly id?: string; readonly message: string }[] {
  if (state.problems.length > 0)
    return state.problems.map((problem) => ({ id: fieldId(state.form, problem.at), message: problemSentence(problem) }))
  return [{ message: state.sentence ?? messages.refusals[state.refusal] ?? state.refusal }]
}
