import { fieldKind, type ProcedureDefinition } from '../../procedures/index.ts'
import { fold } from '../map/fold.ts'
import { partWords } from '../map/part-words.ja.ts'
import { type FieldPlace, fieldPlaces } from '../map/places.ts'
import { targetOf } from '../map/slots.ts'

/** A place to which a column can be put, with the words that people choose it by. */
export interface Target {
  readonly to: string
  readonly label: string
}

const composites = ['name', 'address', 'account', 'map-point']

/** Every place of a procedure: each question, and the parts of names, addresses and accounts. */
export function targetsOf(definition: ProcedureDefinition): readonly Target[] {
  return placesOf(definition).flatMap((place) => [
    { to: targetOf(place, ''), label: labelOf(place) },
    ...fieldKind(place.field.type)
      .parts.filter((part) => partWords[part] && composites.includes(place.field.type))
      .map((part) => ({ to: targetOf(place, part), label: `${labelOf(place)}（${partWords[part]?.[0] ?? part}）` })),
  ])
}

/** One column is one answer: questions that repeat are mapped in the text of the manifest. */
function placesOf(definition: ProcedureDefinition): readonly FieldPlace[] {
  return fieldPlaces(definition).filter(({ group }) => !group.repeat)
}

function labelOf({ group, field }: FieldPlace): string {
  return `${group.title.ja}／${field.label.ja}`
}

/** What a column is for besides answers. */
export const uses = ['number', 'arrivedAt'] as const
const useWords: Readonly<Record<(typeof uses)[number], readonly string[]>> = {
  number: ['受付番号', '整理番号', '申込番号', '申請番号', '受付ID', '到達番号', '回答ID'],
  arrivedAt: ['送信日時', '申込日時', '申請日時', '受付日時', '到達日時', '回答日時', '登録日時'],
}

/**
 * Which use or place a heading names: the words of the question, alone, with its group, or with a part. Empty for a heading
 * that names none, or could be two: that is the person's to say.
 */
export function suggestFor(heading: string, definition: ProcedureDefinition): string {
  const word = fold(heading)
  const use = uses.find((each) => useWords[each].some((text) => fold(text) === word))
  if (use) return use
  const found = new Set<string>()
  for (const place of placesOf(definition)) {
    const heads = [place.field.label.ja, labelOf(place)]
    if (heads.some((head) => fold(head) === word)) found.add(targetOf(place, ''))
    for (const part of fieldKind(place.field.type).parts)
      if ((partWords[part] ?? []).some((each) => heads.some((head) => fold(head + each) === word)))
        found.add(targetOf(place, part))
  }
  return found.size === 1 ? ([...found][0] ?? '') : ''
}
