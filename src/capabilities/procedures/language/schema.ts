import { z } from 'zod'
import { fieldTypes, shapeKinds } from './field-types.ts'
import { assurances, canonicalStates, channels, filerKinds } from './words.ts'

/** The shape of a definition for the reader of YAML; `definition.ts` is the same shape for the program. */

/** A word of the language; written as a variable so that nobody takes the object for a promise. */
const then = 'then'
const camel = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'id-camel')
const kebab = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'id-kebab')
const sentence = z.string().min(1).max(2000)
const localText = z.strictObject({ ja: sentence, easy: sentence.optional(), en: sentence.optional() })
const expression = z.string().min(1).max(2000)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'day')
const monthDay = z.string().regex(/^\d{2}-\d{2}$/, 'month-day')
const path = z.string().regex(/^[a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+){0,3}$/, 'answer-path')
const wholeNumber = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER)
const daysCount = z.number().int().min(0).max(3660)
const counting = z.enum(['open-days', 'calendar-days'])

const choice = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'id-kebab'),
  label: localText,
  hint: localText.optional(),
  when: expression.optional(),
  code: z.string().max(40).optional(),
})

const fieldShape = {
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
}
const field = z.strictObject(fieldShape)
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

const page = z.strictObject({
  id: kebab,
  title: localText,
  lead: localText.optional(),
  when: expression.optional(),
  groups: z.array(group).min(1).max(20),
})

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

const table = z.strictObject({
  label: z.string(),
  asOf: expression.optional(),
  each: camel.optional(),
  inputs: z.record(camel, expression),
  versions: z
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
    .min(1),
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
        compares: z.record(z.string(), expression).optional(),
      }),
    )
    .optional(),
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
        columns: z.array(z.strictObject({ header: z.string().min(1), value: expression })).min(1),
      }),
    )
    .optional(),
  next: z.array(z.strictObject({ procedure: kebab, when: expression.optional(), reason: localText })).optional(),
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
