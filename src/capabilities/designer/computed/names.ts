import type { SharedPart } from '../../procedures/index.ts'
import { optionalGroups } from '../outline/answers-before.ts'
import type { Field } from '../outline/shape.ts'
import type { TablesData } from '../tables/table-shape.ts'
import { messages } from './messages.ja.ts'

/** What a name in an expression stands for, in words; the field, where choices have words of their own. */
export interface Named {
  readonly label: string
  readonly field?: Field
  /** A condition, or a value that is yes or no: it holds or does not. */
  readonly holds?: true
}
/** Names of a definition as expressions write them: `group.field`, `group`, `values.x`, `conditions.x`, `settings.x`, `filing.x`. */
export type Names = ReadonlyMap<string, Named>

/** Everything that an expression of this text may name. A name that two groups share is told with its group. */
export function namesOf(data: TablesData, shared: Readonly<Record<string, SharedPart>>): Names {
  const names = new Map<string, Named>()
  for (const { group, fields } of optionalGroups(data, shared)) {
    names.set(group.id, { label: group.title?.ja ?? group.id })
    for (const field of fields) names.set(`${group.id}.${field.id}`, { label: field.label?.ja ?? field.id, field })
  }
  for (const [id, value] of Object.entries(data.values ?? {}))
    names.set(`values.${id}`, {
      label: value?.label?.ja ?? id,
      ...(value?.type === 'boolean' ? { holds: true as const } : { field: { id, type: typeOf(value?.type) } }),
    })
  for (const [id, setting] of Object.entries(data.settings ?? {}))
    names.set(`settings.${id}`, {
      label: setting?.label ?? id,
      ...(setting?.type === 'boolean' ? { holds: true as const } : { field: { id, type: setting?.type ?? 'text' } }),
    })
  for (const [id, condition] of Object.entries(data.conditions ?? {}))
    names.set(`conditions.${id}`, { label: condition?.label ?? id, holds: true })
  const choices = (data.filers ?? []).map(({ kind, label }) => ({ id: kind, ...(label ? { label } : {}) }))
  for (const [id, label] of Object.entries(messages.filing))
    names.set(`filing.${id}`, { label, field: id === 'filer' ? { id, type: 'choice', choices } : { id, type: 'date' } })
  return names
}

/** The type of a computed value as that of a question. */
function typeOf(type: string | undefined): string {
  return type === 'month' ? 'year-month' : (type ?? 'text')
}
