import type { PostedForm } from '../../../platform/http/index.ts'
import { fieldTypes, type SharedGroup } from '../../procedures/index.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import type { Answerable } from './answers-before.ts'
import { readLocalText } from './local-text.tsx'
import { messages } from './messages.ja.ts'
import { readChoices } from './read-choices.ts'
import { readWhen, type WhenReading } from './read-when.ts'
import { readRepeat } from './repeat-inputs.tsx'
import type { Field, Group, ItemKind, ItemPath, Page } from './shape.ts'
import { readShared } from './shared-inputs.tsx'

const words = messages.problems

export type ItemReading =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly name: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** The changes that the form of a page, group or field asks for; what it does not show stays as it is. */
export function readItem(
  form: PostedForm,
  item: Page | Group | Field,
  where: {
    readonly kind: ItemKind
    readonly path: ItemPath
    readonly answers: readonly Answerable[]
    /** Published: cases keep answers by it, so that its type, or whether it is repeated, stays. */
    readonly typeFixed: boolean
    /** Its condition is a law's: it is not in the form. */
    readonly whenFixed: boolean
    readonly shared: SharedGroup | undefined
  },
): ItemReading {
  const { kind, path } = where
  const problems: Record<string, string> = {}
  const label = readLocalText(form, 'label', problems, true)
  const edits: Edit[] = []
  const set = (key: string, value: YamlValue | undefined): void => {
    edits.push({ do: 'set', path: [...path, key], value })
  }
  if (label) set(kind === 'field' ? 'label' : 'title', label)
  set(kind === 'page' ? 'lead' : 'hint', readLocalText(form, 'hint', problems, false))
  const when: WhenReading = where.whenFixed ? { kind: 'unset' } : readWhen(form, 'when', where.answers, item.when)
  if (when.kind === 'wrong') Object.assign(problems, when.problems)
  if (when.kind === 'picked') set('when', when.text)
  if (when.kind === 'clear') set('when', undefined)
  if (kind === 'field') readField(form, item as Field, where.typeFixed, problems, set)
  if (kind === 'group') {
    set('repeat', readRepeat(form, item as Group, where.typeFixed, problems).repeat)
    edits.push(...readShared(form, item as Group, path, where.shared))
  }
  if (Object.keys(problems).length > 0 || !label) return { ok: false, problems }
  return { ok: true, edits, name: String(label.ja) }
}

/** Type, 必須, choices and limits of a field from its form. */
export function readField(
  form: PostedForm,
  field: Field,
  typeFixed: boolean,
  problems: Record<string, string>,
  set: (key: string, value: YamlValue | undefined) => void,
): void {
  const type = form.text('type') || field.type
  if (!(fieldTypes as readonly string[]).includes(type)) problems.type = words.type
  else if (typeFixed && type !== field.type) problems.type = words.typeFixed
  else set('type', type)
  const required = form.text('required')
  if (required === 'no') set('required', false)
  else if (required === 'yes' && field.required !== undefined) set('required', undefined)
  const choosing = type === 'choice' || type === 'multi-choice'
  if (choosing) {
    const choices = readChoices(form, field.choices ?? [], problems)
    if (choices.length === 0) problems['choices.0.ja'] = words.choices
    set('choices', choices)
  } else if (field.choices !== undefined) set('choices', undefined)
  for (const key of shownLimits(type)) {
    if (typeof field[key] === 'string') continue
    const typed = form.text(key).trim()
    if (typed !== '' && !/^-?\d{1,9}$/.test(typed)) problems[key] = words.number
    else set(key, typed === '' ? undefined : Number(typed))
  }
}

/** Limits that a type has. */
export function shownLimits(type: string): readonly ('minLength' | 'maxLength' | 'min' | 'max')[] {
  if (type === 'text' || type === 'long-text') return ['minLength', 'maxLength']
  return type === 'number' || type === 'money' ? ['min', 'max'] : []
}
