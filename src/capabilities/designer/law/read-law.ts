import type { PostedForm } from '../../../platform/http/index.ts'
import { citesChangeOfLaw } from '../rules/whose-rule.ts'
import type { Edit } from '../yaml/edit.ts'
import type { LawPart } from './law-parts.ts'
import { messages } from './messages.ja.ts'
import { fits, withNumbers } from './numbers.ts'

export type LawReading =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** A change of law in one expression: other numbers, and the act that brings them, cited beside the article as it stood. */
export function readLaw(form: PostedForm, part: LawPart): LawReading {
  const words = messages.problems
  const problems: Record<string, string> = {}
  const values = part.numbers.map(({ kind, value }, n) => {
    const typed = (form.fields.get(`number.${n}`)?.[0] ?? value).normalize('NFKC').replaceAll(/[,\s]/g, '')
    if (!fits(kind, typed)) problems[`number.${n}`] = words[kind]
    return typed
  })
  if (values.every((value, n) => value === part.numbers[n]?.value)) problems['number.0'] ??= words.same
  const act = form.text('act').trim()
  const article = [part.article, messages.amendedBy(act)].filter((text) => text !== '').join('')
  if (act === '' || act.length > 100 || !citesChangeOfLaw(article, part.article)) problems.act = words.act
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const number = part.at[0] === 'filingDeadline' ? Number(values[0]) : undefined
  return {
    ok: true,
    edits: [
      { do: 'set', path: part.at, value: number ?? withNumbers(part.source, values) },
      { do: 'set', path: part.articleAt, value: article },
    ],
  }
}
