import type { DescriptionChange } from '../../compare/description.ts'
import type { Frequency } from '../../language/dataset.ts'
import { describeMessages } from './messages.ja.ts'

const { fields, frequencies, empty } = describeMessages

/** A part of a description as people read it. `topics`: labels by id, where they are at hand. */
export function changedValue(
  field: DescriptionChange['field'],
  value: string,
  topics: Readonly<Record<string, string>> = {},
): string {
  if (value === '') return empty
  if (field === 'update') return frequencies[value as Frequency] ?? value
  return field === 'topic' ? (topics[value] ?? value) : value
}

/** What was changed, in one line for the record of work. */
export function changesText(changes: readonly DescriptionChange[]): string {
  return changes
    .map(
      ({ field, before, after }) =>
        `${fields[field]}：${changedValue(field, before).slice(0, 80)} → ${changedValue(field, after).slice(0, 80)}`,
    )
    .join('、')
}
