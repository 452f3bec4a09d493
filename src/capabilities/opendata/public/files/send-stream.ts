import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Context } from 'hono'
import type { WebEnv } from '../../../../platform/http/index.ts'
import type { Logger } from '../../../../platform/log/logger.ts'

/** Sends pieces as they come, compressed where that was agreed; a client that reads slowly makes the source wait. */
export function sendStream(
  c: Context<WebEnv>,
  pieces: AsyncIterable<string | Uint8Array>,
  log: Logger,
  { compressed, status = 200 }: { readonly compressed: boolean; readonly status?: 200 | 206 },
): Response {
  const source = Readable.from(pieces, { objectMode: false, highWaterMark: 256 * 1024 })
  c.header('vary', 'accept-encoding')
  if (compressed) c.header('content-encoding', 'gzip')
  const body = compressed ? source.pipe(createGzip({ level: 5 })) : source
  source.on('error', (error) => {
    log.warn('open-data-broken-off', { city: c.get('city').id, error })
    // A reader sees a connection that broke, never a file that only ends too early.
    if (body !== source) body.destroy(error)
  })
  if (body !== source) body.on('close', () => source.destroy())
  return c.body(Readable.toWeb(body) as ReadableStream<Uint8Array>, status)
}
