/** A request that ends in a page other than the one asked for. The reason is a code; the sentence belongs to the error page. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 421 | 422 | 429 | 500 | 503,
    /** Stable code, e.g. `too-large`, `stale-page`: the `type` of the RFC 9457 document and the key of the sentence. */
    readonly code: string,
    readonly options: { readonly retryAfterSeconds?: number; readonly cause?: unknown } = {},
  ) {
    super(code, { cause: options.cause })
  }
}

/** Not there, or not this person's: both look the same from outside. */
export const notFound = (): HttpProblem => new HttpProblem(404, 'not-found')
export const forbidden = (code = 'forbidden'): HttpProblem => new HttpProblem(403, code)
export const tooLarge = (): HttpProblem => new HttpProblem(413, 'too-large')
export const tooMany = (retryAfterSeconds: number): HttpProblem =>
  new HttpProblem(429, 'too-many', { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterSeconds)) })
export const unavailable = (retryAfterSeconds = 5): HttpProblem =>
  new HttpProblem(503, 'unavailable', { retryAfterSeconds })
