import { z } from 'zod'
import { fieldShape } from './schema-form.ts'
import { camel, expression, kebab, localText, path } from './schema-words.ts'

/** The shape of the office's half of a definition (`definition-office.ts`). */

const outcomeField = z.strictObject({
  ...fieldShape,
  decimals: z.union([z.literal(1), z.literal(2)]).optional(),
  follows: z
    .strictObject({
      is: expression.optional(),
      table: camel.optional(),
      column: camel.optional(),
      reason: camel.optional(),
    })
    .optional(),
})

const letter = z.strictObject({
  title: z.string().min(1),
  template: z.string().regex(/^letters\/[a-z0-9-]+\.typ$/, 'letter-template'),
  numbered: z.boolean(),
  seal: z.enum(['image', 'omitted', 'none']),
  photo: path.optional(),
})

const remedies = z.union([
  z.literal('none'),
  z.strictObject({ appealTo: z.string(), appealFirst: z.boolean(), defendant: z.string() }),
])

/** Keys of a definition, in the order of their file. */
export const officeShape = {
  fee: z
    .strictObject({
      article: z.string().min(1, 'fee-article'),
      lines: z
        .array(
          z.strictObject({
            id: kebab,
            label: localText,
            when: expression.optional(),
            each: camel.optional(),
            amount: expression,
            quantity: expression.optional(),
          }),
        )
        .min(1),
      payAt: z.enum(['before-review', 'before-decision', 'before-delivery']),
      methods: z.array(z.enum(['cash', 'ticket', 'online'])).min(1),
    })
    .optional(),
  delivery: z
    .strictObject({
      ways: z.array(z.enum(['portal', 'post', 'counter'])).min(1),
      field: path.optional(),
      sendTo: z.strictObject({ address: path, name: path.optional() }).optional(),
      organisation: z.strictObject({ name: path, post: path.optional() }).optional(),
    })
    .optional(),
  capacity: z
    .strictObject({
      register: kebab,
      entry: path,
      quantity: expression,
      waitingList: z.boolean(),
      method: expression,
      preferred: expression.optional(),
      closesOn: expression.optional(),
      promoteUntil: expression.optional(),
      offerHours: expression.optional(),
      results: z.strictObject({ won: kebab, lost: kebab }).optional(),
    })
    .optional(),
  duplicates: z
    .strictObject({
      key: expression,
      scope: kebab.optional(),
      among: z.enum(['open', 'all']).optional(),
      severity: z.enum(['warn', 'refuse']),
      message: localText,
    })
    .optional(),
  checklist: z
    .array(
      z.strictObject({
        id: kebab,
        label: z.string().min(1),
        when: expression.optional(),
        passes: expression.optional(),
        finding: z.string().optional(),
        source: z.string().optional(),
        article: z.string().optional(),
      }),
    )
    .optional(),
  routing: z.array(z.strictObject({ when: expression, section: kebab })).optional(),
  approval: z.strictObject({ matter: kebab, amount: expression.optional() }).optional(),
  outcomes: z
    .array(
      z.strictObject({
        id: kebab,
        label: localText,
        result: z.enum(['approved', 'partially-approved', 'rejected', 'dismissed', 'accepted']),
        adverse: z.boolean(),
        continues: z.boolean().optional(),
        givesPlaceBack: z.boolean().optional(),
        matter: kebab.optional(),
        letter: kebab.optional(),
        fields: z.array(outcomeField).optional(),
        grounds: z.array(z.strictObject({ id: kebab, text: z.string().min(1) })).optional(),
        remedies: remedies.optional(),
      }),
    )
    .min(1)
    .optional(),
  letters: z.record(kebab, letter).optional(),
  exports: z
    .array(
      z.strictObject({
        id: kebab,
        label: z.string().min(1),
        format: z.literal('csv'),
        encoding: z.enum(['utf-8', 'utf-8-bom', 'shift_jis']),
        where: expression.optional(),
        columns: z.array(z.strictObject({ header: z.string().min(1), value: expression })).min(1),
      }),
    )
    .optional(),
}
