import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { compressText, type WebEnv } from '../../../platform/http/index.ts'

/** How long an answer may be kept: by whom, and for how many seconds. */
export const keeping = {
  /** The newest state of something public. */
  public: 'public, max-age=60',
  /** A published version never changes. */
  version: 'public, max-age=86400, immutable',
  /** A client's own matter: asked again each time, answered with 304 when nothing changed. */
  own: 'private, no-cache',
} as const

/**
 * Answers with a text and its strong entity tag; 304 when the client has it (RFC 9110, 13.1.2). The tag is made of the bytes,
 * so every process of the zone says the same.
 */
export function sendConditional(
  c: Context<WebEnv>,
  body: string,
  options: { readonly type?: string; readonly keep: keyof typeof keeping; readonly status?: 200 | 201 },
): Response {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  c.header('etag', tag)
  c.header('cache-control', keeping[options.keep])
  if (options.status !== 201 && matches(c.req.header('if-none-match'), tag)) return c.body(null, 304)
  c.header('content-type', options.type ?? 'application/json')
  return compressText(c, body, options.status ?? 200)
}

export function sendJson(
  c: Context<WebEnv>,
  body: unknown,
  options: { readonly keep: keyof typeof keeping; readonly status?: 200 | 201; readonly type?: string },
): Response {
  return sendConditional(c, JSON.stringify(body), options)
}

/** Weak comparison, as `If-None-Match` asks: a proxy that compressed the answer marks the tag as weak. */
function matches(wanted: string | undefined, tag: string): boolean {
  if (wanted === undefined) return false
  return wanted.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag)
}
