import type { Context, Hono } from 'hono'
import { HttpProblem, type WebEnv } from '../../../platform/http/index.ts'
import { authorise } from '../auth/authorise.ts'
import { preflight, publicReading } from './cors.ts'
import type { Api, Operation } from './operation.ts'
import { ApiProblem, type ProblemCode, problemTitles, sendProblem } from './problem.ts'

export const base = '/api/v1'

/** Mounts the operations. Whatever fails below `/api/v1` is answered with problem details, never with a page. */
export function mountOperations(app: Hono<WebEnv>, api: Api, operations: readonly Operation[]): void {
  const methods = new Map<string, Operation[]>()
  for (const operation of operations) {
    const route = `${base}${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    methods.set(route, [...(methods.get(route) ?? []), operation])
    if (operation.scope === 'public') {
      app.use(route, onlyReading)
    }
    app.on(operation.method.toUpperCase(), route, (c) => answer(c, api, operation))
  }
  for (const [route, known] of methods) {
    const allow = known.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST'])).join(', ')
    app.all(route, (c) => sendProblem(c, new ApiProblem('method-not-allowed', {}, { allow })))
  }
}

/** The last word below `/api/v1`: no such address. */
export function mountNothing(app: Hono<WebEnv>): void {
  app.all(`${base}/*`, (c) => sendProblem(c, new ApiProblem('not-found')))
}

const onlyReading: typeof publicReading = (c, next) => {
  if (c.req.method === 'OPTIONS') return preflight(c, next)
  return ['GET', 'HEAD'].includes(c.req.method) ? publicReading(c, next) : next()
}

async function answer(c: Context<WebEnv>, api: Api, operation: Operation): Promise<Response> {
  return answered(c, api, async () => {
    const client = operation.scope === 'public' ? undefined : await authorise(c, api.services, operation.scope)
    return operation.handle({
      c,
      api,
      city: c.get('city'),
      now: c.get('now'),
      client,
      param: (name) => c.req.param(name) ?? '',
    })
  })
}

/** Runs `work`; what it throws becomes problem details, and what nobody expected is logged. */
export async function answered(c: Context<WebEnv>, api: Api, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ApiProblem) return sendProblem(c, error)
    if (error instanceof HttpProblem && error.status < 500) return sendProblem(c, new ApiProblem(knownCode(error)))
    const code = String((error as { code?: unknown } | null)?.code ?? '')
    const away = /^(08|53|57P|YE001|ECONN|EPIPE|ENOSPC)/.test(code)
    api.services.log.error('request-failed', {
      surface: 'portal',
      city: c.get('city').id,
      requestId: c.get('requestId'),
      status: away ? 503 : 500,
      error,
    })
    return sendProblem(c, away ? new ApiProblem('unavailable', {}, { 'retry-after': '5' }) : new ApiProblem('broken'))
  }
}

function knownCode({ code, status }: HttpProblem): ProblemCode {
  if (Object.hasOwn(problemTitles, code)) return code as ProblemCode
  return status === 404 ? 'not-found' : 'wrong-request'
}
