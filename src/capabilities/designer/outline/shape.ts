import { readYaml } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

/** As much of a definition as the structured screens read; a working copy may be broken anywhere, so all may be absent. */
export interface LocalTextLike {
  readonly ja?: string
  readonly easy?: string
  readonly en?: string
}
export interface Field {
  readonly id: string
  readonly type: string
  readonly label?: LocalTextLike
  readonly hint?: LocalTextLike
  readonly required?: boolean | string
  readonly when?: string
  readonly choices?: readonly { readonly id: string; readonly label?: LocalTextLike }[]
  readonly min?: number | string
  readonly max?: number | string
  readonly minLength?: number
  readonly maxLength?: number
}
export interface Group {
  readonly id: string
  readonly title?: LocalTextLike
  readonly hint?: LocalTextLike
  readonly when?: string
  readonly use?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly repeat?: {
    readonly min?: number
    readonly max?: number
    readonly item?: LocalTextLike
    readonly add?: LocalTextLike
  }
  readonly fields?: readonly Field[]
}
export interface Page {
  readonly id: string
  readonly title?: LocalTextLike
  readonly lead?: LocalTextLike
  readonly when?: string
  readonly groups?: readonly Group[]
}
export interface OutlineData {
  readonly pages?: readonly Page[]
  readonly filers?: readonly { readonly kind: string; readonly label?: LocalTextLike }[]
  readonly conditions?: Readonly<Record<string, { readonly label?: string; readonly is?: string } | undefined>>
  readonly values?: Readonly<
    Record<
      string,
      | { readonly label?: LocalTextLike; readonly type?: string; readonly each?: string; readonly is?: string }
      | undefined
    >
  >
}

export type ItemKind = 'page' | 'group' | 'field'

/** The text as data; undefined when it can't be read, so that nothing can be changed piece by piece. */
export function outlineOf(source: string): OutlineData | undefined {
  const { data, problems } = readYaml(source)
  if (problems.length > 0 || typeof data !== 'object' || data === null) return undefined
  return data as OutlineData
}

/** A list where one belongs; a broken text may have something else there. */
export function optionalList<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : []
}

export type ItemPath = readonly (string | number)[]

/** `pages.0.groups.1.fields.2` and its beginnings; undefined for anything else. */
export function readItemPath(text: string): { readonly path: ItemPath; readonly kind: ItemKind } | undefined {
  const match = /^pages\.(\d{1,3})(?:\.groups\.(\d{1,3})(?:\.fields\.(\d{1,3}))?)?$/.exec(text)
  if (!match) return undefined
  const [, p, g, f] = match
  if (g === undefined) return { path: ['pages', Number(p)], kind: 'page' }
  if (f === undefined) return { path: ['pages', Number(p), 'groups', Number(g)], kind: 'group' }
  return { path: ['pages', Number(p), 'groups', Number(g), 'fields', Number(f)], kind: 'field' }
}

/** What stands at a path of the outline. */
export function itemAt(data: OutlineData, path: ItemPath): Page | Group | Field | undefined {
  let value: unknown = data
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step]
  return typeof value === 'object' && value !== null ? (value as Page | Group | Field) : undefined
}

/** The everyday name of a type; the word itself for one that nobody knows. */
export function typeName(type: string): string {
  return Object.hasOwn(messages.types, type) ? (messages.types[type as keyof typeof messages.types][0] ?? type) : type
}

/** What people call a page, group or field. */
export function titleOf(item: Page | Group | Field | undefined): string | undefined {
  if (item === undefined) return undefined
  return ('label' in item ? item.label : 'title' in item ? item.title : undefined)?.ja
}
