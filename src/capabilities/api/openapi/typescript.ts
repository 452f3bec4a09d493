import type { JsonSchema } from '../schema/json-schema.ts'

interface Item {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: JsonSchema
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> }>
  >
}

/**
 * A client in TypeScript for an OpenAPI document as `document.ts` makes it: the types of everything that is sent and answered,
 * and one function for each operation. It needs nothing but `fetch`.
 */
export function typescriptClient(document: JsonSchema): string {
  const { components, paths, servers, info } = document as {
    readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
    readonly paths: Readonly<Record<string, Readonly<Record<string, Item>>>>
    readonly servers: readonly { readonly url: string }[]
    readonly info: { readonly title: string }
  }
  const types = Object.entries(components.schemas).map(
    ([name, schema]) => `${comment(schema.title ?? schema.description)}export type ${name} = ${typeOf(schema, '')}\n`,
  )
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, item]) => operationText(path, method, item)),
  )
  return [
    `// ${info.title}. Made from openapi.json; made anew when a procedure is published.\n`,
    `export const server = ${JSON.stringify(servers[0]?.url ?? '')}\n`,
    ...types,
    runtime,
    `/** One function for each operation. */\nexport function createClient(call: Call) {\n  return {\n${operations.join('\n')}\n  }\n}\n`,
  ].join('\n')
}

/** What the generated functions stand on: tokens by client credentials, JSON in and out, problem details as an error. */
const runtime = `/** Sends one request and reads its answer. */
export type Call = <Answer>(request: {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly form?: FormData
}) => Promise<Answer>

/** A refusal, with its problem details. \`code\` is the last part of \`type\`. */
export class Refused extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(problem.title)
  }
  get code(): string {
    return this.problem.type.split(':').at(-1) ?? ''
  }
}

/** A \`Call\` over fetch. The token is asked for when it is needed, and again a minute before its time is over. */
export function createCall(options: {
  readonly clientId: string
  readonly clientSecret: string
  readonly server?: string
  readonly fetch?: typeof fetch
}): Call {
  const send = options.fetch ?? fetch
  const base = options.server ?? server
  let token: { readonly text: string; readonly until: number } | undefined
  const tokenNow = async (): Promise<string> => {
    if (token !== undefined && Date.now() < token.until) return token.text
    const pair = [options.clientId, options.clientSecret].map(encodeURIComponent).join(':')
    const answer = await send(base + '/oauth/token', {
      method: 'POST',
      headers: { authorization: 'Basic ' + btoa(pair), 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    })
    if (!answer.ok) throw new Error('No token: ' + answer.status)
    const { access_token, expires_in } = (await answer.json()) as { access_token: string; expires_in: number }
    token = { text: access_token, until: Date.now() + (expires_in - 60) * 1000 }
    return access_token
  }
  return async <Answer>(request: Parameters<Call>[0]): Promise<Answer> => {
    const url = new URL(base + request.path)
    for (const [name, value] of Object.entries(request.query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value))
    const json = request.json === undefined ? {} : { 'content-type': 'application/json' }
    const body = request.form ?? (request.json === undefined ? undefined : JSON.stringify(request.json))
    const answer = await send(url, {
      method: request.method,
      headers: { authorization: 'Bearer ' + (await tokenNow()), ...json, ...request.headers },
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) throw new Refused((await answer.json()) as ProblemDetails)
    return (await answer.json()) as Answer
  }
}
`

function operationText(path: string, method: string, item: Item): string {
  const parameters = item.parameters ?? []
  const place = (where: string) => parameters.filter((each) => each.in === where)
  const [type, media] = Object.entries(item.requestBody?.content ?? {})[0] ?? []
  const form = type === 'multipart/form-data'
  const given = [
    ...place('path').map(({ name }) => `${key(name)}: string`),
    ...place('query').map(({ name, schema }) => `${key(name)}?: ${typeOf(schema, '')} | undefined`),
    ...place('header').map(({ name, required }) => `${key(name)}${required ? '' : '?'}: string`),
    ...(media === undefined ? [] : [`body: ${form ? 'FormData' : typeOf(media.schema, '      ')}`]),
  ]
  const success = Object.entries(item.responses).find(
    ([status, { content }]) => status.startsWith('2') && content !== undefined,
  )
  const answer = Object.values(success?.[1].content ?? {})[0]?.schema
  const parts = [
    `method: ${JSON.stringify(method.toUpperCase())}`,
    `path: \`${path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => `\${encodeURIComponent(given.${name})}`)}\``,
    ...(place('query').length === 0
      ? []
      : [
          `query: { ${place('query')
            .map(({ name }) => `${key(name)}: given${at(name)}`)
            .join(', ')} }`,
        ]),
    ...(place('header').length === 0
      ? []
      : [
          `headers: { ${place('header')
            .map(({ name }) => `${key(name)}: given${at(name)}`)
            .join(', ')} }`,
        ]),
    ...(media === undefined ? [] : [form ? 'form: given.body' : 'json: given.body']),
  ]
  const needed = place('path').length > 0 || place('header').some(({ required }) => required) || media !== undefined
  const argument = given.length === 0 ? '' : `given: { ${given.join('; ')} }${needed ? '' : ' = {}'}`
  return `    ${comment(item.summary).trimEnd()}\n    ${key(item.operationId)}: (${argument}) =>\n      call<${answer === undefined ? 'void' : typeOf(answer, '      ')}>({ ${parts.join(', ')} }),`
}

/** The TypeScript type of a schema. What TypeScript can't say (lengths, conditions) is left to the schema. */
export function typeOf(schema: JsonSchema | boolean, indent: string): string {
  if (typeof schema === 'boolean') return 'unknown'
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? 'unknown'
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => JSON.stringify(each)).join(' | ')
  if ('const' in schema) return JSON.stringify(schema.const)
  if (Array.isArray(schema.anyOf))
    return (schema.anyOf as readonly JsonSchema[]).map((each) => typeOf(each, indent)).join(' | ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(' | ')
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return `readonly ${grouped(typeOf((schema.items as JsonSchema | undefined) ?? true, indent))}[]`
    case 'object':
      return objectType(schema, indent)
    default:
      return 'unknown'
  }
}

function objectType(schema: JsonSchema, indent: string): string {
  const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>)
  if (properties.length === 0) return 'Readonly<Record<string, unknown>>'
  const required = new Set((schema.required ?? []) as readonly string[])
  const deeper = `${indent}  `
  const lines = properties.map(
    ([name, each]) =>
      `${comment(each.title ?? each.description, deeper)}${deeper}readonly ${key(name)}${required.has(name) ? '' : '?'}: ${typeOf(each, deeper)}\n`,
  )
  return `{\n${lines.join('')}${indent}}`
}

const grouped = (type: string): string => (type.includes('|') ? `(${type})` : type)
const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name))
const at = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`)

/** A line of comment that can't be left: words of a definition are data. */
function comment(words: unknown, indent = ''): string {
  return typeof words === 'string' && words !== ''
    ? `${indent}/** ${words.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */\n`
    : ''
}
