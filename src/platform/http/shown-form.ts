import type { PostedForm } from './posted-form.ts'

/** What a screen with a form is shown with: the form that came back, its problems by input, or a sentence about the whole. */
export interface Shown {
  readonly form?: PostedForm
  readonly problems?: Readonly<Record<string, string>>
  readonly problem?: string
}

/** A form that came back with something to put right is answered with 422. */
export function statusOf({ problems, problem }: Shown): { readonly status?: 422 } {
  return problems === undefined && problem === undefined ? {} : { status: 422 }
}
