import { z } from 'zod'
import { fieldTypes, shapeKinds } from './field-types.ts'
import { camel, expression, kebab, localText, wholeNumber } from './schema-words.ts'

/** The shape of what a resident fills in: pages, groups and fields (`definition.ts`). */

const choice = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'id-kebab'),
  label: localText,
  hint: localText.optional(),
  when: expression.optional(),
  code: z.string().max(40).optional(),
})

export const fieldShape = {
  id: camel,
  type: z.enum(fieldTypes),
  label: localText,
  hint: localText.optional(),
  required: z.union([z.boolean(), expression]).optional(),
  when: expression.optional(),
  choices: z.array(choice).min(1).max(200).optional(),
  register: z.strictObject({ id: kebab, where: expression.optional(), quantity: z.boolean().optional() }).optional(),
  min: z.union([wholeNumber, expression]).optional(),
  max: z.union([wholeNumber, expression]).optional(),
  minLength: z.number().int().min(0).max(10_000).optional(),
  maxLength: z.number().int().min(1).max(10_000).optional(),
  unit: localText.optional(),
  pattern: kebab.optional(),
  check: z.enum(['individual-number', 'corporate-number', 'insurer-number']).optional(),
  prefill: z.string().max(80).optional(),
  autocomplete: z.string().max(80).optional(),
  accept: z
    .array(z.enum(['pdf', 'jpg', 'png']))
    .min(1)
    .optional(),
  maxFiles: z.number().int().min(1).max(20).optional(),
  alternatives: z.array(z.enum(['post', 'counter', 'register'])).optional(),
  consent: z
    .strictObject({ version: z.string().min(1).max(40), text: localText, refusable: z.boolean().optional() })
    .optional(),
  shapes: z.array(z.enum(shapeKinds)).min(1).optional(),
  exportKey: z.string().max(80).optional(),
  sensitive: z.boolean().optional(),
  article: z.string().min(1).optional(),
  setBy: z.enum(['city', 'law']).optional(),
}
export const field = z.strictObject(fieldShape)
const group = z.strictObject({
  id: camel,
  title: localText,
  hint: localText.optional(),
  when: expression.optional(),
  use: kebab.optional(),
  with: z.record(z.string(), z.union([z.literal(false), z.strictObject(fieldShape).partial()])).optional(),
  repeat: z
    .strictObject({
      min: z.number().int().min(0).max(100),
      max: z.number().int().min(1).max(100),
      item: localText,
      add: localText,
    })
    .optional(),
  fields: z.array(field).max(100).optional(),
})

export const page = z.strictObject({
  id: kebab,
  title: localText,
  lead: localText.optional(),
  when: expression.optional(),
  groups: z.array(group).min(1).max(20),
})
