import type { Hono } from 'hono'
import type { WebEnv } from '../platform/http/index.ts'

/** Which surface answers for a host name and port. The host decides the city and the zone; nothing in the path can. */
export interface Dispatcher {
  add(origin: string, app: Hono<WebEnv>): void
  fetch(request: Request, bindings?: object): Response | Promise<Response>
}

export function createDispatcher(): Dispatcher {
  const byHost = new Map<string, Hono<WebEnv>>()
  return {
    add: (origin, app) => {
      byHost.set(new URL(origin).host, app)
    },
    fetch: (request, bindings) => {
      // A host name means the same in capitals (RFC 9110 4.2.3).
      const host = (request.headers.get('host') ?? new URL(request.url).host).toLowerCase()
      const app = byHost.get(host)
      // An unknown host is answered by nobody: a request must not choose a city by accident (RFC 9110 15.5.20).
      if (app === undefined) {
        const here = sameMachine(host)
        if (here !== undefined && byHost.has(here) && ['GET', 'HEAD'].includes(request.method)) {
          const { pathname, search } = new URL(request.url)
          return new Response(null, { status: 307, headers: { location: `http://${here}${pathname}${search}` } })
        }
        return new Response('Misdirected Request\n', { status: 421, headers: { 'content-type': 'text/plain' } })
      }
      return app.fetch(request, bindings)
    },
  }
}

/** This machine by number is the same as by name, and only by name do the cookies of a demonstration fit. */
function sameMachine(host: string): string | undefined {
  const port = /^(?:127\.0\.0\.1|\[::1\]):(\d+)$/.exec(host)?.[1]
  return port === undefined ? undefined : `localhost:${port}`
}
