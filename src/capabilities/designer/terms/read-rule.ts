import type { PostedForm } from '../../../platform/http/index.ts'
import type { Answerable } from '../outline/answers-before.ts'
import { proposedId } from '../outline/ids.ts'
import { readLocalText } from '../outline/local-text.tsx'
import { readWhen } from '../outline/read-when.ts'
import type { LocalTextLike } from '../outline/shape.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { messages } from './messages.ja.ts'

const words = messages.rules.problems

/** As much of a rule as the screens read; a working copy may be broken anywhere. */
export interface RuleLike {
  readonly id: string
  readonly severity?: string
  readonly at?: string
  readonly when?: string
  readonly must?: string
  /** The repeated group that it is asked for each of. */
  readonly each?: string
  readonly article?: string
  readonly message?: LocalTextLike
}

export type RuleReading =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** A rule from its form: a new one at the end of the list, or the changes of the one at `index`. */
export function readRule(
  form: PostedForm,
  rules: readonly RuleLike[],
  index: number | undefined,
  answers: readonly Answerable[],
): RuleReading {
  const before = index === undefined ? undefined : rules[index]
  const problems: Record<string, string> = {}
  const must = readWhen(form, 'must', answers, before?.must)
  if (must.kind === 'wrong') Object.assign(problems, must.problems)
  else if (must.kind === 'clear' || (must.kind === 'unset' && before === undefined))
    problems['must.0.pick'] = words.must
  const when = readWhen(form, 'when', answers, before?.when)
  if (when.kind === 'wrong') Object.assign(problems, when.problems)
  const at = form.text('at')
  if (at !== before?.at && !answers.some(({ path, kind }) => path === at && kind === undefined)) problems.at = words.at
  const severity = form.text('severity')
  if (!Object.hasOwn(messages.rules.severities, severity)) problems.severity = words.severity
  const message = readLocalText(form, 'message', problems, true)
  if (Object.keys(problems).length > 0 || !message) return { ok: false, problems }
  if (index === undefined) {
    const value = {
      id: proposedId('rule', new Set(rules.map((rule) => rule.id)), '-'),
      ...(when.kind === 'picked' ? { when: when.text } : {}),
      must: must.kind === 'picked' ? must.text : '',
      at,
      severity,
      message,
    }
    return { ok: true, edits: [{ do: 'insert', path: ['rules'], index: rules.length, value }] }
  }
  const set = (key: string, value: YamlValue | undefined): Edit => ({ do: 'set', path: ['rules', index, key], value })
  return {
    ok: true,
    edits: [
      ...(when.kind === 'picked' ? [set('when', when.text)] : when.kind === 'clear' ? [set('when', undefined)] : []),
      ...(must.kind === 'picked' ? [set('must', must.text)] : []),
      set('at', at),
      set('severity', severity),
      set('message', message),
    ],
  }
}
