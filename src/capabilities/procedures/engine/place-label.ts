import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { Place } from './run.ts'

const remembered = new WeakMap<object, Map<string, LocalText>>()

/** The field's label; in a repeated group with its item, so that a sentence says whose birthday is missing. */
export function placeLabel({ compiled, item }: Pick<Place, 'compiled' | 'item'>): LocalText {
  const { field, group } = compiled
  if (item === undefined || !group.repeat) return field.label
  const known = remembered.get(field) ?? new Map<string, LocalText>()
  remembered.set(field, known)
  const before = known.get(`${group.id}.${item}`)
  if (before) return before
  const made = itemLabel(group.repeat.item, item + 1, field.label)
  known.set(`${group.id}.${item}`, made)
  return made
}

function itemLabel(item: LocalText, number: number, label: LocalText): LocalText {
  return {
    ja: `${item.ja} ${number}の${label.ja}`,
    easy: `${item.easy ?? item.ja} ${number}の ${label.easy ?? label.ja}`,
    en: `${item.en ?? item.ja} ${number}: ${label.en ?? label.ja}`,
  }
}
