import type { Answers, AnswerValue, CityFacts, CompiledProcedure, Field, Filing, Group } from '../procedures/index.ts'

/** A field on this applicant's way through the form, with what was answered. */
export interface PlacedValue {
  readonly path: string
  readonly group: Group
  readonly field: Field
  readonly item?: number
  readonly value: AnswerValue | undefined
}

/** All fields on the way, in the order of the form. Answers off the way never count. */
export function placedValues(
  procedure: CompiledProcedure,
  answers: Answers,
  filing: Filing,
  city: CityFacts,
): readonly PlacedValue[] {
  return procedure.route(answers, filing, city).flatMap(({ fields }) =>
    fields.map(({ path, group, field, item }) => ({
      path,
      group,
      field,
      ...(item === undefined ? {} : { item }),
      value: valueAt(answers, path),
    })),
  )
}

/** The answer at `group.field` or `group.n.field`. */
export function valueAt(answers: Answers, path: string): AnswerValue | undefined {
  let found: unknown = answers
  for (const part of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Record<string, unknown>)[part]
  }
  return found as AnswerValue | undefined
}

/**
 * Answers before a correction with the asked paths taken from the corrected ones: what nobody asked for stays as it was,
 * whatever was sent. A path may name a whole group.
 */
export function mergeAsked(before: Answers, corrected: Answers, asked: readonly string[]): Answers {
  const merged = structuredClone(before) as Record<string, unknown>
  for (const path of asked) {
    const parts = path.split('.')
    const value = valueAt(corrected, path)
    put(merged, parts, value)
  }
  return merged as Answers
}

/** Paths among the asked ones whose answers differ. */
export function differingPaths(before: Answers, after: Answers, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => JSON.stringify(valueAt(before, path)) !== JSON.stringify(valueAt(after, path)))
}

function put(target: Record<string, unknown>, parts: readonly string[], value: unknown): void {
  const [head, ...rest] = parts
  if (head === undefined || head === '__proto__') return
  if (rest.length === 0) {
    if (value === undefined) delete target[head]
    else target[head] = structuredClone(value)
    return
  }
  const next = target[head]
  if (typeof next === 'object' && next !== null) {
    put(next as Record<string, unknown>, rest, value)
    return
  }
  if (value === undefined) return
  const made: Record<string, unknown> = {}
  target[head] = made
  put(made, rest, value)
}
