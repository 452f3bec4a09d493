import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { proposedId, takenIds } from './ids.ts'
import { messages } from './messages.ja.ts'
import { type Field, type Group, type ItemPath, itemAt, type OutlineData, optionalList } from './shape.ts'

const acts = ['up', 'down', 'remove', 'copy'] as const
export type Act = (typeof acts)[number]

export function isAct(text: string): text is Act {
  return (acts as readonly string[]).includes(text)
}

/** The change that a button beside a page, group or field asks for, and where the thing is then. Undefined: nothing changes. */
export function changeOf(
  act: Act,
  data: OutlineData,
  path: ItemPath,
): { readonly edit: Edit; readonly at: string } | 'last-one' | undefined {
  const list = path.slice(0, -1)
  const index = Number(path[path.length - 1])
  const { length } = listAt(data, list)
  const at = (place: number) => [...list, place].join('.')
  if (act === 'up')
    return index > 0 ? { edit: { do: 'swap', path: list, index: index - 1 }, at: at(index - 1) } : undefined
  if (act === 'down')
    return index < length - 1 ? { edit: { do: 'swap', path: list, index }, at: at(index + 1) } : undefined
  if (act === 'copy') {
    const value = copyOf(data, path)
    return value === undefined
      ? undefined
      : { edit: { do: 'insert', path: list, index: index + 1, value }, at: at(index + 1) }
  }
  if (length < 2) return 'last-one'
  return { edit: { do: 'set', path, value: undefined }, at: at(Math.min(index, length - 2)) }
}

function listAt(data: object, path: ItemPath): readonly object[] {
  let value: unknown = data
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step]
  return optionalList(value as readonly object[] | undefined)
}

/** A field or group under an id of its own; conditions within a copied group ask the copy. */
function copyOf(data: OutlineData, path: ItemPath): YamlValue | undefined {
  const item = itemAt(data, path)
  if (path.length === 6 && item) {
    const { fields } = itemAt(data, path.slice(0, 4)) as Group
    const { exportKey: _key, ...field } = item as Field & { readonly exportKey?: string }
    const id = proposedId('field', new Set(optionalList(fields).map((each) => each.id)))
    return plain({ ...field, id, label: { ...field.label, ja: messages.copied(field.label?.ja ?? '') } })
  }
  if (path.length === 4 && item) {
    const group = item as Group
    const id = proposedId('group', takenIds(data).groups)
    const text = JSON.stringify({ ...group, id, title: { ...group.title, ja: messages.copied(group.title?.ja ?? '') } })
    const own = new RegExp(`\\b${group.id}\\.(?=[a-z])`, 'g')
    return JSON.parse(text, (key, value: unknown) =>
      (key === 'when' || key === 'required') && typeof value === 'string' ? value.replace(own, `${id}.`) : value,
    ) as YamlValue
  }
  return undefined
}

function plain(value: object): YamlValue {
  return JSON.parse(JSON.stringify(value)) as YamlValue
}
