import type { JSX } from 'preact'
import { Select } from '../../../design/index.ts'
import type { PostedForm } from '../../../platform/http/index.ts'
import type { SharedGroup } from '../../procedures/index.ts'
import type { ScreenProps } from '../views/screen.tsx'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { messages } from './messages.ja.ts'
import { type Group, type ItemPath, typeName } from './shape.ts'

const words = messages.shared
type Use = keyof typeof words.uses

/** Questions that a group takes from a shared one: what this procedure asks of them. Their words stand in the shared group. */
export function SharedInputs({
  screen,
  group,
  shared,
}: {
  readonly screen: ScreenProps
  readonly group: Group
  readonly shared: SharedGroup
}): JSX.Element {
  return (
    <fieldset class="flow">
      <legend>{words.legend(shared.title.ja)}</legend>
      <p class="hint">{words.where(shared.id)}</p>
      {shared.fields.map((field) => (
        <Select
          id={`shared.${field.id}`}
          name={`shared.${field.id}`}
          label={words.field(field.label.ja, typeName(field.type))}
          blank={words.uses.shared}
          required={false}
          options={(['required', 'optional', 'out'] as const).map((value) => ({ value, label: words.uses[value] }))}
          value={screen.typed(`shared.${field.id}`, useOf(group, field.id).replace('shared', ''))}
        />
      ))}
    </fieldset>
  )
}

function useOf(group: Group, id: string): Use {
  const change = group.with?.[id]
  if (change === false) return 'out'
  if (typeof change !== 'object' || change === null || !('required' in change)) return 'shared'
  return change.required === true ? 'required' : change.required === false ? 'optional' : 'shared'
}

/** The changes that the selection asks for; what else `with` says of a question stays, but of one that is left out. */
export function readShared(
  form: PostedForm,
  group: Group,
  path: ItemPath,
  shared: SharedGroup | undefined,
): readonly Edit[] {
  const edits: Edit[] = []
  for (const { id } of shared?.fields ?? []) {
    const wanted = (form.text(`shared.${id}`) || 'shared') as Use
    if (form.fields.get(`shared.${id}`) === undefined || !Object.hasOwn(words.uses, wanted)) continue
    if (wanted === useOf(group, id)) continue
    const before = group.with?.[id]
    const rest = typeof before === 'object' && before !== null ? (before as { readonly [key: string]: YamlValue }) : {}
    const { required: _required, ...others } = rest
    const value: YamlValue | undefined =
      wanted === 'out'
        ? false
        : wanted === 'shared'
          ? Object.keys(others).length > 0
            ? others
            : undefined
          : { ...others, required: wanted === 'required' }
    const alone = value === undefined && Object.keys(group.with ?? {}).length === 1
    edits.push({ do: 'set', path: alone ? [...path, 'with'] : [...path, 'with', id], value })
  }
  return edits
}
