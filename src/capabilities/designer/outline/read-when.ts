import type { PostedForm } from '../../../platform/http/index.ts'
import type { Answerable } from './answers-before.ts'
import { type Comparison, comparisonText, pickedText, readPicked } from './condition.ts'
import { messages } from './messages.ja.ts'

export const whenRows = 3

/** What a form picked. `unset`: the condition stays as it is; `clear`: it goes. */
export type WhenReading =
  | { readonly kind: 'unset' | 'clear' }
  | { readonly kind: 'picked'; readonly text: string }
  | { readonly kind: 'wrong'; readonly problems: Readonly<Record<string, string>> }

/**
 * Reads the rows `<prefix>.0.pick`, `.how`, `.value`. `kept` is the condition that is there: picked the same again it stays as a
 * person wrote it; one that could not be shown as rows goes only when that is asked for.
 */
export function readWhen(form: PostedForm, prefix: string, answers: readonly Answerable[], kept?: string): WhenReading {
  const problems: Record<string, string> = {}
  const rows: Comparison[] = []
  for (let row = 0; row < whenRows; row += 1) {
    const at = `${prefix}.${row}`
    const [pick, how, value] = [form.text(`${at}.pick`), form.text(`${at}.how`) || 'eq', form.text(`${at}.value`)]
    if (pick === '' && value.trim() === '') continue
    if (pick === '' || !Object.hasOwn(messages.when.comparisons, how)) {
      problems[`${at}.pick`] = messages.problems.whenRow(row + 1)
      continue
    }
    const picked = { pick, how: how as Comparison['how'], value: pick.endsWith('#') ? value.trim() : '' }
    const text = comparisonText(picked, answers)
    if (text.ok) rows.push(picked)
    else problems[`${at}.${text.wrong}`] = messages.problems.whenValue(row + 1, text.allowed)
  }
  if (Object.keys(problems).length > 0) return { kind: 'wrong', problems }
  const before = kept === undefined ? undefined : readPicked(kept, answers)
  if (rows.length === 0) {
    // Shown as rows and emptied: it goes. Nothing there, or written otherwise: it stays until the box is ticked.
    return { kind: before !== undefined || form.text(`${prefix}.clear`) === 'yes' ? 'clear' : 'unset' }
  }
  const join = form.text(`${prefix}.join`) === 'or' ? 'or' : 'and'
  const text = pickedText({ join, rows }, answers) ?? ''
  return before && pickedText(before, answers) === text ? { kind: 'unset' } : { kind: 'picked', text }
}
