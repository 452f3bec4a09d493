import { type Field, mostFiles, offersRegistered, patterns } from '../../procedures/index.ts'
import { consentOf } from './consent.ts'
import { type JsonSchema, schemaOf } from './json-schema.ts'

/** How a schema names what stands elsewhere: `#/$defs/…` in a file of its own, `#/components/schemas/…` in OpenAPI. */
export interface References {
  shape(name: string): string
  /** Where the open entries of a register are listed. */
  register(id: string): string
}

/** What an answer of a field has to look like, whatever else was answered. Never stricter than the field's own check. */
export function fieldSchema(field: Field, references: References): JsonSchema {
  return schemaOf({
    ...shapeOf(field, references),
    title: field.label.ja,
    'x-title-en': field.label.en,
    description: field.hint?.ja,
    'x-type': field.type,
    'x-check': field.check,
    'x-minimum': expressionOf(field.min),
    'x-maximum': expressionOf(field.max),
    'x-choices-when': choicesWhen(field),
  })
}

function shapeOf(field: Field, references: References): JsonSchema {
  switch (field.type) {
    case 'text':
      return lineOf(field, 200)
    case 'long-text':
      return lettersOf(field, 2000)
    case 'kana':
      return lettersOf(field, 100)
    case 'phone':
      return { type: 'string', minLength: 1, examples: ['0820-22-2111'] }
    case 'email':
      return { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+$', maxLength: 254 }
    case 'date':
      return { type: 'string', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }
    case 'year-month':
      return { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }
    case 'time':
      return { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }
    case 'number':
      return schemaOf({ type: 'integer', minimum: numberOf(field.min), maximum: numberOf(field.max) })
    case 'money':
      return schemaOf({
        type: 'integer',
        minimum: field.min === undefined ? 0 : numberOf(field.min),
        maximum: numberOf(field.max),
      })
    case 'yes-no':
      return { type: 'boolean' }
    case 'choice':
      return { type: 'string', enum: idsOf(field), 'x-labels': labelsOf(field) }
    case 'multi-choice':
      return schemaOf({
        type: 'array',
        items: { type: 'string', enum: idsOf(field) },
        'x-labels': labelsOf(field),
        minItems: Math.max(1, numberOf(field.min) ?? 1),
        maxItems: numberOf(field.max),
      })
    case 'name':
      return { $ref: references.shape('Name') }
    case 'address':
      return { $ref: references.shape('Address') }
    case 'account':
      return offersRegistered(field)
        ? { $ref: references.shape('Account') }
        : { $ref: references.shape('Account'), type: 'object', properties: { choice: { const: 'designated' } } }
    case 'map-point':
      return { $ref: references.shape('MapPoint') }
    case 'map-shape':
      return { $ref: references.shape('MapShape') }
    case 'file':
    case 'photo':
      return filesOf(field, references)
    case 'register-choice':
      return entriesOf(field, references)
    case 'consent':
      return consentOf(field)
    default:
      throw new Error(`A field of type ${field.type} is not answered over the interface.`)
  }
}

/** A code with a pattern is counted in characters. Other text is counted in letters, of which one may take two code points. */
function lineOf(field: Field, most: number): JsonSchema {
  const pattern = field.pattern === undefined ? undefined : patterns[field.pattern]
  if (pattern === undefined) return lettersOf(field, most)
  return schemaOf({
    type: 'string',
    pattern: pattern.shape.source,
    minLength: Math.max(1, field.minLength ?? 1),
    maxLength: field.maxLength ?? most,
    examples: [pattern.example],
  })
}

function lettersOf(field: Field, most: number): JsonSchema {
  const letters = field.maxLength ?? most
  return {
    type: 'string',
    minLength: Math.max(1, field.minLength ?? 1),
    maxLength: letters * 2,
    'x-max-letters': letters,
  }
}

function filesOf(field: Field, references: References): JsonSchema {
  const kinds = { pdf: 'application/pdf', jpg: 'image/jpeg', png: 'image/png' } as const
  const accepted =
    field.accept ?? (field.type === 'photo' ? (['jpg', 'png'] as const) : (['pdf', 'jpg', 'png'] as const))
  const item = {
    $ref: references.shape('File'),
    type: 'object',
    properties: {
      how: { enum: ['attached', ...(field.alternatives ?? [])] },
      mediaType: { enum: accepted.map((kind) => kinds[kind]) },
    },
  }
  return { type: 'array', items: item, minItems: 1, maxItems: field.maxFiles ?? mostFiles }
}

/** Entries come and go without a new version: the schema names the register and where its entries are listed. */
function entriesOf(field: Field, references: References): JsonSchema {
  const register = field.register?.id ?? ''
  const entry = { type: 'string', 'x-register': register, 'x-register-entries': references.register(register) }
  const several = field.register?.quantity === true
  const item = several
    ? {
        type: 'object',
        required: ['entry', 'quantity'],
        properties: { entry, quantity: { type: 'integer', minimum: 1, maximum: 99 } },
      }
    : { type: 'object', required: ['entry'], properties: { entry } }
  return schemaOf({
    type: 'array',
    items: item,
    minItems: 1,
    maxItems: several ? undefined : 1,
    'x-register-where': field.register?.where,
  })
}

const idsOf = (field: Field): readonly string[] => (field.choices ?? []).map(({ id }) => id)
const labelsOf = (field: Field): Readonly<Record<string, string>> =>
  Object.fromEntries((field.choices ?? []).map(({ id, label }) => [id, label.ja]))
const numberOf = (limit: number | string | undefined): number | undefined =>
  typeof limit === 'number' ? limit : undefined
const expressionOf = (limit: number | string | undefined): string | undefined =>
  typeof limit === 'string' ? limit : undefined

function choicesWhen(field: Field): Readonly<Record<string, string>> | undefined {
  const bound = (field.choices ?? []).flatMap(({ id, when }) => (when === undefined ? [] : [[id, when] as const]))
  return bound.length === 0 ? undefined : Object.fromEntries(bound)
}
