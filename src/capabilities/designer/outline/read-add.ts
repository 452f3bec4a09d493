import type { PostedForm } from '../../../platform/http/index.ts'
import { fieldTypes } from '../../procedures/index.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import type { Answerable } from './answers-before.ts'
import { camelId, kebabId, proposedId, takenIds } from './ids.ts'
import { readLocalText } from './local-text.tsx'
import { messages } from './messages.ja.ts'
import { choicesOf } from './read-choices.ts'
import { readWhen } from './read-when.ts'
import { type Group, type ItemKind, type ItemPath, itemAt, type OutlineData, optionalList } from './shape.ts'

const words = messages.problems

export type AddReading =
  | { readonly ok: true; readonly edit: Edit; readonly name: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** A new page, group or field from its form. `at` is what it goes into: nothing, a page, or a group. */
export function readAdd(
  form: PostedForm,
  data: OutlineData,
  {
    kind,
    path: at,
    answers,
  }: { readonly kind: ItemKind; readonly path: ItemPath; readonly answers: readonly Answerable[] },
): AddReading {
  const problems: Record<string, string> = {}
  const taken = takenIds(data)
  const group = kind === 'field' ? (itemAt(data, at) as Group | undefined) : undefined
  const fieldIds = new Set(optionalList(group?.fields).map(({ id }) => id))
  const label = readLocalText(form, 'label', problems, true)
  const typed = form.text('id').trim()
  const pattern = kind === 'page' ? kebabId : camelId
  const ids = kind === 'page' ? taken.pages : kind === 'group' ? taken.groups : fieldIds
  if (typed !== '' && !pattern.test(typed)) problems.id = kind === 'page' ? words.pageId : words.id
  else if (ids.has(typed)) problems.id = words.idTaken
  const id = typed || (kind === 'page' ? proposedId('page', ids, '-') : proposedId(kind, ids))
  const firstLabel = kind === 'field' ? label : readLocalText(form, 'first', problems, true)
  const type = form.text('type')
  if (!(fieldTypes as readonly string[]).includes(type)) problems.type = words.type
  const extra = readTypeExtra(form, type, problems)
  const when = readWhen(form, 'when', answers)
  if (when.kind === 'wrong') Object.assign(problems, when.problems)
  const asked = when.kind === 'picked' ? { when: when.text } : {}
  if (Object.keys(problems).length > 0 || !label || !firstLabel) return { ok: false, problems }
  const field: YamlValue = {
    id: kind === 'field' ? id : 'field1',
    type,
    label: firstLabel,
    ...(form.text('required') === 'no' ? { required: false } : {}),
    ...(kind === 'field' ? asked : {}),
    ...extra,
  }
  const name = String(label.ja)
  if (kind === 'field')
    return { ok: true, name, edit: insert([...at, 'fields'], optionalList(group?.fields).length, field) }
  const newGroup = (groupId: string): YamlValue => ({
    id: groupId,
    title: label,
    ...(kind === 'group' ? asked : {}),
    fields: [field],
  })
  if (kind === 'group') {
    const groups = (itemAt(data, at) as { readonly groups?: readonly Group[] } | undefined)?.groups
    return { ok: true, name, edit: insert([...at, 'groups'], optionalList(groups).length, newGroup(id)) }
  }
  const page: YamlValue = { id, title: label, ...asked, groups: [newGroup(proposedId('group', taken.groups))] }
  return { ok: true, name, edit: insert(['pages'], optionalList(data.pages).length, page) }
}

function insert(path: ItemPath, index: number, value: YamlValue): Edit {
  return { do: 'insert', path, index, value }
}

/** What a field of a type brings from the beginning: choices, the register, the words of consent. */
function readTypeExtra(
  form: PostedForm,
  type: string,
  problems: Record<string, string>,
): { readonly [key: string]: YamlValue } {
  if (type === 'choice' || type === 'multi-choice') {
    const choices = choicesOf(form.text('choices'))
    if (choices.length === 0) problems.choices = words.choices
    if (choices.length > 200 || form.text('choices').length > 20_000) problems.choices = words.tooManyChoices
    return { choices }
  }
  if (type === 'register-choice') {
    const register = readRegister(form, problems)
    return register === undefined ? {} : { register: { id: register } }
  }
  if (type === 'consent') {
    const text = readLocalText(form, 'consent', problems, true)
    const version = form.text('consentVersion').trim()
    if (version === '' || version.length > 40) problems.consentVersion = words.version
    return text === undefined ? {} : { consent: { version, text } }
  }
  return {}
}

/** The register that a choice comes from. */
function readRegister(form: PostedForm, problems: Record<string, string>): string | undefined {
  const id = form.text('register')
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) return id
  problems.register = words.register
  return undefined
}
