import { IncomingMessage, type OutgoingHttpHeader, type RequestListener, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

/**
 * Lets a Node request handler answer a web request without a socket, so that its answer passes through our own
 * middleware (headers, logging) and can be tested like every other. Small answers only: the whole body is held.
 * Cookies of the handler become `Secure` with path `/`, as the `__Host-` prefix of their names demands; the one named
 * `forgotten` goes neither in nor out.
 */
export async function answerWithNode(
  handler: NodeHandler | RequestListener,
  request: Request,
  forgotten: string,
): Promise<Response> {
  const incoming = toIncoming(request, Buffer.from(await request.arrayBuffer()), forgotten)
  const response = new HeldResponse(incoming, forgotten)
  const finished = response.whenFinished()
  handler(incoming, response)
  await finished
  return response.toWeb()
}

function toIncoming(request: Request, body: Buffer, forgotten: string): IncomingMessage {
  const url = new URL(request.url)
  const incoming = new IncomingMessage(new Socket())
  incoming.method = request.method
  incoming.url = url.pathname + url.search
  incoming.httpVersion = '1.1'
  for (const [name, value] of request.headers) incoming.headers[name] = value
  incoming.headers.host ??= url.host
  const cookies = (incoming.headers.cookie ?? '').split(/; */).filter((cookie) => !isNamed(cookie, forgotten))
  incoming.headers.cookie = cookies.join('; ')
  incoming.headers['content-length'] = String(body.length)
  incoming.push(body)
  incoming.push(null)
  return incoming
}

class HeldResponse extends ServerResponse {
  readonly #chunks: Buffer[] = []
  readonly #forgotten: string
  #finish: () => void = () => {}

  constructor(incoming: IncomingMessage, forgotten: string) {
    super(incoming)
    this.#forgotten = forgotten
  }

  whenFinished(): Promise<void> {
    return new Promise((resolve) => {
      this.#finish = resolve
    })
  }

  override write(chunk: unknown): boolean {
    this.#hold(chunk)
    return true
  }

  override end(...given: unknown[]): this {
    if (given[0] !== undefined && typeof given[0] !== 'function') this.#hold(given[0])
    this.#finish()
    this.emit('finish')
    return this
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status
    const headers = rest.find((one) => typeof one === 'object' && one !== null) as
      | Record<string, OutgoingHttpHeader>
      | undefined
    for (const [name, value] of Object.entries(headers ?? {})) this.setHeader(name, value)
    return this
  }

  toWeb(): Response {
    const headers = new Headers()
    for (const [name, value] of Object.entries(this.getHeaders())) {
      if (value === undefined || name === 'content-length' || name === 'transfer-encoding') continue
      if (name === 'set-cookie') {
        const kept = [value]
          .flat()
          .map(String)
          .filter((cookie) => !isNamed(cookie, this.#forgotten))
        for (const cookie of kept) headers.append(name, hostCookie(cookie))
      } else headers.set(name, [value].flat().join(', '))
    }
    const empty = this.statusCode === 204 || this.statusCode === 304 || this.#chunks.length === 0
    return new Response(empty ? null : new Uint8Array(Buffer.concat(this.#chunks)), {
      status: this.statusCode,
      headers,
    })
  }

  #hold(chunk: unknown): void {
    this.#chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array))
  }
}

/** The cookie of this name, or its signature beside it. */
function isNamed(cookie: string, name: string): boolean {
  return cookie.startsWith(`${name}=`) || cookie.startsWith(`${name}.sig=`)
}

function hostCookie(cookie: string): string {
  return `${cookie.replace(/; ?path=[^;]*/i, '').replace(/; ?secure/i, '')}; Path=/; Secure`
}
