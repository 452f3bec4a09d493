import type { PostedForm } from '../../../platform/http/index.ts'
import { optionalList } from '../outline/shape.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import type { LettersData } from './letter-data.ts'
import { messages } from './messages.ja.ts'

const words = messages.outcome

/** Results that go against somebody: they need reasons, and a word on remedies. */
const adverse = new Set(['partially-approved', 'rejected', 'dismissed'])

/** Appeal to the mayor, and to the court against the city (行政不服審査法2条・4条、行政事件訴訟法8条・11条). */
const mayor = { appealTo: '市長', appealFirst: false, defendant: 'city' }

export type OutcomeReading =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly label: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/**
 * A new result. A notification that can be refused is an application (行政手続法2条): the kind of the procedure changes with it.
 */
export function readOutcome(form: PostedForm, data: LettersData & { readonly kind?: string }): OutcomeReading {
  const problems: Record<string, string> = {}
  const label = form.text('label').trim()
  const result = form.text('result')
  const remedies = form.text('remedies')
  if (label === '' || label.length > 60 || /[<>\p{Cc}]/u.test(label)) problems.label = words.problems.label
  if (!Object.hasOwn(words.results, result)) problems.result = words.problems.result
  if (!Object.hasOwn(words.remediesOptions, remedies)) problems.remedies = words.problems.remedies
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const outcomes = optionalList(data.outcomes)
  const taken = new Set(outcomes.map(({ id }) => id))
  let id = result
  for (let n = 2; taken.has(id); n += 1) id = `${result}-${n}`
  const against = adverse.has(result)
  const value: YamlValue = {
    id,
    label: { ja: label },
    result,
    adverse: against,
    ...(against ? { remedies: remedies === 'mayor' ? mayor : 'none' } : {}),
  }
  const becomes: readonly Edit[] =
    against && data.kind === 'notification' ? [{ do: 'set', path: ['kind'], value: 'application' }] : []
  return {
    ok: true,
    label,
    edits: [...becomes, { do: 'insert', path: ['outcomes'], index: outcomes.length, value }],
  }
}
