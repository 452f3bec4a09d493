import type { CompiledProcedure, Field, Group, Page } from '../../procedures/index.ts'
import { both, Conditions, type Said } from './condition.ts'
import { fieldSchema, type References } from './field-schema.ts'
import { ifThen, type JsonSchema, schemaOf } from './json-schema.ts'

/** Fields that are answered over the interface: a notice is no question, and a 個人番号 is never taken. */
export function isAnswered(field: Field): boolean {
  return field.type !== 'notice' && field.type !== 'individual-number'
}

/** What has to be answered when `when` holds. */
interface Requirement {
  readonly when: JsonSchema | true
  readonly group: Group
  readonly fields: readonly string[]
  /** Within an item of a repeated group: further conditions, over the item. */
  readonly item?: JsonSchema
}

/**
 * The answers of one version as a JSON Schema: groups, fields, their shapes, what is required and when. It never refuses what
 * the rules accept; what it can't say stands in `x-` keywords. The rules have the last word.
 */
export function answersSchema({ definition, hash }: CompiledProcedure, references: References): JsonSchema {
  const conditions = new Conditions(definition)
  const places = definition.pages.flatMap((page) => page.groups.map((group) => ({ page, group })))
  const requirements = places.flatMap(({ page, group }) => requirementsOf(conditions, page, group))
  const always = requirements.filter(({ when }) => when === true)
  const sometimes = requirements.filter(({ when }) => when !== true)
  return schemaOf({
    title: definition.officialName,
    'x-title-en': definition.name.en,
    'x-procedure': definition.id,
    'x-version': hash,
    type: 'object',
    properties: Object.fromEntries(
      places.map(({ page, group }) => [group.id, groupSchema(conditions, page, group, always, references)]),
    ),
    additionalProperties: false,
    required: some([
      ...new Set(
        always
          .map(({ group }) => group)
          .filter(isNeeded)
          .map(({ id }) => id),
      ),
    ]),
    allOf: some(conditional(sometimes)),
    'x-rules': (definition.rules ?? []).map(({ id, at, severity, message, article, when, must, each }) =>
      schemaOf({ id, at, severity, message: message.ja, article, when, must, each }),
    ),
  })
}

function groupSchema(
  conditions: Conditions,
  page: Page,
  group: Group,
  always: readonly Requirement[],
  references: References,
): JsonSchema {
  const own = always.filter((each) => each.group === group)
  const fields = (group.fields ?? []).filter(isAnswered)
  const body = schemaOf({
    type: 'object',
    properties: Object.fromEntries(
      fields.map((field) => [field.id, withConditions(conditions, group, field, fieldSchema(field, references))]),
    ),
    additionalProperties: false,
    required: some(own.filter(({ item }) => item === undefined).flatMap((each) => each.fields)),
    allOf: some(own.flatMap(({ item, fields: wanted }) => (item === undefined ? [] : [ifThen(item, needs(wanted))]))),
  })
  const words = {
    title: group.title.ja,
    'x-title-en': group.title.en,
    description: group.hint?.ja,
    'x-when':
      conditions.ofGroup(page, group) === undefined
        ? [page.when, group.when].filter((when) => when !== undefined).join(' && ')
        : undefined,
  }
  if (group.repeat === undefined) return schemaOf({ ...words, ...body })
  const least = own.length > 0 || conditions.ofGroup(page, group) === true ? group.repeat.min : 0
  return schemaOf({ ...words, type: 'array', items: body, minItems: least || undefined, maxItems: group.repeat.max })
}

/** Names a condition that the schema itself does not say. */
function withConditions(conditions: Conditions, group: Group, field: Field, schema: JsonSchema): JsonSchema {
  const said = (source: string | undefined): boolean =>
    source === undefined ||
    conditions.of(source) !== undefined ||
    (group.repeat !== undefined && conditions.of(source, group) !== undefined)
  const required = typeof field.required === 'string' ? field.required : undefined
  return schemaOf({
    ...schema,
    'x-when': said(field.when) ? undefined : field.when,
    'x-required-when': said(required) ? undefined : required,
  })
}

function requirementsOf(conditions: Conditions, page: Page, group: Group): readonly Requirement[] {
  const asked = conditions.ofGroup(page, group)
  if (asked === undefined || asked === false) return []
  const found: Requirement[] = []
  if (group.repeat !== undefined && group.repeat.min > 0) found.push({ when: asked, group, fields: [] })
  for (const field of (group.fields ?? []).filter(isAnswered)) {
    if (field.required === false) continue
    const sources = [field.when, typeof field.required === 'string' ? field.required : undefined]
    const requirement = requirementOf(conditions, group, asked, sources)
    if (requirement !== undefined) found.push({ ...requirement, group, fields: [field.id] })
  }
  return found
}

/** Each condition is said over the whole answers or, in a repeated group, over the item; one that is neither ends it. */
function requirementOf(
  conditions: Conditions,
  group: Group,
  asked: JsonSchema | true,
  sources: readonly (string | undefined)[],
): Pick<Requirement, 'when' | 'item'> | undefined {
  let when: Said = asked
  let item: Said = true
  for (const source of sources) {
    const whole = conditions.of(source)
    if (whole !== undefined) when = both(when, whole)
    else if (group.repeat === undefined) return undefined
    else item = both(item, conditions.of(source, group))
  }
  if (when === undefined || when === false || item === undefined || item === false) return undefined
  return { when, ...(item === true ? {} : { item }) }
}

/** One `if` for each condition, with everything that hangs on it. */
function conditional(requirements: readonly Requirement[]): readonly JsonSchema[] {
  const byCondition = new Map<string, Requirement[]>()
  for (const each of requirements) {
    const key = JSON.stringify(each.when)
    byCondition.set(key, [...(byCondition.get(key) ?? []), each])
  }
  return [...byCondition.values()].map((same) => {
    const [first] = same
    const groups = [...new Set(same.map(({ group }) => group))]
    const properties = Object.fromEntries(
      groups.map((group) => [
        group.id,
        needsOfGroup(
          group,
          same.filter((each) => each.group === group),
        ),
      ]),
    )
    const single = groups.filter(isNeeded).map(({ id }) => id)
    return ifThen(first?.when as JsonSchema, schemaOf({ type: 'object', properties, required: some(single) }))
  })
}

function needsOfGroup(group: Group, requirements: readonly Requirement[]): JsonSchema {
  const plain = requirements.filter(({ item }) => item === undefined).flatMap(({ fields }) => fields)
  const bound = requirements.flatMap(({ item, fields }) => (item === undefined ? [] : [ifThen(item, needs(fields))]))
  const body = schemaOf({ ...needs(plain), allOf: some(bound) })
  if (group.repeat === undefined) return body
  return schemaOf({ type: 'array', items: body, minItems: group.repeat.min || undefined })
}

function needs(fields: readonly string[]): JsonSchema {
  if (fields.length === 0) return { type: 'object' }
  return { type: 'object', properties: Object.fromEntries(fields.map((id) => [id, true])), required: fields }
}

/** A group whose items may be none is not missing when it is left out. */
function isNeeded({ repeat }: Group): boolean {
  return repeat === undefined || repeat.min > 0
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}
