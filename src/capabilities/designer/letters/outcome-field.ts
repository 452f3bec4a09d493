import type { PostedForm } from '../../../platform/http/index.ts'
import { fieldTypes } from '../../procedures/index.ts'
import { proposedId } from '../outline/ids.ts'
import { readLocalText } from '../outline/local-text.tsx'
import { messages as outline } from '../outline/messages.ja.ts'
import { choicesOf } from '../outline/read-choices.ts'
import { readField } from '../outline/read-item.ts'
import { type Field, optionalList } from '../outline/shape.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import type { OutcomeLike } from './letter-data.ts'
import { messages } from './messages.ja.ts'

const words = messages.outcomeFields

/** What the office fills in with a decision; documents, seals and the numbers of persons are asked elsewhere. */
export const decidedTypes = fieldTypes.filter((type) =>
  ['text', 'long-text', 'date', 'year-month', 'number', 'money', 'choice', 'yes-no'].includes(type),
)

export interface FollowsLike {
  readonly is?: string
  readonly table?: string
  readonly column?: string
  readonly reason?: string
}
export type OutcomeFieldLike = Field & { readonly follows?: FollowsLike }

export interface FollowPick {
  /** `table:id.column` or `is:values.x`. */
  readonly value: string
  readonly label: string
}

/** As the form shows it: '' typed by the office, `own` what is written and can't be picked. */
export function followPick(follows: FollowsLike | undefined, picks: readonly FollowPick[]): string {
  if (follows === undefined) return ''
  const own =
    follows.table === undefined ? `is:${follows.is?.trim()}` : `table:${follows.table}.${follows.column ?? ''}`
  return picks.find(({ value }) => value === own || (own.endsWith('.') && value.startsWith(own)))?.value ?? 'own'
}

export type OutcomeFieldReading =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly label: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** A field of a result from its form: a new one at the end, or the changes of the one at `index`. */
export function readOutcomeField(
  form: PostedForm,
  where: { readonly outcome: OutcomeLike; readonly at: number; readonly index: number | undefined },
  picks: readonly FollowPick[],
): OutcomeFieldReading {
  const { outcome, at, index } = where
  const fields = optionalList(outcome.fields)
  const before = index === undefined ? undefined : fields[index]
  const problems: Record<string, string> = {}
  const label = readLocalText(form, 'label', problems, true)
  const follows = readFollows(form, before, fields, picks, problems)
  if (index === undefined) {
    const type = form.text('type')
    if (!(decidedTypes as readonly string[]).includes(type)) problems.type = outline.problems.type
    const choosing = type === 'choice'
    const choices = choosing ? choicesOf(form.text('choices')) : []
    if (choosing && choices.length === 0) problems.choices = outline.problems.choices
    if (choices.length > 200) problems.choices = outline.problems.tooManyChoices
    if (Object.keys(problems).length > 0 || !label) return { ok: false, problems }
    const value: YamlValue = {
      id: proposedId('field', new Set(fields.map(({ id }) => id))),
      type,
      label,
      ...(form.text('required') === 'no' ? { required: false } : {}),
      ...(choosing ? { choices } : {}),
      ...(follows === undefined ? {} : { follows }),
    }
    const edit: Edit = { do: 'insert', path: ['outcomes', at, 'fields'], index: fields.length, value }
    return { ok: true, label: String(label.ja), edits: [edit] }
  }
  const path = ['outcomes', at, 'fields', index]
  const edits: Edit[] = [{ do: 'set', path: [...path, 'label'], value: label }]
  const set = (key: string, value: YamlValue | undefined): void => {
    edits.push({ do: 'set', path: [...path, key], value })
  }
  if (before) readField(form, before, false, problems, set)
  if (Object.keys(problems).length > 0 || !label) return { ok: false, problems }
  if (form.text('follows') !== 'own') set('follows', follows)
  return { ok: true, label: String(label.ja), edits }
}

function readFollows(
  form: PostedForm,
  before: OutcomeFieldLike | undefined,
  fields: readonly OutcomeFieldLike[],
  picks: readonly FollowPick[],
  problems: Record<string, string>,
): { readonly [key: string]: YamlValue } | undefined {
  const picked = form.text('follows')
  if (picked === '' || (picked === 'own' && before?.follows !== undefined)) return undefined
  if (!picks.some(({ value }) => value === picked)) problems.follows = words.problems.follows
  const reason = form.text('reason')
  if (reason !== '' && !reasonFields(fields, before).some(({ id }) => id === reason))
    problems.reason = words.problems.reason
  const why: { readonly [key: string]: YamlValue } = reason === '' ? {} : { reason }
  if (picked.startsWith('is:')) return { is: picked.slice('is:'.length), ...why }
  const [table = '', column = ''] = picked.slice('table:'.length).split('.')
  return { table, column, ...why }
}

/** Fields that may say why another value was taken: optional texts. */
export function reasonFields(
  fields: readonly OutcomeFieldLike[],
  own: OutcomeFieldLike | undefined,
): readonly OutcomeFieldLike[] {
  return fields.filter(
    ({ id, type, required }) => id !== own?.id && required === false && (type === 'text' || type === 'long-text'),
  )
}

/** The sentences that a decision may begin its reasons from: a line each; one that stays keeps its id. */
export function readGrounds(form: PostedForm, outcome: OutcomeLike, at: number): OutcomeFieldReading {
  const lines = form
    .text('grounds')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const kept = optionalList(outcome.grounds)
  if (lines.length > 50 || lines.some((line) => line.length > 500 || /[<>\p{Cc}]/u.test(line)))
    return { ok: false, problems: { grounds: words.problems.grounds } }
  const taken = new Set(kept.map(({ id }) => id))
  const value = [...new Set(lines)].map((text) => {
    const same = kept.find((ground) => ground.text === text)
    if (same) return { ...same } as YamlValue
    const id = proposedId('reason', taken, '-')
    taken.add(id)
    return { id, text }
  })
  const path = ['outcomes', at, 'grounds']
  const edit: Edit = { do: 'set', path, value: value.length === 0 ? undefined : value }
  const same = JSON.stringify(value) === JSON.stringify(kept)
  return { ok: true, label: outcome.label?.ja ?? outcome.id, edits: same ? [] : [edit] }
}
