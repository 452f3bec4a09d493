import { caseStates } from '../../../civic/case-state.ts'
import { deliveryReport } from '../../exchange/index.ts'
import { scopes } from '../clients/client.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import { sharedShapes } from '../schema/shared-shapes.ts'

const text: JsonSchema = { type: 'string' }
const whole: JsonSchema = { type: 'integer' }
const yes: JsonSchema = { type: 'boolean' }
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
/** An object with all of these, and perhaps more one day: clients have to bear members that they don't know. */
const object = (properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})

const moment = (words?: string): JsonSchema => described({ type: 'string', format: 'date-time' }, words)
const day = (words?: string): JsonSchema => described({ type: 'string', format: 'date' }, words)
const or = (schema: JsonSchema): JsonSchema => ({ ...schema, type: [schema.type as string, 'null'] })
const say = (words: string): JsonSchema => described(text, words)
const described = (schema: JsonSchema, words: string | undefined): JsonSchema =>
  words === undefined ? schema : { ...schema, description: words }

const application = {
  receiptNumber: say('受付番号: the number that the applicant, the office and every later request go by.'),
  procedure: say('Id of the procedure.'),
  version: say('The version of the procedure that it was filed in and is judged by.'),
  arrivedAt: moment('到達: when the city received it. Every period counts from here.'),
  state: {
    type: 'string',
    enum: caseStates.filter((state) => state !== 'draft'),
    description: [
      'submitted: on its way to the office. received, reviewing, consulting, approving: the office works on it.',
      'correction: an answer of the applicant is waited for (`corrections`). awaiting-payment: a fee is to be paid.',
      'decided: there is a decision. notified: the applicant was told. completed: nothing is left to do.',
      'withdrawn, cancelled, expired: it ended without a decision.',
    ].join(' '),
  },
  stateAt: moment('Since when.'),
  nextBy: or(
    day('The day by which the office means to decide, or by which a fee is to be paid; null while that is not known.'),
  ),
  section: or(say('The section in charge, in Japanese.')),
  sectionPhone: or(say('Its telephone.')),
  place: or(say('Where the procedure has places: reserved, waiting, lottery, won, offered, released … (席・枠)')),
  fee: object({
    total: described(whole, 'Yen; 0 where nothing is to be paid.'),
    paidAt: or(moment()),
  }),
  decision: {
    anyOf: [ref('Decision'), { type: 'null' }],
    description: 'The result, once decided, where the applicant agreed that the sender is told (`resultAgreed`).',
  },
  corrections: described(listOf(ref('Correction')), 'What the office asked to be put right, the newest first.'),
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
  LocalText: described(
    object({ ja: text, easy: text, en: text }, ['easy', 'en']),
    'Japanese; easy Japanese, where readings stand behind their word as 《》; English.',
  ),
  ProblemDetails: {
    ...object(
      { type: text, title: text, status: whole, instance: text, problems: listOf(ref('AnswerProblem')), refusal: text },
      ['problems', 'refusal'],
    ),
    description:
      'RFC 9457. The last part of `type` (`urn:yanagi:problem:refused`) is the code that clients go by. `problems` stand with 422 `refused`; `refusal` says why more exactly: incomplete, unchanged, not-acknowledged, signature …',
  },
  AnswerProblem: object(
    {
      pointer: { type: 'string', description: 'JSON Pointer into the request, as a fragment.' },
      path: say('The same place as the definition writes it: `children.0.birth`.'),
      code: say('What is wrong; stable. A warning’s code is what `acknowledged` names.'),
      severity: {
        type: 'string',
        enum: ['refuse', 'stop', 'warn'],
        description:
          'refuse: has to be put right. stop: this person can’t file this. warn: has to be shown, and acknowledged.',
      },
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
      open: described(yes, 'Whether it takes applications today.'),
      section: say('Code of the section in charge.'),
      topics: listOf(text),
      lifeEvents: listOf(text),
      filers: listOf(text),
      assurance: object({
        accepted: described(listOf(text), 'Ways of identification, from the weakest; one of them suffices.'),
        signature: { type: 'string', enum: ['required', 'optional', 'none'] },
      }),
      carriedElsewhere: described(yes, 'Another system carries it: it can not be filed here.'),
      links: object({ self: text, schema: text, version: text }),
      details: {
        type: 'object',
        description: 'Who, what to prepare, fee, what comes afterwards, law: only where one procedure is asked for.',
      },
    },
    ['details'],
  ),
  RegisterEntry: object(
    {
      id: say('What stands in an answer.'),
      label: ref('LocalText'),
      facts: { type: 'object', description: 'What rules read of it: fee, limits, ages, days.' },
      left: described(whole, 'Places that are left, where they are counted.'),
    },
    ['left'],
  ),
  Client: object({
    id: text,
    name: text,
    scopes: listOf({ type: 'string', enum: scopes }),
    procedures: described(listOf(text), 'Ids of the procedures that it may file.'),
    attests: described(listOf(text), 'What it may say in `assurance` without a signature.'),
    perMinute: described(whole, 'Requests in a minute; what is over is answered with 429.'),
    validUntil: day('The last day on which it counts.'),
    webhook: { type: ['object', 'null'], properties: { url: text, events: listOf(text) } },
  }),
  Validation: object({
    procedure: text,
    version: text,
    accepted: described(yes, 'Nothing in the answers stands in the way; `obstacles` still may.'),
    problems: listOf(ref('AnswerProblem')),
    obstacles: described(
      listOf(text),
      'What else stands in the way: carried-elsewhere, closed, full, filer-not-online, procedure-not-allowed, needs-signature.',
    ),
    asked: described(
      listOf(object({ pointer: text, page: text, required: yes })),
      'The questions on this person’s path, in their order, as the answers so far decide it.',
    ),
    values: described(
      listOf(object({ id: text, label: ref('LocalText'), text: ref('LocalText') })),
      'What the definition works out of the answers, to be shown to the applicant.',
    ),
    fee: object({
      total: whole,
      lines: listOf(object({ id: text, label: ref('LocalText'), amount: whole, quantity: whole })),
    }),
    deadline: {
      type: ['object', 'null'],
      properties: { from: day(), last: day(), article: text },
      description: 'The last day of the law for filing it, the day it counts from, and the article.',
    },
    calendar: described(listOf({ type: 'object' }), 'Periods that the answers begin, each with its days.'),
    delivery: say('How the result would be told: portal, post or counter.'),
    places: or(
      say('Where the procedure has places, what would come of filing now: reserved, waiting, lottery or full.'),
    ),
    signature: { type: 'string', enum: ['required', 'optional', 'none'] },
    toSign: {
      type: ['object', 'null'],
      properties: { text, sha256: text, base64: say('The bytes to sign, exactly.') },
      description: 'Null while the answers have a problem. The same day and answers give the same bytes.',
    },
  }),
  Correction: object({
    id: say('Stands in the path of its answer.'),
    requestedAt: moment(),
    dueOn: day('The day until which the office waits.'),
    answeredAt: or(moment('An answer that was sent stays; another one is not taken.')),
    intro: say('What the office writes to the applicant.'),
    items: described(
      listOf(object({ pointer: text, path: text, reason: text })),
      'The asked answers; nothing else of a sent answer is taken.',
    ),
  }),
  Decision: object({
    result: { type: 'string', enum: ['approved', 'partially-approved', 'rejected', 'dismissed', 'accepted'] },
    outcome: { type: 'string', description: 'Id of the outcome in the definition of the procedure.' },
    decidedOn: day(),
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
    timestamp: moment('When it happened.'),
    data: object(
      { receiptNumber: text, procedure: text, dueOn: day('Of a correction request.'), decision: ref('Decision') },
      ['dueOn', 'decision'],
    ),
  }),
}
