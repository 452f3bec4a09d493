import type { Context } from 'hono'
import type { HttpProblem } from './http-problem.ts'

/** True when the client is a program: it asked for JSON, or sent JSON. */
export function wantsJson(c: Context): boolean {
  const accept = c.req.header('accept') ?? ''
  if (accept.includes('text/html')) return false
  return accept.includes('json') || (c.req.header('content-type') ?? '').includes('json')
}

/** RFC 9457 problem details. `detail` never holds what the person typed. */
export function problemResponse(c: Context, problem: HttpProblem, requestId: string): Response {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  if (problem.options.retryAfterSeconds !== undefined)
    headers['retry-after'] = String(problem.options.retryAfterSeconds)
  return c.body(
    JSON.stringify({
      type: `urn:yanagi:problem:${problem.code}`,
      title: problem.code,
      status: problem.status,
      instance: `urn:yanagi:request:${requestId}`,
    }),
    problem.status,
    headers,
  )
}
