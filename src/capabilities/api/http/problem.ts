import type { Context } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'

type Status = 400 | 401 | 403 | 404 | 405 | 406 | 409 | 413 | 415 | 422 | 429 | 500 | 503

/** Every problem of the interface: its status and its title. The code is stable; clients go by it. */
export const problemTitles = {
  'unreadable-json': [400, 'The body is not one JSON object in UTF-8'],
  'unreadable-form': [400, 'The form can not be read'],
  'wrong-request': [400, 'The request does not have the documented shape'],
  'invalid-token': [401, 'The access token is missing, over, or of another city'],
  'client-not-usable': [401, 'The client was revoked, or its last day is over'],
  'insufficient-scope': [403, 'The access token does not have the scope that is needed'],
  'procedure-not-allowed': [403, 'The client may not file this procedure'],
  'dataset-not-allowed': [403, 'The client may not bring this dataset'],
  'assurance-not-attested': [403, 'The client may not say this of how the applicant was identified'],
  'not-found': [404, 'There is nothing here, or it is not this client’s'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  closed: [409, 'The procedure takes no applications now'],
  'carried-elsewhere': [409, 'Another system carries the procedure'],
  'version-changed': [409, 'Another version of the procedure is in force'],
  'already-open': [409, 'There is an open application for the same matter'],
  full: [409, 'There are no places left'],
  'too-late': [409, 'The matter was decided or withdrawn already'],
  busy: [409, 'The same request is being handled; try again'],
  'too-large': [413, 'The request is too large'],
  'json-expected': [415, 'The content type must be application/json'],
  'form-expected': [415, 'The content type must be multipart/form-data'],
  refused: [422, 'The answers can not be accepted as they are'],
  'file-refused': [422, 'The file can not be accepted'],
  'key-reused': [422, 'The Idempotency-Key was used with another body'],
  'key-missing': [400, 'The Idempotency-Key is missing or malformed'],
  'too-many': [429, 'Too many requests'],
  broken: [500, 'Something went wrong here'],
  unavailable: [503, 'The service is not available for the moment'],
} as const satisfies Readonly<Record<string, readonly [Status, string]>>
export type ProblemCode = keyof typeof problemTitles

/** A refusal of the interface, on its way to an answer of RFC 9457. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  constructor(
    readonly code: ProblemCode,
    /** Further members of the document; never what a person typed. */
    readonly more: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code)
  }
}

/** RFC 9457 problem details. */
export function sendProblem(
  c: Context<WebEnv>,
  { code, more, headers }: Pick<ApiProblem, 'code' | 'more' | 'headers'>,
): Response {
  const [status, title] = problemTitles[code]
  const body = {
    type: `urn:yanagi:problem:${code}`,
    title,
    status,
    instance: `urn:yanagi:request:${c.get('requestId')}`,
    ...more,
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}
