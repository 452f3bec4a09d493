import { groupTypes } from '../answer-types.ts'
import type { ComputedValue, Field, Group, Page, ProcedureDefinition, SettingUse } from '../definition.ts'
import type { TypeScope } from '../expression/check.ts'
import { any, bool, date, listOf, month, number, type Type, text } from '../expression/types.ts'
import type { YamlPath } from '../findings.ts'

/** A field in its place, with its position in reading order and where it stands in the file. */
export interface FieldPlace {
  readonly page: Page
  readonly pageIndex: number
  readonly group: Group
  readonly field: Field
  readonly path: string
  readonly order: number
  where(key?: string): YamlPath
}

/** What the checks of meaning know about a definition before they look at any expression. */
export interface Model {
  readonly definition: ProcedureDefinition
  readonly places: readonly FieldPlace[]
  readonly groups: ReadonlyMap<string, Group>
  /** Order of the last field that `group` or `group.field` needs. */
  readonly order: ReadonlyMap<string, number>
  readonly scope: TypeScope
}

/** @param written the definition before shared groups were written out: positions are those of the file. */
export function buildModel(definition: ProcedureDefinition, written: ProcedureDefinition): Model {
  const places: FieldPlace[] = []
  const groups = new Map<string, Group>()
  const order = new Map<string, number>()
  definition.pages.forEach((page, p) => {
    page.groups.forEach((group, g) => {
      if (!groups.has(group.id)) groups.set(group.id, group)
      const source = written.pages[p]?.groups[g] ?? group
      ;(group.fields ?? []).forEach((field, f) => {
        const path = `${group.id}.${field.id}`
        const place = places.length
        order.set(path, place)
        order.set(group.id, place)
        const where = (key?: string) => positionOf(['pages', p, 'groups', g], source, group, field, f, key)
        places.push({ page, pageIndex: p, group, field, path, order: place, where })
      })
    })
  })
  return { definition, places, groups, order, scope: scopeOf(definition, groups) }
}

function positionOf(base: YamlPath, source: Group, group: Group, field: Field, index: number, key?: string): YamlPath {
  const end = key === undefined ? [] : [key]
  const shared = (group.fields?.length ?? 0) - (source.fields?.length ?? 0)
  if (index >= shared) return [...base, 'fields', index - shared, ...end]
  const change = source.with?.[field.id]
  return change && (key === undefined || Object.hasOwn(change, key))
    ? [...base, 'with', field.id, ...end]
    : [...base, 'use']
}

function scopeOf(definition: ProcedureDefinition, groups: ReadonlyMap<string, Group>): TypeScope {
  const listSize = new Map<string, number>()
  for (const group of groups.values()) if (group.repeat) listSize.set(group.id, group.repeat.max)
  return {
    groups: groupTypes(definition),
    conditions: new Set(Object.keys(definition.conditions ?? {})),
    values: new Map(Object.entries(definition.values ?? {}).map(([id, value]) => [id, valueTypeOf(value)])),
    settings: new Map(Object.entries(definition.settings ?? {}).map(([id, setting]) => [id, settingType(setting)])),
    listSize,
  }
}

function valueTypeOf(value: ComputedValue): { readonly type: Type; readonly each?: string } {
  const type = valueTypes[value.type]
  return value.each === undefined ? { type } : { type, each: value.each }
}

/** Declared types of computed values. */
export const valueTypes: Readonly<Record<ComputedValue['type'], Type>> = {
  boolean: bool,
  number,
  money: number,
  date,
  month,
  text,
  list: listOf(any),
}

function settingType(setting: SettingUse): Type {
  const types: Record<SettingUse['type'], Type> = { number, text, boolean: bool, list: listOf(text) }
  return types[setting.type]
}
