import { groundsLength, lineLength } from './cancellation.ts'

/** One thing put right: where it stands on the notice, what stood there, what is right. */
export interface AmendedItem {
  readonly where: string
  readonly wrong: string
  readonly right: string
}

/** What is to be put right, as the clerk filled it in. */
export interface AmendmentTerms {
  /** Values of the outcome that were typed anew and differ, in words. */
  readonly values: readonly AmendedItem[]
  /** Words of the notice that are no value: a name, an address, a sentence of the grounds. Empty rows are left out. */
  readonly words: readonly AmendedItem[]
  readonly reason: string
  /** It is evident from the file, and what was decided stays. Anything else is no 更正 but a cancellation. */
  readonly evident: boolean
  /** The body that made the decision, when it is another than the mayor. */
  readonly authority: string
  readonly delivery: 'portal' | 'post' | 'counter' | ''
}

export interface AmendmentProblem {
  readonly at: string
  readonly refusal: string
}

/** Rows for words of the notice that a form offers. */
export const amendmentRows = 3

/** Everything that is wrong with the terms, each at its control. Pure. */
export function amendmentProblems(
  terms: AmendmentTerms,
  { mailbox }: { readonly mailbox: boolean },
): readonly AmendmentProblem[] {
  const problems: AmendmentProblem[] = []
  const wrong = (at: string, refusal: string) => problems.push({ at, refusal })
  for (const [index, item] of terms.words.entries()) {
    const parts = ['where', 'wrong', 'right'] as const
    if (parts.every((part) => item[part] === '')) continue
    for (const part of parts) {
      if (item[part] === '') wrong(`${part}.${index}`, `${part}-missing`)
      else if (item[part].length > (part === 'where' ? lineLength : groundsLength))
        wrong(`${part}.${index}`, 'too-long')
    }
    if (item.wrong !== '' && item.wrong === item.right) wrong(`right.${index}`, 'nothing-changed')
  }
  if (problems.length === 0 && amendedItems(terms).length === 0) wrong('where.0', 'nothing-amended')
  if (terms.reason.trim() === '') wrong('reason', 'amendment-reason-missing')
  else if (terms.reason.length > groundsLength) wrong('reason', 'too-long')
  if (!terms.evident) wrong('evident', 'not-evident')
  if (terms.authority.length > lineLength) wrong('authority', 'too-long')
  if (terms.delivery === '') wrong('delivery', 'delivery-missing')
  if (terms.delivery === 'portal' && !mailbox) wrong('delivery', 'no-mailbox')
  return problems
}

/** Everything that is put right: first the values, then the words. */
export function amendedItems({ values, words }: Pick<AmendmentTerms, 'values' | 'words'>): readonly AmendedItem[] {
  return [...values, ...words.filter(({ where, wrong, right }) => where !== '' || wrong !== '' || right !== '')]
}
