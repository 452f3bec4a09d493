import { z } from 'zod'
import { procedureSchema } from '../../procedures/index.ts'

/** The shapes of `catalog/life-events/` for the reader of YAML; `guide.ts` says the same to the program. */

const { pages, conditions, name: localText, id: kebab, officialName: word } = procedureSchema.shape
const expression = z.string().min(1).max(2000)

const due = z.strictObject({
  from: expression.optional(),
  days: z.number().int().min(0).max(3660).optional(),
  months: z.number().int().min(1).max(240).optional(),
  countFirstDay: z.boolean().optional(),
  shiftToOpenDay: z.boolean().optional(),
  on: expression.optional(),
  article: word.optional(),
  advised: z.boolean().optional(),
  early: z.boolean().optional(),
})

const itemShape = {
  id: kebab,
  procedure: kebab.optional(),
  name: localText.optional(),
  how: localText.optional(),
  office: kebab.optional(),
  law: word.optional(),
  page: z.strictObject({ href: z.string().regex(/^\/[a-z][a-z0-9/-]*$/), label: localText }).optional(),
  bring: z.array(z.union([kebab, z.strictObject({ thing: kebab, when: expression })])).optional(),
  due: due.optional(),
  late: localText.optional(),
}

const item = z.strictObject({
  ...itemShape,
  use: kebab.optional(),
  when: expression.optional(),
  benefit: z
    .strictObject({
      amount: localText.optional(),
      why: localText,
      compares: z.record(z.string(), z.strictObject({ label: localText, is: expression })).optional(),
    })
    .optional(),
  prefill: z
    .record(z.string(), z.strictObject({ type: z.enum(['date', 'text', 'number', 'boolean']), is: expression }))
    .optional(),
})

/** A whole `<guide>.yaml`. */
export const guideSchema = z.strictObject({
  schema: z.literal(1),
  id: kebab,
  lifeEvent: kebab,
  title: localText,
  summary: localText,
  minutes: z.number().int().min(1).max(60),
  conditions,
  pages,
  items: z.array(item).min(1).max(60),
})

/** `_items.yaml`: items that several guides use. */
export const sharedItemsSchema = z.array(z.strictObject(itemShape))
/** `_offices.yaml` */
export const officesSchema = z.array(z.strictObject({ id: kebab, name: localText, section: kebab.optional() }))
/** `_things.yaml` */
export const thingsSchema = z.array(z.strictObject({ id: kebab, name: localText }))
