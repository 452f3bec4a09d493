import autocannon from 'autocannon'

/** One load on a running server, from a process of its own. */
export interface Load {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Several requests, taken in turn by each connection. */
  readonly requests?: readonly { readonly path?: string; readonly method?: 'GET' | 'POST'; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }[]
}

export interface LoadResult {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly ok: number
  readonly failed: number
}

const load = JSON.parse(process.argv[2] ?? '{}') as Load
const result = await autocannon({
  url: load.url,
  connections: load.connections,
  duration: load.seconds,
  ...(load.method ? { method: load.method } : {}),
  ...(load.headers ? { headers: { ...load.headers } } : {}),
  ...(load.body !== undefined ? { body: load.body } : {}),
  ...(load.requests ? { requests: load.requests.map((each) => ({ ...each, headers: { ...each.headers } })) } : {}),
})
const answer: LoadResult = {
  perSecond: result.requests.average,
  p50: result.latency.p50,
  p99: result.latency.p99,
  ok: (result['2xx'] ?? 0) + (result['3xx'] ?? 0),
  failed: result.non2xx - (result['3xx'] ?? 0) + result.errors + result.timeouts,
}
process.stdout.write(`${JSON.stringify(answer)}\n`)
