import type { City } from '../../../platform/cities.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { tokenPath } from '../auth/token-endpoint.ts'
import { scopes } from '../clients/client.ts'
import { base } from '../http/mount.ts'
import type { Operation } from '../http/operation.ts'
import { type ProblemCode, problemTitles } from '../http/problem.ts'
import { answersSchema } from '../schema/answers-schema.ts'
import { type JsonSchema, schemaOf } from '../schema/json-schema.ts'
import { eventNames } from '../webhooks/events.ts'
import { components } from './components.ts'

const scopeWords: Readonly<Record<(typeof scopes)[number], string>> = {
  catalogue: 'Ask what this client may do',
  validate: 'Try answers',
  submit: 'Submit, withdraw, answer corrections',
  status: 'Ask how its own applications stand',
  datasets: 'Bring tables of open data',
}
/** What every operation behind a token may answer. */
const always: readonly ProblemCode[] = [
  'invalid-token',
  'client-not-usable',
  'insufficient-scope',
  'too-many',
  'broken',
  'unavailable',
]

/** The OpenAPI 3.1 document of a city: the operations, and the answers of every procedure in force. */
export function openApiDocument(
  city: City,
  procedures: readonly CompiledProcedure[],
  operations: readonly Operation[],
): JsonSchema {
  const origin = new URL(city.origins.portal ?? '').origin
  const native = procedures.filter(({ definition }) => definition.carriedBy === undefined)
  const references = {
    shape: (name: string) => `#/components/schemas/${name}`,
    register: (id: string) => `${origin}${base}/registers/${id}`,
  }
  const answers = native.map((each) => [answersName(each), answersSchema(each, references)] as const)
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: `${city.nameEn}: procedures`,
      summary: 'Catalogue, forms, checks, submission and status of the procedures of a city',
      version: '1',
      description:
        'Made from the published definitions. Answers of a procedure are described for the version in force; what JSON Schema can not say stands in keywords that begin with x-. Clients bear members that they do not know. Start with `procedures`, try answers with `validate…` until `accepted`, then send them with `file…` under an Idempotency-Key of your own.',
    },
    externalDocs: {
      url: `${origin}/api`,
      description: 'From the registration to the first receipt, with commands to copy',
    },
    servers: [{ url: `${origin}${base}` }],
    tags: [
      { name: 'catalogue', description: 'What can be applied for and what can be chosen. No token is needed.' },
      { name: 'filing', description: 'Try answers, send files ahead, submit.' },
      { name: 'applications', description: 'What became of an application that this client sent.' },
      { name: 'datasets', description: 'Tables of open data that a partner keeps up to date.' },
    ],
    paths: pathsOf(operations, native),
    webhooks: webhooks(),
    components: {
      schemas: { ...components, ...Object.fromEntries(answers) },
      securitySchemes: {
        client: {
          type: 'oauth2',
          flows: {
            clientCredentials: {
              tokenUrl: `${origin}${tokenPath}`,
              scopes: Object.fromEntries(scopes.map((scope) => [scope, scopeWords[scope]])),
            },
          },
        },
      },
    },
  }
}

/** `ChildAllowanceClaimAnswers` */
export function answersName({ definition }: Pick<CompiledProcedure, 'definition'>): string {
  return `${pascal(definition.id)}Answers`
}

function pascal(id: string): string {
  return id
    .split('-')
    .map((part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`)
    .join('')
}

function pathsOf(operations: readonly Operation[], procedures: readonly CompiledProcedure[]): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {}
  const add = (path: string, method: string, item: JsonSchema): void => {
    paths[path] = { ...paths[path], [method]: item }
  }
  for (const operation of operations) {
    if (operation.body?.answers !== true) {
      add(
        operation.path,
        operation.method,
        operationItem(operation, operation.path, operation.id, operation.body?.schema),
      )
      continue
    }
    for (const procedure of procedures) {
      const path = operation.path.replace('{procedure}', procedure.definition.id)
      const id = `${operation.id}${pascal(procedure.definition.id)}`
      const body = withAnswers(operation.body.schema, `#/components/schemas/${answersName(procedure)}`)
      const item = operationItem(operation, path, id, body)
      add(path, operation.method, {
        ...item,
        summary: `${procedure.definition.name.en ?? procedure.definition.id}: ${operation.summary}`,
      })
    }
  }
  return paths
}

function withAnswers(schema: JsonSchema, reference: string): JsonSchema {
  return { ...schema, properties: { ...(schema.properties as JsonSchema), answers: { $ref: reference } } }
}

function operationItem(operation: Operation, path: string, id: string, body: JsonSchema | undefined): JsonSchema {
  const { tag, scope, summary, success } = operation
  const problems = [...operation.problems, ...(scope === 'public' ? (['broken', 'unavailable'] as const) : always)]
  return schemaOf({
    operationId: id,
    tags: [tag],
    summary,
    security: scope === 'public' ? [] : [{ client: [scope] }],
    parameters: parametersOf(operation, path),
    requestBody:
      body === undefined || operation.body === undefined
        ? undefined
        : { required: true, content: { [operation.body.type]: { schema: body } } },
    responses: {
      [success.status]: {
        description: success.description,
        content: { [success.type ?? 'application/json']: { schema: success.schema } },
      },
      ...(success.repeated !== undefined
        ? {
            200: {
              description: success.repeated,
              content: { 'application/json': { schema: success.schema } },
            },
          }
        : {}),
      ...problemResponses(problems),
    },
  })
}

const pathWords: Readonly<Record<string, string>> = {
  receipt: 'The receiptNumber that the submission was answered with.',
  correction: 'Id of one of the application’s corrections.',
  procedure: 'Id of a procedure, as the catalogue lists it.',
  version: 'A published version: SHA-256 in hex, as `version` of the procedure says it.',
  register: 'Id of a register, as `x-register` of an answer names it.',
  dataset: 'Id of a dataset, published or not yet.',
  delivery: 'The deliveryId that the delivery was answered with.',
}

function parametersOf(operation: Operation, path: string): readonly JsonSchema[] {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    ...(pathWords[name ?? ''] === undefined ? {} : { description: pathWords[name ?? ''] }),
    schema: { type: 'string' },
  }))
  const query = Object.entries(operation.query ?? {}).map(([name, each]) => ({ name, in: 'query', ...each }))
  const headers = Object.entries(operation.headers ?? {}).map(([name, each]) => ({ name, in: 'header', ...each }))
  return [...named, ...query, ...headers]
}

const retryAfter: JsonSchema = { description: 'Seconds to wait.', schema: { type: 'integer' } }

/** One response for each status, with the codes that it may carry. */
function problemResponses(codes: readonly ProblemCode[]): JsonSchema {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of new Set(codes)) {
    const [status] = problemTitles[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `${code}: ${problemTitles[code][1]}`).join('. '),
        ...(status === 429 || status === 503 ? { headers: { 'Retry-After': retryAfter } } : {}),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
      },
    ]),
  )
}

/** `application.correction-requested` → `An application: correction requested.` */
const eventWords = (name: string): string =>
  `An application: ${name.replace('application.', '').replaceAll('-', ' ')}. Ask for the application to know more.`

/** The shape of a message, by what it is about. */
const messageOf = (event: string): string => (event.startsWith('dataset.') ? 'DeliveryMessage' : 'WebhookMessage')

function webhooks(): JsonSchema {
  const header = (name: string): JsonSchema => ({ name, in: 'header', required: true, schema: { type: 'string' } })
  return Object.fromEntries(
    eventNames.map((name) => [
      name,
      {
        post: {
          operationId: `on-${name}`,
          summary: eventWords(name),
          description:
            'Signed as Standard Webhooks asks: HMAC-SHA256 over `webhook-id.webhook-timestamp.body`, in base64 behind `v1,`; the key is what the base64 behind `whsec_` stands for. Several signatures, parted by spaces, stand while the secret is changed. The same webhook-id is the same message: handle it once. Order is not promised.',
          security: [],
          parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(header),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${messageOf(name)}` } } },
          },
          responses: {
            204: { description: 'Taken. Anything else, and no answer within ten seconds, is tried again.' },
          },
        },
      },
    ]),
  )
}
