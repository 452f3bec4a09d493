import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Context } from 'hono'
import type { WebEnv } from '../../../../platform/http/index.ts'
import type { Logger } from '../../../../platform/log/logger.ts'

/** Sends pieces of text as they come, compressed as the client allows; a client that reads slowly makes the source wait. */
export function sendStream(c: Context<WebEnv>, pieces: AsyncIterable<string>, log: Logger): Response {
  const source = Readable.from(pieces, { objectMode: false, highWaterMark: 256 * 1024 })
  const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  c.header('vary', 'accept-encoding')
  if (zipped) c.header('content-encoding', 'gzip')
  const body = zipped ? source.pipe(createGzip({ level: 5 })) : source
  source.on('error', (error) => {
    log.warn('open-data-broken-off', { city: c.get('city').id, error })
    // A reader sees a connection that broke, never a file that only ends too early.
    if (body !== source) body.destroy(error)
  })
  if (body !== source) body.on('close', () => source.destroy())
  return c.body(Readable.toWeb(body) as ReadableStream<Uint8Array>, 200)
}
