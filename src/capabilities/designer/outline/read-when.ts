import type { PostedForm } from '../../../platform/http/index.ts'
import type { Answerable } from './answers-before.ts'
import { type Comparison, comparisonText } from './condition.ts'
import { messages } from './messages.ja.ts'

export const whenRows = 3

/** What a form picked. `unset`: nothing was picked; `clear`: the condition goes. */
export type WhenReading =
  | { readonly kind: 'unset' | 'clear' }
  | { readonly kind: 'picked'; readonly text: string }
  | { readonly kind: 'wrong'; readonly problems: Readonly<Record<string, string>> }

/** Reads the picked rows `<prefix>.0.field`, `.how`, `.value`. */
export function readWhen(form: PostedForm, prefix: string, answers: readonly Answerable[]): WhenReading {
  const problems: Record<string, string> = {}
  const texts: string[] = []
  for (let row = 0; row < whenRows; row += 1) {
    const at = `${prefix}.${row}`
    const [path, how, value] = [form.text(`${at}.field`), form.text(`${at}.how`), form.text(`${at}.value`)]
    if (path === '' && how === '' && value.trim() === '') continue
    if (path === '' || !Object.hasOwn(messages.when.comparisons, how)) {
      problems[`${at}.field`] = messages.problems.whenRow(row + 1)
      continue
    }
    const text = comparisonText({ path, how: how as Comparison['how'], value }, answers)
    if (text.ok) texts.push(text.text)
    else problems[`${at}.value`] = messages.problems.whenValue(row + 1, text.allowed)
  }
  if (Object.keys(problems).length > 0) return { kind: 'wrong', problems }
  if (texts.length > 0)
    return { kind: 'picked', text: texts.join(form.text(`${prefix}.join`) === 'or' ? ' || ' : ' && ') }
  return { kind: form.text(`${prefix}.clear`) === 'yes' ? 'clear' : 'unset' }
}
