import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'

/** One load on a running server: so many connections, each with one request at a time. */
export interface Load {
  readonly host: string
  readonly port: number
  /** Value of the Host header: it picks city and surface. */
  readonly hostHeader: string
  readonly connections: number
  /** Ends after this time, or when the turns are used up. */
  readonly seconds: number
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  /** Requests of each connection, by its number; the last list is shared by the connections after it. */
  readonly turns: readonly (readonly Turn[])[]
  /** Go round the turns again and again. */
  readonly again: boolean
  /** Ends a connection after so many requests. */
  readonly turnsEach?: number
}

/** `{uuid}` in the body becomes a fresh one. */
export interface Turn {
  readonly path: string
  readonly cookie?: string
  readonly body?: string
}

export interface LoadResult {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly answered: number
  readonly statuses: Readonly<Record<string, number>>
}

async function run(load: Load): Promise<LoadResult> {
  const times: number[] = []
  const statuses: Record<string, number> = {}
  const began = performance.now()
  const until = began + load.seconds * 1000
  await Promise.all(
    Array.from({ length: load.connections }, async (_unused, index) => {
      const turns = load.turns[Math.min(index, load.turns.length - 1)] ?? []
      const connection = await open(load)
      for (let n = 0; load.again || n < turns.length; n += 1) {
        const turn = turns[n % turns.length]
        const sent = performance.now()
        if (turn === undefined || sent >= until || n === load.turnsEach) break
        const status = await connection.ask(requestText(load, turn))
        times.push(performance.now() - sent)
        statuses[status] = (statuses[status] ?? 0) + 1
      }
      connection.close()
    }),
  )
  const seconds = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), answered: times.length, statuses }
}

function requestText(load: Load, turn: Turn): string {
  const body = (turn.body ?? '').replaceAll('{uuid}', () => crypto.randomUUID())
  const headers = {
    host: load.hostHeader,
    ...load.headers,
    ...(turn.cookie === undefined ? {} : { cookie: turn.cookie }),
    ...(load.method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
  }
  return `${load.method} ${turn.path} HTTP/1.1\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`
}

interface Connection {
  /** Resolves with the status when the whole answer is there. */
  ask(request: string): Promise<number>
  close(): void
}

async function open(load: Load): Promise<Connection> {
  const socket: Socket = connect(load.port, load.host)
  socket.setNoDelay(true)
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let received = Buffer.alloc(0)
  let waiting: { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void } | undefined
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const answer = wholeAnswer(received)
    if (answer === undefined) return
    received = received.subarray(answer.length)
    waiting?.resolve(answer.status)
  })
  const broken = (): void => waiting?.reject(new Error('the server closed the connection'))
  socket.on('close', broken).on('error', broken)
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

/** Status and length of the first whole answer in the bytes, by Content-Length or chunks; undefined while it is arriving. */
function wholeAnswer(bytes: Buffer): { readonly status: number; readonly length: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const status = Number(head.slice(9, 12))
  const declared = /\r\ncontent-length: (\d+)/i.exec(head)
  if (declared) {
    const length = headEnd + 4 + Number(declared[1])
    return bytes.length >= length ? { status, length } : undefined
  }
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return { status, length: headEnd + 4 }
  const end = bytes.indexOf('\r\n0\r\n\r\n', headEnd + 2)
  return end < 0 ? undefined : { status, length: end + 7 }
}

const load = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Load
process.stdout.write(`${JSON.stringify(await run(load))}\n`)
