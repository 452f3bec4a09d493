import { type FormState, type FormView, formView, summaryOf } from './form-state.ts'

type SentenceOf = (problem: { readonly at: string; readonly refusal: string }) => string | undefined

/** A form with its own sentences at its controls; what it has none for is said in the words that all forms of a case share. */
export function viewWith(state: FormState | undefined, form: string, sentenceOf: SentenceOf): FormView {
  const view = formView(state, form)
  const mine = state?.form === form ? state : undefined
  const error = (name: string): string | undefined => {
    const problem = mine?.problems.find((each) => each.at === name)
    return problem && (sentenceOf(problem) ?? view.error(name))
  }
  return {
    value: view.value,
    error,
    field: (name) => {
      const found = error(name)
      const { id } = view.field(name)
      return { id, name, ...(found === undefined ? {} : { error: found }) }
    },
  }
}

/** The list on top of the page, in the same sentences. */
export function summaryWith(
  state: FormState,
  sentenceOf: SentenceOf,
): readonly { readonly id?: string; readonly message: string }[] {
  return summaryOf(state).map((line, index) => {
    const problem = state.problems[index]
    return problem ? { ...line, message: sentenceOf(problem) ?? line.message } : line
  })
}
