import { z } from 'zod'
import { field, page } from './schema-form.ts'
import { officeShape } from './schema-office.ts'
import {
  camel,
  counting,
  day,
  daysCount,
  expression,
  kebab,
  localText,
  monthDay,
  path,
  wholeNumber,
} from './schema-words.ts'
import { assurances, canonicalStates, channels, filerKinds } from './words.ts'

/** The shape of a definition for the reader of YAML; `definition.ts` is the same shape for the program. */

/** A word of the language; written as a variable so that nobody takes the object for a promise. */
const then = 'then'

const guide = z.strictObject({
  who: localText,
  prepare: z.array(localText),
  minutes: z.number().int().min(1).max(600),
  fee: localText,
  afterwards: z.array(localText),
  paper: localText,
  counter: localText,
  unableToSign: localText.optional(),
  late: localText.optional(),
})

const scalar = z.union([z.string(), wholeNumber, z.boolean()])

const editions = z
  .array(
    z.strictObject({
      from: day,
      source: z.string().min(1),
      rows: z
        .array(z.strictObject({ when: z.record(z.string(), z.coerce.string()), [then]: z.record(camel, scalar) }))
        .min(1)
        .max(500),
    }),
  )
  .min(1)

// A table has its rows itself or, by `use`, from `catalog/tables/`: `shared-tables.ts` says when neither is there.
const table = z.strictObject({
  use: kebab.optional(),
  label: z.string().optional(),
  asOf: expression.optional(),
  each: camel.optional(),
  inputs: z.record(camel, expression),
  versions: editions.optional(),
})

/** A whole `procedure.yaml`. Every object is strict: an unknown key is an error with a suggestion. */
export const procedureSchema = z.strictObject({
  schema: z.literal(1),
  id: kebab,
  kind: z.enum(['application', 'notification', 'claim']),
  receiptPrefix: z.string().regex(/^[A-Z]{2}$/, 'receipt-prefix'),
  name: localText,
  officialName: z.string().min(1),
  summary: localText,
  searchWords: z.array(z.string().min(1)),
  topics: z.array(kebab),
  lifeEvents: z.array(kebab),
  legalBasis: z.array(
    z.strictObject({
      law: z.string().min(1),
      article: z.string().min(1),
      form: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
  owner: kebab,
  guide,
  carriedBy: z
    .strictObject({ system: localText, address: camel, phone: camel, needs: z.array(localText).min(1).max(12) })
    .optional(),
  calendar: z
    .array(
      z.strictObject({
        id: kebab,
        label: localText,
        rule: localText,
        when: expression.optional(),
        kind: z.enum(['until', 'from']).optional(),
        due: expression,
        article: z.string().optional(),
      }),
    )
    .min(1)
    .max(40)
    .optional(),
  filers: z
    .array(
      z.strictObject({
        kind: z.enum(filerKinds),
        label: localText,
        channels: z.array(z.enum(channels)).min(1),
        note: localText.optional(),
      }),
    )
    .min(1),
  channels: z.array(z.enum(channels)).min(1),
  // What only a case needs is asked for by `hand-over.ts`, since a procedure that another system carries has none.
  assurance: z
    .strictObject({
      accepted: z.array(z.enum(assurances)).min(1),
      signature: z.enum(['required', 'optional', 'none']),
      signer: z.enum(['applicant', 'filer']).optional(),
    })
    .optional(),
  acceptance: z
    .strictObject({
      register: kebab.optional(),
      season: z.strictObject({ from: monthDay, to: monthDay, shiftToOpenDay: z.boolean().optional() }).optional(),
      paused: z.boolean().optional(),
      article: z.string().min(1).optional(),
      closedText: localText,
    })
    .optional(),
  filingDeadline: z
    .strictObject({
      from: path,
      fromLabel: localText,
      days: daysCount.optional(),
      months: z.number().int().min(0).max(240).optional(),
      countFirstDay: z.boolean().optional(),
      shiftToOpenDay: z.boolean(),
      article: z.string().min(1),
      when: expression.optional(),
    })
    .optional(),
  processing: z
    .strictObject({
      days: daysCount,
      counting,
      countFirstDay: z.union([z.boolean(), camel]).optional(),
      statutory: z.strictObject({ law: z.string(), article: z.string() }).optional(),
      pausedBy: z.array(z.enum(canonicalStates)),
      alarms: z.array(daysCount).optional(),
    })
    .optional(),
  stages: z
    .array(
      z.strictObject({
        id: kebab,
        name: localText,
        state: z.enum(canonicalStates),
        timer: z.strictObject({ days: daysCount, counting, [then]: z.enum(['remind', 'expire']) }).optional(),
      }),
    )
    .optional(),
  retention: z
    .strictObject({
      years: z.union([z.number().int().min(0).max(100), z.literal('permanent')]),
      from: z.enum(['completion', 'fiscal-year-end']),
      note: z.string().optional(),
    })
    .optional(),
  registers: z.array(kebab).optional(),
  settings: z
    .record(
      camel,
      z.strictObject({
        label: z.string().min(1),
        type: z.enum(['number', 'text', 'boolean', 'list']),
        default: z.union([wholeNumber, z.string(), z.boolean(), z.array(z.string())]),
        openPoint: z.string().optional(),
      }),
    )
    .optional(),
  conditions: z
    .record(camel, z.strictObject({ label: z.string().min(1), is: expression, article: z.string().min(1).optional() }))
    .optional(),
  values: z
    .record(
      camel,
      z.strictObject({
        label: localText,
        type: z.enum(['boolean', 'number', 'money', 'date', 'month', 'text', 'list']),
        each: camel.optional(),
        is: expression.optional(),
        table: camel.optional(),
        column: camel.optional(),
        show: z.enum(['resident', 'office']).optional(),
        article: z.string().min(1).optional(),
      }),
    )
    .optional(),
  tables: z.record(camel, table).optional(),
  pages: z.array(page).min(1).max(60),
  rules: z
    .array(
      z.strictObject({
        id: kebab,
        when: expression.optional(),
        must: expression,
        each: camel.optional(),
        at: path,
        severity: z.enum(['refuse', 'stop', 'warn']),
        message: localText,
        article: z.string().optional(),
        setBy: z.enum(['city', 'law']).optional(),
        compares: z.record(z.string(), expression).optional(),
      }),
    )
    .optional(),
  ...officeShape,
  next: z.array(z.strictObject({ procedure: kebab, when: expression.optional(), reason: localText })).optional(),
  followUps: z
    .array(
      z.strictObject({
        id: kebab,
        procedure: kebab,
        after: z.array(kebab).min(1).optional(),
        when: expression.optional(),
        from: expression.optional(),
        until: expression.optional(),
        title: localText.optional(),
        reason: localText,
        carry: z.record(path, path).optional(),
        set: z.record(path, expression).optional(),
      }),
    )
    .max(12)
    .optional(),
})

/** A shared group of `catalog/groups/<id>.yaml`: fields defined once, used by many procedures. */
export const sharedGroupSchema = z.strictObject({
  schema: z.literal(1),
  id: kebab,
  title: localText,
  hint: localText.optional(),
  perApplication: z.boolean().optional(),
  fields: z.array(field).min(1).max(60),
})

/** A shared table of `catalog/tables/<id>.yaml`: dated rows defined once, used by many procedures. */
export const sharedTableSchema = z.strictObject({
  schema: z.literal(1),
  id: kebab,
  label: z.string().min(1),
  versions: editions,
})
