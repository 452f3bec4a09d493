import { type BrotliOptions, brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

const worthwhileBytes = 1024
/**
 * Level 3 for pages of 10–60 KB that go to people: a fifth of the size in 0.25 ms. The next level takes twice the time and
 * twice the memory, which has to be cleared for each page, for a twentieth of the size. Clerks sit beside their server, and
 * many of them share its one thread: level 1 takes a quarter of the time for a twelfth more.
 */
const brotli = { people: brotliAt(3), office: brotliAt(1) }
const gzip = { level: 5 }

/** Answers with a text that is already whole in memory, compressed as the client allows. */
export function compressText(
  c: Context,
  text: string | Uint8Array<ArrayBuffer>,
  status: ContentfulStatusCode,
): Response {
  c.header('vary', 'accept-encoding', { append: true })
  const accepted = c.req.header('accept-encoding') ?? ''
  if (text.length < worthwhileBytes) return c.body(text, status)
  if (/\bbr\b/.test(accepted)) {
    c.header('content-encoding', 'br')
    return c.body(
      new Uint8Array(brotliCompressSync(text, c.get('surface') === 'office' ? brotli.office : brotli.people)),
      status,
    )
  }
  if (/\bgzip\b/.test(accepted)) {
    c.header('content-encoding', 'gzip')
    return c.body(new Uint8Array(gzipSync(text, gzip)), status)
  }
  return c.body(text, status)
}

function brotliAt(quality: number): BrotliOptions {
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_LGWIN]: 16,
    },
  }
}
