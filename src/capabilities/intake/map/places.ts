import type { Field, Group, ProcedureDefinition } from '../../procedures/index.ts'

/** A question of the definition with its group. */
export interface FieldPlace {
  readonly group: Group
  readonly field: Field
}

/** All questions of a definition that take an answer, in written order. */
export function fieldPlaces(definition: ProcedureDefinition): readonly FieldPlace[] {
  return definition.pages
    .flatMap((page) => page.groups)
    .flatMap((group) => (group.fields ?? []).map((field) => ({ group, field })))
    .filter(({ field }) => field.type !== 'notice' && field.type !== 'individual-number')
}

/** The question that a manifest's target names: `owner.name`, `owner.name.family`, `children.{n}.birth`. */
export function fieldAt(
  definition: ProcedureDefinition,
  target: string,
): (FieldPlace & { readonly part?: string; readonly repeated: boolean }) | undefined {
  const [groupId, fieldId, part] = target.replace('.{n}.', '.').split('.')
  for (const page of definition.pages)
    for (const group of page.groups) {
      const field = group.id === groupId ? group.fields?.find((each) => each.id === fieldId) : undefined
      if (field) return { group, field, repeated: group.repeat !== undefined, ...(part === undefined ? {} : { part }) }
    }
  return undefined
}
