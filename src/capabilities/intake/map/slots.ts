import { type CompiledProcedure, fieldKind } from '../../procedures/index.ts'
import type { ManifestField, ManifestProcedure } from '../manifest/schema.ts'
import { fold } from './fold.ts'
import { partWords } from './part-words.ja.ts'
import { type FieldPlace, fieldPlaces } from './places.ts'

/** One place where a text of the sender goes: a question, or a part of its answer. */
export interface Slot extends FieldPlace {
  /** `''`: the whole answer. */
  readonly part: string
  readonly codes?: Readonly<Record<string, string>>
  /** Headings under which it may stand, as written; `{n}` counts items from 1. The manifest's own comes alone. */
  readonly columns: readonly string[]
  /** The same, folded. */
  readonly folded: readonly string[]
}

const made = new WeakMap<ManifestProcedure, { readonly hash: string; readonly slots: readonly Slot[] }>()

/** Every place of a procedure with the headings that a manifest gives it. Made once for a version. */
export function slotsOf(manifest: ManifestProcedure, procedure: CompiledProcedure): readonly Slot[] {
  const known = made.get(manifest)
  if (known?.hash === procedure.hash) return known.slots
  const places = fieldPlaces(procedure.definition)
  const own = new Map((manifest.fields ?? []).map((each) => [each.to, each] as const))
  const usual = manifest.match === 'none' ? () => [] : manifest.match === 'path' ? byPath : byLabel(places)
  const slots = places.flatMap((place) =>
    partsOf(place).map((part): Slot => {
      const rule = own.get(targetOf(place, part))
      const columns = rule ? [rule.column] : usual(place, part)
      return { ...place, part, ...codesOf(rule), columns, folded: columns.map(foldColumn) }
    }),
  )
  made.set(manifest, { hash: procedure.hash, slots })
  return slots
}

/** Headings are folded around `{n}`, which stays. */
const foldColumn = (column: string): string => column.split('{n}').map(fold).join('{n}')

function codesOf(rule: ManifestField | undefined): Pick<Slot, 'codes'> {
  return rule?.codes === undefined ? {} : { codes: rule.codes }
}

function partsOf({ field }: FieldPlace): readonly string[] {
  const { parts } = fieldKind(field.type)
  return ['', ...parts.filter((part) => part !== '' && part !== 'version' && part !== 'text' && part !== 'agreed')]
}

/** How a manifest names the place. */
export function targetOf({ group, field }: FieldPlace, part: string): string {
  return [group.id, ...(group.repeat ? ['{n}'] : []), field.id, ...(part === '' ? [] : [part])].join('.')
}

function byPath(place: FieldPlace, part: string): readonly string[] {
  return [targetOf(place, part)]
}

/** 「飼い主／氏名（姓）」, and「氏名（姓）」where no other question is called so. */
function byLabel(places: readonly FieldPlace[]): (place: FieldPlace, part: string) => readonly string[] {
  const counts = new Map<string, number>()
  const qualified = new Map<string, number>()
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1)
  for (const place of places) {
    count(counts, fold(place.field.label.ja))
    count(qualified, fold(headOf(place)))
  }
  return (place, part) => {
    const heads = [
      ...(qualified.get(fold(headOf(place))) === 1 ? [headOf(place)] : []),
      ...(!place.group.repeat && counts.get(fold(place.field.label.ja)) === 1 ? [place.field.label.ja] : []),
    ]
    const named =
      part === '' ? heads : heads.flatMap((head) => (partWords[part] ?? []).map((word) => `${head}（${word}）`))
    return [...named, targetOf(place, part)]
  }
}

function headOf({ group, field }: FieldPlace): string {
  const head = group.repeat ? `${group.repeat.item.ja}{n}` : group.title.ja
  return `${head}／${field.label.ja}`
}
