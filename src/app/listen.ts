import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'

/** A listening port that can be closed in order: no new requests, the running ones end, idle connections go. */
export interface Listening {
  readonly port: number
  close(graceMs: number): Promise<void>
}

/** A port that could not be taken: `EADDRINUSE`, `EACCES`. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable'
  constructor(
    readonly port: number,
    readonly code: string,
  ) {
    const why = { EADDRINUSE: 'another program uses it', EACCES: 'this user may not open it' }[code] ?? code
    super(`Port ${port} can not be used: ${why}.`)
  }
}

/** Can these ports be taken? Throws `PortUnavailable` for the first that can't; takes none. */
export async function checkPorts(host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const server = createServer()
    await listening(server, host, port)
    await new Promise((closed) => server.close(closed))
  }
}

/**
 * Listens with limits that slow or oversized clients meet before they cost anything:
 * headers within 10 s and 16 KB, the whole request within 120 s (an island line uploads 10 MB in that time).
 */
export async function listen(
  host: string,
  port: number,
  fetch: (request: Request, bindings: object) => Response | Promise<Response>,
): Promise<Listening> {
  // The adapter's own Request and Response take the place of the global ones: an answer that is whole in memory goes out
  // in one write, without a stream made around it (a fifth of the time of a small page).
  const listener = getRequestListener(fetch)
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 120_000,
      keepAliveTimeout: 15_000,
      maxHeaderSize: 16 * 1024,
      connectionsCheckingInterval: 5_000,
    },
    listener,
  )
  server.maxRequestsPerSocket = 10_000
  await listening(server, host, port)
  return { port: (server.address() as { port: number }).port, close: (graceMs) => closeServer(server, graceMs) }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new PortUnavailable(port, error.code ?? 'unknown')))
    server.listen(port, host, resolve)
  })
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(timer)
}
