import { caseStates } from '../../../civic/case-state.ts'
import { deliveryReport } from '../../exchange/index.ts'
import { scopes } from '../clients/client.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { sharedShapes } from '../schema/shared-shapes.ts'

const text: JsonSchema = { type: 'string' }
const whole: JsonSchema = { type: 'integer' }
const yes: JsonSchema = { type: 'boolean' }
const maybe = (type: string): JsonSchema => ({ type: [type, 'null'] })
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
/** An object with all of these, and perhaps more one day: clients have to bear members that they don't know. */
const object = (properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})

const application = {
  receiptNumber: text,
  procedure: text,
  version: text,
  arrivedAt: text,
  state: { type: 'string', enum: caseStates.filter((state) => state !== 'draft') },
  stateAt: text,
  nextBy: maybe('string'),
  section: maybe('string'),
  sectionPhone: maybe('string'),
  place: maybe('string'),
  fee: object({ total: whole, paidAt: maybe('string') }),
  decision: {
    anyOf: [ref('Decision'), { type: 'null' }],
    description: 'The result, once decided, where the applicant agreed that the sender is told (`resultAgreed`).',
  },
  corrections: listOf(ref('Correction')),
}

/** What became of a table of open data; `extra`: members of the answer that a message does not have. */
const delivery = (extra: readonly string[]): JsonSchema =>
  object(
    {
      deliveryId: text,
      dataset: text,
      state: { type: 'string', enum: deliveryReport.shape.state.options },
      reason: { type: 'string', description: 'A stable code: no-dataset, not-allowed, same-file, headers …' },
      rows: whole,
      problems: listOf(
        object(
          { code: text, column: text, level: { type: 'string', enum: ['error', 'warning', 'notice'] }, count: whole },
          ['column'],
        ),
      ),
      changes: object({ added: whole, changed: whole, removed: whole }),
      version: whole,
      ...Object.fromEntries(extra.map((name) => [name, text])),
    },
    ['reason', 'rows', 'problems', 'changes', 'version'],
  )

/** Shapes of what is sent and answered, besides the answers of the procedures. */
export const components: Readonly<Record<string, JsonSchema>> = {
  ...sharedShapes,
  LocalText: object({ ja: text, easy: text, en: text }, ['easy', 'en']),
  ProblemDetails: {
    ...object(
      { type: text, title: text, status: whole, instance: text, problems: listOf(ref('AnswerProblem')), refusal: text },
      ['problems', 'refusal'],
    ),
    description: 'RFC 9457. The last part of `type` is the code that clients go by.',
  },
  AnswerProblem: object(
    {
      pointer: { type: 'string', description: 'JSON Pointer into the request, as a fragment.' },
      path: text,
      code: text,
      severity: { type: 'string', enum: ['refuse', 'stop', 'warn'] },
      message: ref('LocalText'),
      rule: object({ id: text, article: text, compared: listOf(object({ name: text, value: text })) }, ['article']),
    },
    ['rule'],
  ),
  Procedure: object(
    {
      id: text,
      version: { type: 'string', description: 'SHA-256 of the published definition, hex.' },
      kind: { type: 'string', enum: ['application', 'notification', 'claim'] },
      name: ref('LocalText'),
      officialName: text,
      summary: ref('LocalText'),
      open: yes,
      section: text,
      topics: listOf(text),
      lifeEvents: listOf(text),
      filers: listOf(text),
      assurance: object({
        accepted: listOf(text),
        signature: { type: 'string', enum: ['required', 'optional', 'none'] },
      }),
      carriedElsewhere: yes,
      links: object({ self: text, schema: text, version: text }),
      details: { type: 'object' },
    },
    ['details'],
  ),
  RegisterEntry: object({ id: text, label: ref('LocalText'), facts: { type: 'object' }, left: whole }, ['left']),
  Client: object({
    id: text,
    name: text,
    scopes: listOf({ type: 'string', enum: scopes }),
    procedures: listOf(text),
    attests: listOf(text),
    perMinute: whole,
    validUntil: text,
    webhook: { type: ['object', 'null'], properties: { url: text, events: listOf(text) } },
  }),
  Validation: object({
    procedure: text,
    version: text,
    accepted: yes,
    problems: listOf(ref('AnswerProblem')),
    obstacles: listOf(text),
    asked: listOf(object({ pointer: text, page: text, required: yes })),
    values: listOf(object({ id: text, label: ref('LocalText'), text: ref('LocalText') })),
    fee: object({
      total: whole,
      lines: listOf(object({ id: text, label: ref('LocalText'), amount: whole, quantity: whole })),
    }),
    deadline: { type: ['object', 'null'], properties: { from: text, last: text, article: text } },
    calendar: listOf({ type: 'object' }),
    delivery: text,
    places: maybe('string'),
    signature: { type: 'string', enum: ['required', 'optional', 'none'] },
    toSign: { type: ['object', 'null'], properties: { text, sha256: text, base64: text } },
  }),
  Correction: object({
    id: text,
    requestedAt: text,
    dueOn: text,
    answeredAt: maybe('string'),
    intro: text,
    items: listOf(object({ pointer: text, path: text, reason: text })),
  }),
  Decision: object({
    result: { type: 'string', enum: ['approved', 'partially-approved', 'rejected', 'dismissed', 'accepted'] },
    outcome: { type: 'string', description: 'Id of the outcome in the definition of the procedure.' },
    decidedOn: text,
  }),
  Application: object(application),
  Submitted: object({
    ...application,
    followUp: {
      ...object({ address: text, receiptNumber: text, secret: text }),
      description: 'For the applicant: opens the application on the portal.',
    },
  }),
  Delivery: delivery(['receivedAt', 'changedAt']),
  DeliveryMessage: object({ type: text, timestamp: text, data: delivery([]) }),
  WebhookMessage: object({
    type: text,
    timestamp: text,
    data: object({ receiptNumber: text, procedure: text, dueOn: text, decision: ref('Decision') }, [
      'dueOn',
      'decision',
    ]),
  }),
}
