import { randomUUID } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import type { Capability, NavigationItem, Surface } from '../platform/capability.ts'
import type { City } from '../platform/cities.ts'
import {
  type AssetPaths,
  clientNetworks,
  HttpProblem,
  keepAskedLanguage,
  problemResponse,
  readPreferences,
  sameSiteWrites,
  securityHeaders,
  unavailable,
  type WebEnv,
  wantsJson,
} from '../platform/http/index.ts'
import type { ZoneServices } from '../platform/services.ts'
import type { Zone } from '../platform/zone.ts'
import { errorPage } from './error-page.tsx'

/** What a surface is made of. */
export interface SurfaceParts {
  readonly capabilities: readonly Capability[]
  readonly services: ZoneServices
  readonly surface: Surface
  readonly city: City
  readonly assets: { readonly paths: AssetPaths; readonly serve: MiddlewareHandler }
  /** Where the inner zone calls; only on the outer surface of a zone. */
  readonly relayRoutes: Hono | undefined
}

/**
 * One surface of one city as a web application: the guards in order, then every capability's routes.
 * The order is the meaning: headers on every answer (errors too), then the request is known, then writes are checked.
 */
export function buildSurface({
  capabilities,
  services,
  surface,
  city,
  assets,
  relayRoutes,
}: SurfaceParts): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const origin = city.origins[surface] ?? ''
  const networkOf = clientNetworks(services.config.trustedProxies)
  const navigation = navigationOf(capabilities, services.zone)
  app.use(
    securityHeaders(surface, {
      https: origin.startsWith('https:'),
      ...(city.origins.files ? { filesOrigin: city.origins.files } : {}),
      formTargets: capabilities.flatMap((each) => each.parts[services.zone]?.formTargets?.(city, surface) ?? []),
      framedBy: [city.origins.office, city.origins.portal].filter((each) => each !== undefined),
    }),
  )
  app.use(async (c, next) => {
    c.set('city', city)
    c.set('surface', surface)
    c.set('requestId', randomUUID())
    c.set('locale', readPreferences(c).locale)
    c.set('now', services.clock.now())
    c.set('clientNetwork', networkOf(peerOf(c.env), c.req.header('x-forwarded-for')))
    c.set('assets', assets.paths)
    c.set('navigation', navigation)
    const began = performance.now()
    await next()
    keepAskedLanguage(c)
    const ms = Math.round(performance.now() - began)
    services.log.debug('request', {
      surface,
      city: city.id,
      method: c.req.method,
      status: c.res.status,
      ms,
      requestId: c.get('requestId'),
    })
  })
  // The relay signs; CKAN's actions are asked by POST, write nothing and know no session.
  app.use(sameSiteWrites({ exempt: ['/relay/', '/api/3/action/', '/api/action/'] }))
  app.use('/assets/*', assets.serve)
  if (relayRoutes !== undefined) app.route('/relay', relayRoutes)
  for (const capability of capabilities) capability.parts[services.zone]?.routes?.(app, services, surface)

  app.notFound((c) => answer(c, new HttpProblem(404, 'not-found'), assets.paths))
  app.onError((error, c) => {
    const problem = asProblem(error)
    if (problem.status >= 500) {
      services.log.error('request-failed', {
        surface,
        city: city.id,
        requestId: c.get('requestId'),
        status: problem.status,
        error,
      })
    }
    return answer(c, problem, assets.paths)
  })
  return app
}

/** Who is at the other end of the socket, as the Node adapter tells it; nobody in a request without one. */
function peerOf(bindings: unknown): string | undefined {
  return (bindings as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
    ?.remoteAddress
}

function navigationOf(capabilities: readonly Capability[], zone: Zone): readonly NavigationItem[] {
  return capabilities.flatMap((each) => each.parts[zone]?.navigation ?? []).sort((a, b) => a.order - b.order)
}

type SurfaceContext = Parameters<Parameters<Hono<WebEnv>['onError']>[0]>[1]

function answer(c: SurfaceContext, problem: HttpProblem, assets: AssetPaths): Response {
  if (problem.options.retryAfterSeconds !== undefined)
    c.header('retry-after', String(problem.options.retryAfterSeconds))
  return wantsJson(c) ? problemResponse(c, problem, c.get('requestId')) : errorPage(c, problem, assets)
}

/** A database that is down or full is told apart from a program that is wrong: the first passes, so we say when to come back. */
function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string' && /^(08|53|57P|YE001|ECONN|EPIPE|ENOSPC)/.test(code)) return unavailable()
  return new HttpProblem(500, 'broken', { cause: error })
}
