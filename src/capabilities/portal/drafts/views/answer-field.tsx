import type { JSX } from 'preact'
import { choiceFields } from './choice-fields.tsx'
import { compositeFields } from './composite-fields.tsx'
import type { FieldView } from './field-common.ts'
import { simpleFields } from './simple-fields.tsx'

/** Any field of a definition, by its type. */
export function AnswerField({ view }: { view: FieldView }): JSX.Element | null {
  const { type } = view.placed.field
  const render = simpleFields[type] ?? compositeFields[type] ?? choiceFields[type]
  if (render === undefined) throw new Error(`There is no view for a field of type ${type}.`)
  return render(view)
}
